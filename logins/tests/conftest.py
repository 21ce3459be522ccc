import pytest


@pytest.fixture
def clock(time_machine):
    """Noon, which passes only when a test says so."""
    time_machine.move_to("2026-03-02T12:00:00+08:00", tick=False)
    return time_machine
