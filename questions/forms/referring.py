"""What a member of a desk types about an authority (the question, the reply, promises) and about a picture."""

from django import forms
from django.utils.translation import gettext_lazy as _

from directory.models import Authority
from photos.models import Photo

from ..anonymity import anonymised
from ..models import Promise, Referral
from ..private_words import names_to_hide
from ..rules import CaseAction
from ..stages import choosing, referring
from .actions import ActionForm, day, remark
from .lines import LinesField

HIDDEN = forms.HiddenInput
GONE = _("It is not there any more.")


class SubjectForm(ActionForm):
    """An action about one row of the case. A hidden field names the row."""

    rows = ""  # the relation of the case that holds the row

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = getattr(self.case, self.rows).all()
        self.fields["subject"] = forms.ModelChoiceField(
            rows, initial=self.subject, widget=HIDDEN, error_messages={"required": GONE, "invalid_choice": GONE}
        )
        if self.is_bound and self.subject is None:
            self.subject = self._named_by(rows)
            self.auto_id = f"{self.anchor}_%s"

    def _named_by(self, rows):
        """Return the row that was posted, or None. Its page shows the form again in that row's place."""
        try:
            return self.fields["subject"].clean(self.data.get("subject"))
        except forms.ValidationError:
            return None


def authorities():
    return forms.ModelChoiceField(
        Authority.objects.all(),
        label=_("authority"),
        empty_label=_("Please choose"),
        error_messages={"required": _("Choose the authority.")},
    )


class ReferForm(ActionForm):
    action, label, done = CaseAction.REFER, _("Refer to an authority"), _("Referred. Send the officer the link below.")
    authority = authorities()
    text = LinesField(
        label=Referral._meta.get_field("text").verbose_name,
        help_text=Referral._meta.get_field("text").help_text,
        widget=forms.Textarea(attrs={"rows": 6}),
        required=False,
    )
    pictures = forms.ModelMultipleChoiceField(
        None, label=_("With these pictures"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].initial = anonymised(self.case.text, names_to_hide(self.case))
        pictures = self.fields["pictures"]
        pictures.queryset = self.case.pictures.all()
        # With the same numbers as where they are shown.
        pictures.choices = [
            (picture.pk, _("picture %(number)d") % {"number": number})
            for number, picture in enumerate(pictures.queryset, start=1)
        ]
        if not pictures.choices:
            del self.fields["pictures"]

    def act(self):
        typed = self.cleaned_data
        return referring.refer(self.case, self.user, typed["authority"], typed["text"], typed.get("pictures", ()))


class RevokeForm(SubjectForm):
    action, label, done = (
        CaseAction.REVOKE,
        _("Revoke the link"),
        _("The link is revoked; nobody can open it any more."),
    )
    rows, waits_folded = "referrals", False

    def act(self):
        referring.revoke_referral(self.case, self.user, self.cleaned_data["subject"])


class RecordReplyForm(SubjectForm):
    action, label, done = CaseAction.RECORD_REPLY, _("Record the reply"), _("The reply is recorded.")
    rows = "referrals"
    reply = remark(Referral._meta.get_field("reply").verbose_name)
    officer = forms.CharField(
        label=Referral._meta.get_field("officer").verbose_name,
        help_text=Referral._meta.get_field("officer").help_text,
        required=False,
    )
    names_instead = forms.CharField(
        label=Referral._meta.get_field("names_instead").verbose_name,
        help_text=Referral._meta.get_field("names_instead").help_text,
        required=False,
    )
    promise = forms.CharField(
        label=Promise._meta.get_field("text").verbose_name,
        help_text=Promise._meta.get_field("text").help_text,
        required=False,
    )
    promised_for = day(Promise._meta.get_field("due_on").verbose_name, required=False)

    def act(self):
        said = dict(self.cleaned_data)
        referring.record_reply(self.case, self.user, said.pop("subject"), **said)


class PromiseForm(ActionForm):
    action, label, done = CaseAction.PROMISE, _("Record a promise"), _("The promise is recorded and followed.")
    authority = authorities()
    text = forms.CharField(
        label=Promise._meta.get_field("text").verbose_name,
        help_text=Promise._meta.get_field("text").help_text,
        required=False,
    )
    due_on = day(Promise._meta.get_field("due_on").verbose_name)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["authority"].initial = self.case.authority_id

    def act(self):
        referring.note_promise(self.case, self.user, **self.cleaned_data)


class KeepPromiseForm(SubjectForm):
    action, label, done = CaseAction.SETTLE_PROMISE, _("It was kept"), _("The promise is kept; the asker is told.")
    rows = "promises"
    kept_on = day(Promise._meta.get_field("kept_on").verbose_name, required=False, help_text=_("Left empty: today."))

    @classmethod
    def name(cls):
        return "keep_promise"

    def act(self):
        referring.keep_promise(self.case, self.user, self.cleaned_data["subject"], self.cleaned_data["kept_on"])


class ExtendPromiseForm(SubjectForm):
    action, label, done = CaseAction.SETTLE_PROMISE, _("Put it off"), _("The promise is put off; the asker reads why.")
    rows = "promises"
    due_on = day(_("New day"))
    reason = remark(_("Why, for the asker to read"))

    @classmethod
    def name(cls):
        return "extend_promise"

    def act(self):
        typed = self.cleaned_data
        referring.extend_promise(self.case, self.user, typed["subject"], typed["due_on"], typed["reason"])


class ChoosePictureForm(SubjectForm):
    action, label, done = CaseAction.CHOOSE_PICTURE, _("Take it into the library"), _("The picture is in the library.")
    rows = "pictures"
    alt_text = forms.CharField(
        label=Photo._meta.get_field("alt_text").verbose_name,
        help_text=_("What is to be seen, for readers who cannot see it."),
        required=False,
    )
    credit_name = forms.CharField(
        label=_("supplied by"), help_text=_("王女士, 桃花新村居民; never a full name."), required=False
    )

    def act(self):
        typed = self.cleaned_data
        return choosing.choose_picture(self.case, self.user, typed["subject"], typed["alt_text"], typed["credit_name"])
