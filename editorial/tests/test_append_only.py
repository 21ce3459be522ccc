"""What is on record is written once, whatever door of Django's somebody tries: every model of the kind is walked."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.apps import apps
from django.contrib import admin
from django.core import serializers
from django.core.management import call_command
from django.db import models, transaction
from django.db.models.deletion import Collector
from django.test import RequestFactory
from django.urls import NoReverseMatch, reverse

from articles.tests.admin_form import url
from editorial.models import Correction, Entry, Override, Version, amending
from editorial.models.kept import WrittenOnce
from portal.testing import make_article, make_desk, make_person
from questions.stages import assigning
from questions.tests.following import receive

from .desk import changed_proposal, form_of, stored

pytestmark = pytest.mark.django_db
KEPT = [model for model in apps.get_models() if issubclass(model, WrittenOnce)]
ABOUT_ITEMS = {Entry: "comment", Version: "remark", Correction: "text", Override: "reason"}


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
def rows(item, reporter):
    """A row of every kept model that there is; a new one is to be written here too."""
    case, _code = receive(desk=make_desk(members=[reporter]), contact={"name": "王女士"})
    assigning.claim(case, reporter)
    assigning.show_contact(case, reporter)
    found = {model: model.objects.last() for model in KEPT}
    assert len(found) >= 6
    assert all(found.values()), found
    return found


@pytest.fixture
def root(db):
    return make_person("root", is_superuser=True, group="管理员")


def kept():
    return {model: list(model._base_manager.order_by("pk").values()) for model in KEPT}


def column_of(model):
    """A column of `model` to be tampered with, the plainest that it has."""
    return next(field for field in reversed(model._meta.concrete_fields) if not field.primary_key)


def in_another_thread(function, *arguments):
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(function, *arguments).result()


def collected(rows):
    collector = Collector(using="default")
    collector.collect(rows)
    return collector.delete()


def doors_of(row, folder):
    """Yield (name, what changes or deletes `row`) for every door that Django has in an instance."""
    model, column, plain = type(row), column_of(type(row)).name, models.Model
    yield from {
        "save": row.save,
        "save of one field": lambda: row.save(update_fields=[column]),
        "insert": lambda: row.save(force_insert=True),
        "update": lambda: row.save(force_update=True),
        "another instance": lambda: model(pk=row.pk).save(),
        "from a coroutine": lambda: in_another_thread(asyncio.run, row.asave()),  # here a browser's loop may be running
        "the save of all models": lambda: plain.save(row),
        "save_base": row.save_base,
        "save_base, raw": lambda: row.save_base(raw=True),
        "save_base of all models, raw": lambda: plain.save_base(row, raw=True),
        "delete": row.delete,
        "the delete of all models": lambda: plain.delete(row),
        "a deletion that collects it": lambda: collected([row]),
        "a deletion that collects its kind": lambda: collected(model._base_manager.all()),
        "a fixture": lambda: loaded(row, folder),
        "a fixture without its key": lambda: loaded(model(**{**values_of(row), "pk": None}), folder),
    }.items()


def values_of(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}


def loaded(row, folder):
    path = folder / "rows.json"
    path.write_text(serializers.serialize("json", [row]), encoding="utf-8")
    call_command("loaddata", path, verbosity=0)


def doors_of_rows(model, manager):
    """The same for those that a queryset has."""
    column, row = column_of(model), model.objects.last()
    value = getattr(row, column.attname)
    yield from {
        "update": lambda: manager.update(**{column.name: value}),
        "update of some": lambda: manager.filter(pk=row.pk).update(**{column.attname: value}),
        "_update": lambda: manager.filter(pk=row.pk)._update([(column, None, value)]),
        "bulk_update": lambda: manager.bulk_update([row], [column.name]),
        "update_or_create": lambda: manager.update_or_create(pk=row.pk, defaults={column.attname: value}),
        "bulk_create over it": lambda: manager.bulk_create(
            [row], update_conflicts=True, update_fields=[column.name], unique_fields=["pk"]
        ),
        "delete": lambda: manager.all().delete(),
        "_raw_delete": lambda: manager.filter(pk=row.pk)._raw_delete("default"),
        "delete of a plain queryset": lambda: models.QuerySet(model).delete(),
    }.items()


def open_doors(doors):
    """The names of the `doors` that did not refuse."""
    refusals = ("What is on record", "protected foreign keys")  # the latter where something else points to it
    said = {name: what_is_said(door) for name, door in doors}
    return [name for name, words in said.items() if not any(refusal in words for refusal in refusals)]


def what_is_said(door):
    """The refusal of `door`, or nothing where it is open; whatever else goes wrong goes on."""
    try:
        with transaction.atomic():
            door()
    except (TypeError, models.ProtectedError) as refused:
        return str(refused)
    return ""


def test_no_door_of_an_instance_changes_or_deletes_a_row(rows, tmp_path):
    before = kept()
    assert {model.__name__: open_doors(doors_of(row, tmp_path)) for model, row in rows.items()} == {
        model.__name__: [] for model in KEPT
    }
    assert kept() == before


def test_no_queryset_changes_or_deletes_any(rows):
    before = kept()
    for model in KEPT:
        for manager in (model.objects, model._default_manager, model._base_manager):
            assert open_doors(doors_of_rows(model, manager)) == [], model
    assert kept() == before


@pytest.mark.django_db(databases=[])
def test_nothing_that_a_row_points_to_takes_it_along():
    for model in KEPT:
        for field in model._meta.concrete_fields:
            assert not field.is_relation or field.remote_field.on_delete is models.PROTECT, field


@pytest.mark.parametrize("name", ["record", "versions", "corrections", "overrides"])
def test_nor_does_the_item_that_they_are_about(name, item):
    before, rows = stored(), getattr(item, name)
    for change in (
        rows.all().delete, lambda: rows.update(object_id=0), rows.clear, lambda: rows.set([]),
        lambda: rows.remove(rows.first()), lambda: rows.add(rows.first()),
    ):  # fmt: skip
        with pytest.raises(TypeError, match="on record"), transaction.atomic():
            change()
    assert stored() == before


@pytest.mark.parametrize("model", ABOUT_ITEMS)
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
        data = {ABOUT_ITEMS[model]: "改口", "post": "yes", "action": "delete_selected", "_selected_action": [row.pk]}
        assert client.post(address, data).status_code < 500
    for page in ("add/", f"{row.pk}/change/", f"{row.pk}/delete/", ""):
        client.post(f"/admin/editorial/{model._meta.model_name}/{page}", {ABOUT_ITEMS[model]: "改口", "post": "yes"})
    assert stored() == before


@pytest.mark.django_db(databases=[])
def test_no_inline_of_any_desk_shows_one_to_be_edited():
    for desk in admin.site._registry.values():
        assert not {inline.model for inline in desk.inlines} & set(ABOUT_ITEMS)


def test_what_is_typed_over_it_in_an_items_form_goes_nowhere(item, root, as_person):
    client = as_person(root)
    form = form_of(client.get(url("change", item.pk)))
    first = Entry.objects.first().pk
    forged = {"record-TOTAL_FORMS": "1", "record-INITIAL_FORMS": "1", "record-0-id": str(first)}
    forged |= {"record-0-comment": "改口", "record-0-DELETE": "on", "editorial-entry-content_type-object_id-0-id": "1"}
    before = kept()
    assert client.post(url("change", item.pk), {**form, **forged}).status_code == 302
    assert kept() == before


def test_a_new_row_is_written_all_the_same(item, reporter):
    count = Entry.objects.count()
    item.note("save", reporter)
    assert Entry.objects.count() == count + 1


def test_what_the_law_wants_changed_is_changed_with_a_row_that_says_so(item, reporter):
    with amending() as amended:
        item.record.update(comment="〔已删除〕")
        item.note("erase", None, f"{amended.rows}")
    last = item.record.last()
    assert (last.actor, last.comment) == (None, str(item.record.count() - 1))


def amend(item, said_before_by):
    with amending():
        if said_before_by:
            item.note("save", said_before_by)
        item.record.update(comment="〔已删除〕")


def test_without_such_a_row_nothing_is_changed(item, reporter):
    before = kept()
    for order in ("nothing said", "said before"):
        with pytest.raises(TypeError, match="nothing on record says so"):
            amend(item, reporter if order == "said before" else None)
    assert kept() == before


def test_even_then_nothing_is_deleted_and_only_querysets_change_it(rows, tmp_path):
    before = kept()
    with amending():
        for model, row in rows.items():
            doors = [*doors_of(row, tmp_path), *doors_of_rows(model, model._base_manager)]
            assert open_doors((name, door) for name, door in doors if "update" not in name) == [], model
    assert kept() == before
