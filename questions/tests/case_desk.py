"""What the tests of the reporters' desk have in common: two desks with people, addresses, a case with everything."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from photos.intake import clean_picture
from portal.testing import make_authority, make_case, make_desk, picture_file
from questions.models import Case
from questions.stages import assigning, referring

LIST = "/admin/questions/case/"
NAME, TELEPHONE, HOME = "王芳菲", "13800000000", "梧桐里9号楼"
CANARIES = (NAME, TELEPHONE, HOME)
CONTACT = {"name": NAME, "telephone": TELEPHONE, "address": HOME}
TEXT = "楼下的路灯坏了半个月，晚上老人上下楼很危险。"


def page_of(case):
    return reverse("admin:questions_case_change", args=[case.pk])


def action_of(case, name):
    return reverse("admin:questions_case_action", args=[case.pk, name])


def staffed_desk(cast, name="读者热线", **fields):
    """A desk with its head (the first reviewer) and two members (both reporters)."""
    members = [cast["reporter"], cast["other_reporter"]]
    return make_desk(name, head=cast["first_reviewer"], members=members, **fields)


def full_case(desk, holder, **fields):
    """A case in the hands of `holder` with pictures, contact, a referral, a promise and a note."""
    pictures = [clean_picture(picture_file(colour=colour)) for colour in ((1, 2, 3), (200, 2, 3))]
    case = make_case(desk, TEXT, contact=CONTACT, pictures=pictures, **{"may_be_published": True, **fields})
    assigning.claim(case, holder)
    authority = make_authority(f"单位{case.pk}", number="")
    referring.refer(case, holder, authority, "路灯不亮。", case.pictures.all())
    referring.note_promise(case, holder, authority, "修好路灯", timezone.localdate())
    assigning.add_note(case, holder, internal="已经催过", public="正在联系")
    return case


def moved(case, **fields):
    """Put the moments of `case` elsewhere, as (days or timedelta) from now; others as they are."""
    values = {
        name: timezone.now() + (timedelta(days=value) if isinstance(value, int) else value)
        for name, value in fields.items()
    }
    Case.objects.filter(pk=case.pk).update(**values)
    case.refresh_from_db()
    return case
