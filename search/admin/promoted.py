"""The form of what the newsroom answers to common words: a sentence, a page, and the words."""

import re

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy

from editing.model_admin import NewsroomModelAdmin
from editing.second_look import SecondLookMixin
from editing.uncut import UncutTextMixin, uncut

from ..core.comparable import comparable
from ..models import PromotedResult, PromotedWord

BETWEEN = re.compile(r"[\r\n，、,；;]+")
MOST_WORDS = 20


class PromotedResultForm(forms.ModelForm):
    words = forms.CharField(
        label=gettext_lazy("words"),
        widget=forms.Textarea(attrs={"rows": 6, "cols": 40}),
        help_text=gettext_lazy(
            "What readers type, one a line: 社保卡, 社会保障卡. The result is shown where all that was typed, or one "
            "word of it, is one of these. Upper and lower case, traditional and simplified characters are the same."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        uncut(self.fields["words"])
        if self.instance.pk:
            self.initial["words"] = "\n".join(self.instance.words.values_list("word", flat=True))

    def clean_words(self):
        """Return the words in the form in which they are compared, each once."""
        found = {comparable(line): line for line in BETWEEN.split(self.cleaned_data["words"]) if line.strip()}
        if "" in found:
            raise ValidationError(_("“%s” is too short. Write two characters or more.") % found[""].strip()[:40])
        if long := [word for word in found if len(word) > PromotedWord.LONGEST]:
            raise ValidationError(
                _("“%(word)s” is too long: %(most)d characters are the most. One word or expression a line.")
                % {"word": long[0][:40], "most": PromotedWord.LONGEST}
            )
        if len(found) > MOST_WORDS:
            raise ValidationError(_("%d words are the most for one result.") % MOST_WORDS)
        if taken := PromotedWord.objects.filter(word__in=found).exclude(result=self.instance.pk).first():
            raise ValidationError(
                _("“%(word)s” leads to “%(result)s” already. Take it away there first.")
                % {"word": taken.word, "result": taken.result}
            )
        return list(found)


@admin.register(PromotedResult)
class PromotedResultAdmin(SecondLookMixin, UncutTextMixin, NewsroomModelAdmin):
    form = PromotedResultForm
    fields = ["title", "text", "address", "words", "first_on", "last_on", "order"]
    list_display = ["title", "all_words", "page", "standing", "order"]
    search_fields = ["title", "text", "address", "words__word"]

    class Media:
        css = {"all": ["css/admin/desk.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).with_page().prefetch_related("words")

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.instance.take_words(form.cleaned_data["words"])

    @admin.display(description=gettext_lazy("words"))
    def words(self, result):
        """Return the words, for a form that may only be read."""
        return "、".join(word.word for word in result.words.all())

    all_words = words  # for the list, which would sort by the relation of the other name

    @admin.display(description=gettext_lazy("page"))
    def page(self, result):
        return format_html('<a href="{}">{}</a>', result.page_path, result.page_path)

    @admin.display(description=gettext_lazy("for readers"))
    def standing(self, result):
        return format_html('<span class="{}">{}</span>', *_standing(result))


def _standing(result):
    """Return a CSS class and words that say whether readers get `result` now, and if not, why."""
    if result.is_gone:
        return "tone tone-late", _("not shown: the page is not public")
    if result.is_shown:
        return "status status-live", _("shown")
    if result.first_on and timezone.localdate() < result.first_on:
        return "status status-scheduled", _("not shown yet")
    return "status status-draft", _("no longer shown")
