"""What a form says where a file that came with it cannot be kept."""

from contextlib import suppress

from django.forms import BaseForm, FileField

from .write_faults import CannotStore


class TakesFilesMixin(BaseForm):
    """Mixed into a form with files. It has the sentence then, and in it stands all that was typed."""

    fault: CannotStore | None = None

    def full_clean(self) -> None:
        try:
            super().full_clean()
        except CannotStore as fault:
            self.refuse(fault)

    def refuse(self, fault: CannotStore) -> None:
        """Say that the file could not be stored."""
        self.fault = fault
        self.add_error(file_field(self), str(fault.sentence))

    @property
    def status(self) -> int:
        """The status of the page that shows this form."""
        if self.fault:
            return self.fault.status
        return 422 if self.is_bound and self.errors else 200


def refused(form: type[BaseForm], fault: CannotStore) -> type[BaseForm]:
    """Return the class `form` as one that is never valid, because of `fault`. It shows what was typed."""

    class NotStored(form):  # type: ignore[valid-type,misc]
        def full_clean(self) -> None:
            with suppress(CannotStore):
                super().full_clean()
            if self.is_bound:
                self.add_error(file_field(self), str(fault.sentence))

    return NotStored


def file_field(form: BaseForm) -> str | None:
    """Return the name of the field of `form` that takes files, at which there is to be read what became of them."""
    return next((name for name, field in form.fields.items() if isinstance(field, FileField)), None)
