"""One case on one page: what was asked, what has happened, and every action that can be taken now."""

from csp.decorators import csp_update
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from editorial.admin.base import EDITOR_POLICY

from .. import rules
from ..anonymity import highlighted
from ..forms import actions
from ..models import Addition, Contact
from ..private_words import names_to_hide
from ..rules import CaseAction
from .case_words import deadline, lateness_word, status_word
from .offers import GROUPS, Offers, next_forms


class CasePage:
    """Mixed into CaseAdmin."""

    @method_decorator(require_safe)
    def change_view(self, request, object_id, form_url="", extra_context=None):
        return self.case_page(request, self.case_or_404(request, object_id))

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        """Lead to the page of the case, which shows its history. The admin's own log holds nothing about cases."""
        return HttpResponseRedirect(self.url_of("change", self.case_or_404(request, object_id).pk))

    def case_page(self, request, case, sent=None, status=200):
        """Show `case`. `sent` is a form that was refused or needs a second press; it stays open in its place.

        Where its place on the page is gone, it is shown by itself.
        """
        asked = Offers(self, case, request.user, sent)
        referrals = list(case.referrals.select_related("authority", "sent_by"))
        coming = next_forms(case, has_reply=any(referral.reply for referral in referrals))
        text, additions = highlighted(case.text, names_to_hide(case)), list(_additions(case, request.user))
        context = {
            **self._case_frame(request, case),
            "status_word": status_word(case),
            "lateness_word": lateness_word(case),
            "response_due": deadline(case.response_due),
            "answer_due": deadline(case.answer_due),
            "first": asked.offers(coming),
            "groups": [(name, offers) for name, forms in GROUPS if (offers := asked.offers(forms, but=coming))],
            "text": text,
            "additions": additions,
            "has_marks": any("<mark>" in words for words in (text, *(words for _addition, words in additions))),
            "pictures": [(picture, asked.offers_of(picture)) for picture in case.pictures.select_related("photo")],
            "has_contact": hasattr(case, "contact"),
            "see_contact": asked.offers([actions.SeeContactForm]),
            "referrals": [(referral, asked.offers_of(referral)) for referral in referrals],
            "promises": [(one, asked.offers_of(one)) for one in case.promises.select_related("authority")],
            "events": case.events.select_related("user", "authority"),
            "followers": case.duplicates.count(),
            "why_not": _why_not_claimed(case, request.user),
            "may_see_looks": rules.may_see_looks(request.user, case.desk),
            "sent": sent,
            "is_sent_shown": asked.is_sent_shown,
        }
        return TemplateResponse(request, "admin/questions/case/page.html", context, status=status)

    def answer_page(self, request, case, form, status=200):
        """Show the page on which the answer is written. CKEditor needs a wider content policy than other pages."""
        context = {
            **self._case_frame(request, case),
            "title": form.label,
            "form": form,
            "media": self.media + form.media,
            "url": self.url_of("action", case.pk, form.name),
            "text": highlighted(case.text, names_to_hide(case)),
            "replies": case.referrals.exclude(reply="").select_related("authority"),
        }
        response = TemplateResponse(request, "admin/questions/case/answer.html", context, status=status)
        return csp_update(EDITOR_POLICY)(lambda: response)()

    def contact_page(self, request, case, contact):
        """Show the contact. Only the press of the button leads to this page, and no cache keeps it."""
        context = {**self._case_frame(request, case), "title": contact._meta.verbose_name, "contact": contact}
        return TemplateResponse(request, "admin/questions/case/contact.html", context)

    def _case_frame(self, request, case):
        return {**self.frame(request), "title": str(case), "item": case, "case": case}


def _why_not_claimed(case, user):
    """Why `user` cannot take an open case; an empty string where the reason is obvious."""
    if case.is_held or case.closed_at or case.is_in_the_hands_of(user):
        return ""
    return rules.reason_against(CaseAction.CLAIM, user, case)


def _additions(case, user):
    """Yield (addition, its text as HTML) for `case` and for the cases that follow it, if `user` may see them."""
    seen = Q(case=case.pk) | Q(case__in=case.duplicates.visible_to(user).values("pk"))
    additions = list(Addition.objects.filter(seen))
    names = Contact.objects.names_of({addition.case_id for addition in additions})
    for addition in additions:
        yield addition, highlighted(addition.text, names[addition.case_id])
