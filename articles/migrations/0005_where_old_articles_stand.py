"""What was decided before the desk kept them: titles in the record, since when an article waits, what was returned."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce


def read_the_record(apps, schema_editor):
    Article, Entry = apps.get_model("articles", "Article"), apps.get_model("editorial", "Entry")
    kind = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="articles", model="article").first()
    record = Entry.objects.filter(content_type=kind)
    titles = Article.objects.filter(pk=OuterRef("object_id")).values("title")[:1]
    record.filter(title="").update(title=Coalesce(Subquery(titles), Value("")))
    last = record.filter(object_id=OuterRef("pk")).order_by("-pk")
    Article.objects.update(state_since=Coalesce(Subquery(last.values("at")[:1]), F("updated_at")))
    drafts = Article.objects.filter(state="draft").annotate(last=Subquery(last.values("action")[:1]))
    Article.objects.filter(pk__in=list(drafts.filter(last="return").values_list("pk", flat=True))).update(
        is_returned=True
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_whole_seasons"), ("editorial", "0003_the_desk")]

    operations = [migrations.RunPython(read_the_record, migrations.RunPython.noop)]
