"""The history of an item: all its versions, any two of them side by side, and going back to one."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .. import rules, snapshots
from ..comparison import compare
from ..forms import CorrectionForm
from ..models import Noted, Publishable, Version
from .keeping import Unfit, keep, unfitness


@require_safe
def history(request: HttpRequest, admin: ModelAdmin, object_id: str) -> HttpResponse:
    """All versions, the newest on top, and what was decided between them.

    It stands at the address of Django's own history, which takes any text for a key.
    """
    if not str(object_id).isdecimal():
        raise Http404
    item = admin.item_or_404(request, object_id)
    versions = item.versions.select_related("saved_by").defer("data").order_by("-number")
    return admin.page(request, "admin/editorial/history.html", title=_("History"), item=item, versions=versions)


def compare_two(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> HttpResponse:
    """Compare the two versions `?from=` and `?to=`; without them the last two."""
    versions = {version.number: version for version in item.versions.select_related("saved_by").defer("data")}
    old, new = _two(request, item, versions)
    return admin.page(
        request,
        "admin/editorial/compare.html",
        title=_("Compare versions"),
        item=item,
        versions=sorted(versions.values(), key=lambda version: -version.number),
        old=old,
        new=new,
        changes=compare(admin.model, old.data, new.data) if old else [],
        may_restore=rules.may_edit(request.user, item),
        correction_form=CorrectionForm(None),
    )


def _two(request: HttpRequest, item: Publishable, versions: dict[int, Version]) -> tuple[Version | None, ...]:
    """Return the two versions that are asked for, None twice where there are none; raise Http404 for nonsense."""
    numbers = sorted(versions)
    if not numbers:
        return None, None
    own = list(item.own_versions().values_list("number", flat=True)) or numbers
    wished = [request.GET.get("from") or str(own[-2:][0]), request.GET.get("to") or str(own[-1])]
    named = {str(number): version for number, version in versions.items()}
    if not all(number in named for number in wished):
        raise Http404
    return tuple(named[number] for number in wished)


def restore(admin: ModelAdmin, request: HttpRequest, item: Publishable, number: int) -> HttpResponse:
    """Make the item hold what an earlier version held, as a new version of it."""
    version = get_object_or_404(item.versions, number=number)
    try:
        with transaction.atomic():
            lost = _write_back(request, item, version)
    except Unfit as unfit:
        return admin.page(
            request,
            "admin/editorial/not_restored.html",
            status=422,
            title=_("Not restored"),
            item=admin.item_or_404(request, item.pk),
            problems=unfit.args[0],
            version=version,
            correction_form=CorrectionForm(request.POST),
        )
    sentence = _("Version %(number)d is restored, as a new version.") % {"number": version.number}
    admin.message_user(request, sentence, messages.SUCCESS)
    if lost:
        sentence = _("What it pointed to and is gone by now was left out: %(names)s.")
        admin.message_user(request, sentence % {"names": "、".join(map(str, lost))}, messages.WARNING)
    return HttpResponseRedirect(admin.url_of("change", item.pk))


def _write_back(request: HttpRequest, item: Publishable, version: Version) -> list[str]:
    """Write `version` into `item`, and return what it pointed to and is gone."""
    if request.POST.get("seen") != str(item.version):
        raise Unfit([_("Somebody has saved this since you opened the comparison. Look again, then restore.")])
    seen_by_readers = snapshots.snapshot_of(item) if item.is_live else None
    if faults := snapshots.faults(snapshots.as_item(item, version.data)):
        raise Unfit(faults)
    lost = snapshots.write_back(item, version.data)
    if item.is_approved and (problems := unfitness(item)):
        raise Unfit(problems)
    remark = _("restored from version %(number)d") % {"number": version.number}
    keep(request, item, seen_by_readers, str(remark), action=Noted.RESTORE)
    return lost
