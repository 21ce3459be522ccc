from django.contrib import admin
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from directory.forms import HotlineField
from editing.known_keys import KnownKeysMixin
from editing.model_admin import NewsroomModelAdmin
from editing.second_look import SecondLookMixin
from editing.uncut import UncutTextMixin
from editing.written_in import make_written
from editorial.admin import PartInline
from editorial.admin.moving_rows import make_way
from photos.widgets import PhotoPickerMixin

from ..models import Article, Topic, TopicEntry


class EntryInline(PartInline):
    model = TopicEntry
    fields = ["article", "order"]
    autocomplete_fields = ["article"]


@admin.register(Topic)
class TopicAdmin(SecondLookMixin, KnownKeysMixin, UncutTextMixin, PhotoPickerMixin, NewsroomModelAdmin):
    fields = ["title", "introduction", "photo", "invitation", "hotline", "is_running", "order", "slug"]
    autocomplete_fields = ["hotline"]
    written_in = {"hotline": HotlineField}
    inlines = [EntryInline]
    list_display = ["title", "is_running", "order", "number_of_articles"]
    list_filter = ["is_running"]
    search_fields = ["title", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=Count("entries"))

    def save_model(self, request, obj, form, change):
        make_written(request, self.admin_site, [form])
        super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        make_way(formset)
        super().save_formset(request, form, formset, change)

    @transaction.atomic
    def save_related(self, request, form, formsets, change):
        """Save the entries of the topic, and keep versions of the articles whose entries change.

        The topics of an article belong to the article's history. Other articles are not touched.
        """
        keys = {
            key
            for formset in formsets
            for row in formset.forms
            if row.has_changed()
            for key in (row.initial.get("article"), getattr(row.cleaned_data.get("article"), "pk", None))
        }
        articles = Article.objects.select_for_update(of=("self",)).filter(pk__in=keys - {None}).order_by("pk")
        for article in articles:
            article.keep_first_version()
        super().save_related(request, form, formsets, change)
        for article in articles:
            remark = _("changed on the page of the topic “%s”") % form.instance
            if article.keep_version(request.user, remark) and article.is_live:
                article.note_minor(request.user)

    @admin.display(description=_("articles"), ordering="number")
    def number_of_articles(self, topic):
        return topic.number
