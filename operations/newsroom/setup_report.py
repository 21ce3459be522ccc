"""What was made and what was there, line by line, and every fault with its place."""

from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _


class SetupReport:
    """`lines` say what was made and what was there, `faults` what is wrong, `advice` what is still missing."""

    def __init__(self):
        self.lines, self.faults, self.advice = [], [], []
        self.made = 0

    def make(self, what, name):
        self.made += 1
        self.lines.append(_("made       %(what)s %(name)s") % {"what": what, "name": name})

    def there(self, what, name, now=""):
        """Note that `name` was there. `now` says what it is like by now, where that is something else."""
        line = _("was there  %(what)s %(name)s") % {"what": what, "name": name}
        self.lines.append(line + (_(" (now %s; left as it is)") % now if now else ""))

    @contextmanager
    def at(self, place, heads=None):
        """Take a ValidationError within as faults of `place`. `heads` are {field: what its column is called}."""
        try:
            yield
        except ValidationError as fault:
            self.faults += [_("%(place)s: %(fault)s") % {"place": place, "fault": said} for said in _said(fault, heads)]


def _said(fault, heads):
    if not hasattr(fault, "error_dict"):
        return fault.messages
    heads = heads or {}
    return [
        sentence if name == NON_FIELD_ERRORS else f"{heads.get(name, name)}：{sentence}"
        for name, sentences in fault.message_dict.items()
        for sentence in sentences
    ]
