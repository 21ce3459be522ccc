from editorial.forms import PublishableForm

# How many characters fit in print. The form tells this while somebody types; it is never enforced.
PRINT_LIMITS = {"title": 22, "question": 150, "lead_caption": 40}


class AnswerForm(PublishableForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, limit in PRINT_LIMITS.items():
            if name in self.fields:
                self.fields[name].widget.attrs["data-print-limit"] = limit
        if "body" in self.fields:
            self.fields["body"].widget.attrs["data-count"] = ""
