"""The history of an item: all its versions, any two of them side by side, and going back to one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from .. import rules, snapshots
from ..comparison import compare
from ..forms import CorrectionForm
from ..models import Noted
from .saving import Unfit


class Versions:
    """Mixed into EditorialAdmin."""

    def get_urls(self):
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<int:pk>/compare/", view(self.compare_view), name=f"{name}_compare"),
            path("<int:pk>/versions/<int:number>/restore/", view(self.restore_view), name=f"{name}_restore"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        """All versions, the newest on top, and what was decided between them."""
        item = self.item_or_404(request, object_id) if str(object_id).isdecimal() else None
        if item is None:
            raise Http404
        versions = item.versions.select_related("saved_by").defer("data").order_by("-number")
        return self._page(request, item, "history", {"title": _("History"), "versions": versions})

    @method_decorator(require_safe)
    def compare_view(self, request, pk):
        """Compare the two versions `?from=` and `?to=`; without them the last two."""
        item = self.item_or_404(request, pk)
        versions = {version.number: version for version in item.versions.select_related("saved_by").defer("data")}
        old, new = self._two(request, item, versions)
        context = {
            "title": _("Compare versions"),
            "versions": sorted(versions.values(), key=lambda version: -version.number),
            "old": old,
            "new": new,
            "changes": compare(self.model, old.data, new.data) if old else [],
            "may_restore": rules.may_edit(request.user, item),
            "correction_form": CorrectionForm(None),
        }
        return self._page(request, item, "compare", context)

    def _two(self, request, item, versions):
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

    @method_decorator(require_POST)
    @method_decorator(transaction.atomic)
    def restore_view(self, request, pk, number):
        """Make the item hold what an earlier version held, as a new version of it."""
        item = self.item_or_404(request, pk)
        if not rules.may_edit(request.user, item):
            raise PermissionDenied
        version = item.versions.filter(number=number).first()
        if version is None:
            raise Http404
        try:
            with transaction.atomic():
                lost = self._restore(request, item, version)
        except Unfit as unfit:
            context = {
                "title": _("Not restored"),
                "problems": unfit.args[0],
                "version": version,
                "correction_form": CorrectionForm(request.POST),
            }
            return self._page(request, self.item_or_404(request, pk), "not_restored", context, status=422)
        self._tell_what_is_restored(request, version, lost)
        return HttpResponseRedirect(self.url_of("change", item.pk))

    def _restore(self, request, item, version):
        if request.POST.get("seen") != str(item.version):
            raise Unfit([_("Somebody has saved this since you opened the comparison. Look again, then restore.")])
        seen_by_readers = snapshots.snapshot_of(item) if item.is_live else None
        if faults := snapshots.faults(snapshots.as_item(item, version.data)):
            raise Unfit(faults)
        lost = snapshots.write_back(item, version.data)
        if item.is_approved and (problems := self.unfitness(item)):
            raise Unfit(problems)
        remark = _("restored from version %(number)d") % {"number": version.number}
        self.keep(request, item, seen_by_readers, str(remark), action=Noted.RESTORE)
        return lost

    def _tell_what_is_restored(self, request, version, lost):
        sentence = _("Version %(number)d is restored, as a new version.") % {"number": version.number}
        self.message_user(request, sentence, messages.SUCCESS)
        if lost:
            sentence = _("What it pointed to and is gone by now was left out: %(names)s.")
            self.message_user(request, sentence % {"names": "、".join(map(str, lost))}, messages.WARNING)

    def _page(self, request, item, template, context, status=200):
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "item": item, "subtitle": str(item)}
        return TemplateResponse(request, f"admin/editorial/{template}.html", {**shared, **context}, status=status)
