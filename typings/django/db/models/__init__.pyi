# What mypy knows of Django: models are types of their own, choices are choices, and all else is Any.
from enum import StrEnum
from typing import Any

class ModelBase(type):
    def __getattr__(cls, name: str) -> Any: ...

class Model(metaclass=ModelBase):
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def __getattr__(self, name: str) -> Any: ...

class TextChoices(StrEnum):
    choices: list[tuple[str, str]]
    labels: list[str]
    names: list[str]
    values: list[str]
    label: str

def __getattr__(name: str) -> Any: ...
