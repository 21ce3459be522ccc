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
from .actions import ActionForm
from .column_fields import DAY, field_of, remark


def authorities():
    return forms.ModelChoiceField(
        Authority.objects.all(),
        label=_("authority"),
        empty_label=_("Please choose"),
        error_messages={"required": _("Choose the authority.")},
    )


class ReferForm(ActionForm):
    action, step = CaseAction.REFER, referring.refer
    label, done = _("Refer to an authority"), _("Referred. Send the officer the link below.")
    authority = authorities()
    text = field_of(Referral, "text", widget=forms.Textarea(attrs={"rows": 6}))
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


class RevokeForm(ActionForm):
    action, step, rows = CaseAction.REVOKE, referring.revoke_referral, "referrals"
    label, done = _("Revoke the link"), _("The link is revoked; nobody can open it any more.")


class RecordReplyForm(ActionForm):
    action, step, rows = CaseAction.RECORD_REPLY, referring.record_reply, "referrals"
    label, done = _("Record the reply"), _("The reply is recorded.")
    reply = remark(Referral._meta.get_field("reply").verbose_name)
    officer = field_of(Referral, "officer")
    names_instead = field_of(Referral, "names_instead")
    promise = field_of(Promise, "text")
    promised_for = field_of(Promise, "due_on", widget=DAY, help_text="")


class PromiseForm(ActionForm):
    action, step = CaseAction.PROMISE, referring.note_promise
    label, done = _("Record a promise"), _("The promise is recorded and followed.")
    authority = authorities()
    text = field_of(Promise, "text")
    due_on = field_of(Promise, "due_on", widget=DAY, help_text="", required=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["authority"].initial = self.case.authority_id


class KeepPromiseForm(ActionForm):
    action, step, rows = CaseAction.SETTLE_PROMISE, referring.keep_promise, "promises"
    name, label, done = "keep_promise", _("It was kept"), _("The promise is kept; the asker is told.")
    kept_on = field_of(Promise, "kept_on", widget=DAY, help_text=_("Left empty: today."))


class ExtendPromiseForm(ActionForm):
    action, step, rows = CaseAction.SETTLE_PROMISE, referring.extend_promise, "promises"
    name, label, done = "extend_promise", _("Put it off"), _("The promise is put off; the asker reads why.")
    due_on = forms.DateField(label=_("New day"), widget=DAY)
    reason = remark(_("Why, for the asker to read"))


class ChoosePictureForm(ActionForm):
    action, step, rows = CaseAction.CHOOSE_PICTURE, choosing.choose_picture, "pictures"
    label, done = _("Take it into the library"), _("The picture is in the library.")
    alt_text = field_of(Photo, "alt_text", help_text=_("What is to be seen, for readers who cannot see it."))
    credit_name = field_of(
        Photo, "credit_name", _("supplied by"), help_text=_("王女士, 桃花新村居民; never a full name.")
    )
