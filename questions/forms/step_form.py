from collections.abc import Callable

from editing.uncut import UncutForm
from editorial.models import Refused
from storage.forms import TakesFilesMixin
from storage.write_faults import CannotStore


class StepForm(TakesFilesMixin, UncutForm):
    """What is typed for one step of a case. The fields are named as the step names what it needs.

    `step` does it, and `done` is said afterwards.
    """

    name: str
    step: Callable
    done = ""
    needs_second_press = False

    def __init__(self, data=None, files=None, *, case):
        self.case = case
        super().__init__(data, files, auto_id=f"{self.anchor}_%s")

    @property
    def anchor(self):
        """The id of the form on its page, and the prefix of its fields' ids."""
        return f"id_{self.name}"

    @property
    def before_typed(self):
        """What the step is given before what was typed."""
        return [self.case]

    def take(self):
        """Take the step and keep its `result`; return whether it was taken. If it was not, the form says why."""
        if not self.is_valid() or self.needs_second_press:
            return False
        try:
            self.result = type(self).step(*self.before_typed, **self.cleaned_data)
        except Refused as refused:
            self.add_error(None, refused.messages)
        except CannotStore as fault:
            self.refuse(fault)
        return self.is_valid()
