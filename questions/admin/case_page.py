"""One case on one page: what was asked, what has happened, and every action that can be taken now."""

from csp.decorators import csp_update
from django.db.models import Q

from editorial.ckeditor import EDITOR_POLICY

from .. import rules
from ..anonymity import highlighted
from ..forms import actions
from ..models import Addition, Contact
from ..private_words import names_to_hide
from ..rules import CaseAction
from .case_words import deadline, lateness_word, status_word
from .offers import GROUPS, Offers, next_forms


def case_page(admin, request, case, sent=None, status=200):
    """Show `case`. `sent` is a form that was refused or needs a second press; it stays open in its place.

    Where its place on the page is gone, it is shown by itself.
    """
    asked = Offers(admin, case, request.user, sent)
    referrals = list(case.referrals.select_related("authority", "sent_by"))
    coming = next_forms(case, has_reply=any(referral.reply for referral in referrals))
    text, additions = highlighted(case.text, names_to_hide(case)), list(_additions(case, request.user))
    context = {
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
    return _page(admin, request, "page", case, status, **context)


def answer_page(admin, request, case, form, status=200):
    """Show the page on which the answer is written. CKEditor needs a wider content policy than other pages."""
    context = {
        "title": form.label,
        "form": form,
        "media": admin.media + form.media,
        "url": admin.url_of("action", case.pk, form.name),
        "text": highlighted(case.text, names_to_hide(case)),
        "replies": case.referrals.exclude(reply="").select_related("authority"),
    }
    response = _page(admin, request, "answer", case, status, **context)
    return csp_update(EDITOR_POLICY)(lambda: response)()


def contact_page(admin, request, case, contact):
    """Show the contact. Only the press of the button leads to this page, and no cache keeps it."""
    return _page(admin, request, "contact", case, title=contact._meta.verbose_name, contact=contact)


def _page(admin, request, name, case, status=200, **context):
    about = {"title": str(case), "subtitle": "", "item": case, "case": case}
    return admin.page(request, f"admin/questions/case/{name}.html", status, **{**about, **context})


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
