"""What is on record is written once: no form, no page of the admin and no queryset changes or deletes it."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from articles.tests.admin_form import url
from editorial.models import Correction, Entry, Override, Version
from portal.testing import make_article, make_person

from .desk import changed_proposal, stored

pytestmark = pytest.mark.django_db
KEPT = [Entry, Version, Correction, Override]
FIELD = {Entry: "comment", Version: "remark", Correction: "text", Override: "reason"}


@pytest.fixture
def item(reporter, final_reviewer):
    """A live article of which every kind of row is kept."""
    item = make_article("原题", reporter)
    item.keep_version(reporter)
    changed_proposal(item, reporter)
    item.correct(final_reviewer, "原文“三层”应为“四层”。")
    Override(item=item, code="rain", digest="0" * 64, reason="气象新闻", actor=final_reviewer).save()
    return item


@pytest.fixture
def root(db):
    return make_person("root", is_superuser=True, group="管理员")


def in_another_thread(function, *arguments):
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(function, *arguments).result()


@pytest.mark.parametrize("model", KEPT)
def test_a_row_is_neither_changed_nor_deleted(model, item):
    row, before = model.objects.last(), stored()
    setattr(row, FIELD[model], getattr(model.objects.first(), FIELD[model]))
    for change in (
        row.save,
        lambda: row.save(update_fields=[FIELD[model]]),
        lambda: row.save(force_insert=True),
        lambda: model(pk=row.pk).save(),
        lambda: row.save(force_update=True),
        row.delete,
        lambda: in_another_thread(asyncio.run, row.asave()),  # in this one the browser tests' loop may be running
    ):
        with pytest.raises(TypeError, match="on record"):
            change()
    assert stored() == before


@pytest.mark.parametrize("model", KEPT)
def test_no_queryset_changes_or_deletes_any(model, item):
    before, value = stored(), getattr(model.objects.first(), FIELD[model])
    for rows in (model.objects.all(), model.objects.filter(pk__gt=0), model._default_manager.all()):
        for change in (
            lambda rows=rows: rows.update(**{FIELD[model]: value}),
            lambda rows=rows: rows.delete(),
            lambda rows=rows: rows.bulk_update(list(rows), [FIELD[model]]),
            lambda rows=rows: rows.update_or_create(pk=rows.first().pk, defaults={FIELD[model]: value}),
        ):
            with pytest.raises(TypeError, match="on record"), transaction.atomic():
                change()
    assert stored() == before


@pytest.mark.parametrize("name", ["record", "versions", "corrections", "overrides"])
def test_nor_does_the_item_that_they_are_about(name, item):
    before, rows = stored(), getattr(item, name)
    for change in (
        rows.all().delete, lambda: rows.update(object_id=0), rows.clear, lambda: rows.set([]),
        lambda: rows.remove(rows.first()),
    ):  # fmt: skip
        with pytest.raises(TypeError, match="on record"), transaction.atomic():
            change()
    assert stored() == before


@pytest.mark.parametrize("model", KEPT)
def test_no_page_of_the_admin_adds_changes_or_deletes_one(model, item, root, as_person):
    """Not even for a superuser; where there is a list of them, it is read only."""
    before, client, row = stored(), as_person(root), model.objects.first()
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    if admin.site.is_registered(model):
        desk, request = admin.site.get_model_admin(model), RequestFactory().get("/")
        request.user = root
        assert not desk.has_add_permission(request)
        assert not desk.has_change_permission(request, row)
        assert not desk.has_delete_permission(request, row)
    for page, args in (("add", []), ("change", [row.pk]), ("delete", [row.pk]), ("changelist", [])):
        try:
            address = reverse(f"{name}_{page}", args=args)
        except NoReverseMatch:
            continue
        data = {FIELD[model]: "改口", "post": "yes", "action": "delete_selected", "_selected_action": [row.pk]}
        assert client.post(address, data).status_code < 500
    for page in ("add/", f"{row.pk}/change/", f"{row.pk}/delete/", ""):
        client.post(f"/admin/editorial/{model._meta.model_name}/{page}", {FIELD[model]: "改口", "post": "yes"})
    assert stored() == before


@pytest.mark.django_db(databases=[])
def test_no_inline_of_any_desk_shows_one_to_be_edited():
    for desk in admin.site._registry.values():
        assert not {inline.model for inline in desk.inlines} & set(KEPT)


def test_what_is_typed_over_it_in_an_items_form_goes_nowhere(item, root, as_person):
    from .desk import form_of

    client = as_person(root)
    form = form_of(client.get(url("change", item.pk)))
    kept = [row["id"] for row in stored()["Entry"]]
    forged = {"record-TOTAL_FORMS": "1", "record-INITIAL_FORMS": "1", "record-0-id": str(kept[0])}
    forged |= {"record-0-comment": "改口", "record-0-DELETE": "on", "editorial-entry-content_type-object_id-0-id": "1"}
    before = {name: rows for name, rows in stored().items() if name in {model.__name__ for model in KEPT}}
    assert client.post(url("change", item.pk), {**form, **forged}).status_code == 302
    assert {name: rows for name, rows in stored().items() if name in before} == before


def test_a_new_row_is_written_all_the_same(item, reporter):
    count = Entry.objects.count()
    item.note("save", reporter)
    assert Entry.objects.count() == count + 1
