"""The newsroom's list of watched words (用词表)."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editing.model_admin import NewsroomModelAdmin
from editing.second_look import SecondLookMixin
from editing.uncut import UncutTextMixin
from text.invisible import BLANKS

from .. import rules
from ..models import WatchedWord

SHORTEST = 2  # characters; a single one stands inside too many words


class WatchedWordForm(forms.ModelForm):
    def clean_word(self):
        word = self.cleaned_data["word"].strip(BLANKS)
        if len(word) < SHORTEST:
            raise ValidationError(_("A single character stands inside too many other words. Write two or more."))
        return word

    def clean_instead(self):
        return self.cleaned_data["instead"].strip(BLANKS)


class EffectFilter(admin.SimpleListFilter):
    title = _("effect")
    parameter_name = "effect"

    def lookups(self, request, model_admin):
        return [("warns", _("warns, and names the right form")), ("blocks", _("forbidden, blocks"))]

    def queryset(self, request, queryset):
        match self.value():
            case "warns":
                return queryset.exclude(instead="")
            case "blocks":
                return queryset.filter(instead="")
        return queryset


@admin.register(WatchedWord)
class WatchedWordAdmin(SecondLookMixin, UncutTextMixin, NewsroomModelAdmin):
    form = WatchedWordForm
    change_form_template = "admin/change_form.html"  # the app's own template is for what is published
    fields = ["word", "instead", "note"]
    list_display = ["word", "right_form", "note"]
    list_filter = [EffectFilter]
    search_fields = ["word", "instead", "note"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._may_lift(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._may_lift(request, obj)

    def _may_lift(self, request, word):
        """Whether the user may take `word` off the list, or change it.

        To take a forbidden word off the list lifts the block for all. So only a final reviewer may do it, as with an
        override.
        """
        return word is None or not word.is_forbidden or request.user.has_perm(rules.FINAL_REVIEW)

    @admin.display(description=_("right form"), ordering="instead")
    def right_form(self, word):
        return word.instead or _("forbidden, blocks")
