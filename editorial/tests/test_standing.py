"""Where an item stands is moved by decisions: no door of Django's publishes or withdraws one without an entry."""

import copy
import pickle
import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.db import models, transaction
from django.utils import timezone

from articles.models import Article
from articles.tests.admin_form import url
from editorial.bringing_in import bring_in
from editorial.kinds import kinds
from editorial.models import Entry, Proposal, Refused
from editorial.tests.bulletins.models import Bulletin
from notices.models import Notice
from portal.testing import make_answer, make_article, make_draft, make_notice
from questions.models import Answer

from .desk import changed_proposal, form_of
from .test_append_only import what_is_said

pytestmark = pytest.mark.django_db
TITLE = "一件稿"


def make_bulletin(title, author, **fields):
    moment = {"state": "approved", "publish_at": timezone.now()}
    return bring_in(Bulletin(title=title, text="<p>一则。</p>", author=author, **{**moment, **fields}), author)


MAKE = {Article: make_article, Answer: make_answer, Notice: make_notice, Bulletin: make_bulletin}
# What each field that says where an item stands could be moved to.
MOVED = {
    "state": "approved",
    "review_level": 3,
    "is_returned": True,
    "needs_later_review": True,
    "withdrawn_at": timezone.now(),
    "withdrawn_reason": "事实有误",
}


@pytest.fixture
def drafts(reporter):
    """A draft of every kind of content that there is, and a proposed version."""
    moment = timezone.now()
    made = [MAKE[kind](TITLE, reporter, state="draft", publish_at=moment) for kind in kinds()]
    return [*made, changed_proposal(make_article(author=reporter), reporter)]


@pytest.fixture
def approved(reporter):
    """Something of every kind that is approved for an hour from now."""
    hour = timezone.now() + timedelta(hours=1)
    return [MAKE[kind](TITLE, reporter, publish_at=hour) for kind in kinds()]


def standing(models_of):
    names = {model: [*model.WAY, "pk"] for model in models_of}
    return {model: list(model._base_manager.order_by("pk").values(*names[model])) for model in models_of}


def fresh(item):
    return type(item)._base_manager.get(pk=item.pk)


def moved(item, name, value):
    setattr(item, name, value)
    return item


def values_of(item, **instead):
    held = {field.attname: getattr(item, field.attname) for field in item._meta.concrete_fields}
    return {**held, **instead}


def loaded(item, folder):
    path = folder / "items.json"
    path.write_text(serializers.serialize("json", [item]), encoding="utf-8")
    call_command("loaddata", path, verbosity=0)


def doors(item, name, value, folder):
    """Yield (door, what moves `name` of the stored `item` to `value`) for every door that Django has."""
    model, manager, base = type(item), type(item).objects, type(item)._base_manager
    field, row = model._meta.get_field(name), base.filter(pk=item.pk)
    yield from {
        "save": lambda: moved(fresh(item), name, value).save(),
        "save of one field": lambda: moved(fresh(item), name, value).save(update_fields=[name]),
        "save of what was read in part": lambda: moved(base.only("author").get(pk=item.pk), name, value).save(),
        "save of a copy": lambda: moved(copy.copy(fresh(item)), name, value).save(),
        "save of what was stored elsewhere": lambda: moved(pickle.loads(pickle.dumps(item)), name, value).save(),  # noqa: S301
        "save of another instance": lambda: model(**values_of(item, **{name: value})).save(),
        "save after a refusal": lambda: saved_twice(moved(fresh(item), name, value)),
        "save after a part was read anew": lambda: saved_after_refresh(moved(fresh(item), name, value)),
        "save_base": lambda: moved(fresh(item), name, value).save_base(),
        "save_base of all models, raw": lambda: models.Model.save_base(moved(fresh(item), name, value), raw=True),
        "a fixture": lambda: loaded(moved(fresh(item), name, value), folder),
        "update": lambda: manager.filter(pk=item.pk).update(**{name: value}),
        "update by the base manager": lambda: row.update(**{name: value}),
        "_update": lambda: row._update([(field, None, value)]),
        "bulk_update": lambda: base.bulk_update([moved(fresh(item), name, value)], [name]),
        "update_or_create": lambda: manager.update_or_create(pk=item.pk, defaults={name: value}),
        "bulk_create over it": lambda: base.bulk_create(
            [moved(fresh(item), name, value)], update_conflicts=True, update_fields=[name], unique_fields=["pk"]
        ),
    }.items()


def doors_for_new_ones(item, name, value, folder):
    """The same for doors by which another one like `item` comes in."""
    model = type(item)
    values = values_of(item, **{name: value, "id": None})
    values |= {field.attname: "" for field in model._meta.concrete_fields if field.unique and not field.primary_key}
    yield from {
        "save": lambda: model(**values).save(),
        "create": lambda: model.objects.create(**values),
        "bulk_create": lambda: model._base_manager.bulk_create([model(**values)]),
        "get_or_create": lambda: model.objects.get_or_create(pk=0, defaults=values),
        "a copy without a key": lambda: moved(without_key(fresh(item)), name, value).save(),
        "a fixture": lambda: loaded(model(**{**values, "id": 999_999}), folder),
    }.items()


def saved_twice(item):
    with pytest.raises(TypeError), transaction.atomic():
        item.save()
    item.save()


def saved_after_refresh(item):
    item.refresh_from_db(fields=["author"])
    item.save()


def without_key(item):
    item.pk, item._state.adding = None, True
    return item


def open_doors(found):
    """The names of the doors that did not refuse."""
    return [name for name, door in found if "by a decision alone" not in what_is_said(door)]


def test_no_door_moves_what_stands_somewhere(drafts, tmp_path):
    walked = {type(item) for item in drafts}
    before, entries = standing(walked), Entry.objects.count()
    for item in drafts:
        assert set(item.STANDS) <= MOVED.keys()
        for name in item.STANDS:
            value = "in_review" if name == "state" and isinstance(item, Proposal) else MOVED[name]
            assert open_doors(doors(item, name, value, tmp_path)) == [], (item, name)
    assert standing(walked) == before
    assert Entry.objects.count() == entries


def test_nothing_comes_in_as_if_it_had_been_decided(drafts, tmp_path):
    walked = {type(item) for item in drafts}
    before = standing(walked)
    for item in drafts:
        for name in item.STANDS:
            value = "adopted" if name == "state" and isinstance(item, Proposal) else MOVED[name]
            assert open_doors(doors_for_new_ones(item, name, value, tmp_path)) == [], (item, name)
    assert standing(walked) == before


def test_no_door_moves_the_hour_of_what_is_approved_nor_takes_it_back(approved, tmp_path):
    walked = {type(item) for item in approved}
    before = standing(walked)
    for item in approved:
        assert open_doors(doors(item, "publish_at", timezone.now(), tmp_path)) == [], item
        assert open_doors(doors(item, "state", "draft", tmp_path)) == [], item
    assert standing(walked) == before


def test_only_a_draft_is_deleted(approved):
    for item in approved:
        for door in (
            item.delete,
            moved(fresh(item), "state", "draft").delete,
            type(item).objects.filter(pk=item.pk).delete,
            models.QuerySet(type(item)).filter(pk=item.pk).delete,
            lambda item=item: type(item)._base_manager.filter(pk=item.pk)._raw_delete("default"),
        ):
            with pytest.raises(TypeError, match="only a draft"), transaction.atomic():
                door()
        assert fresh(item)


def test_an_instance_that_was_read_before_a_decision_does_not_take_it_back(reporter, first_reviewer):
    item = make_draft(reporter)
    stale = fresh(item)
    item.decide("submit", reporter)
    item.decide("pass", first_reviewer)
    stale.title = "别的题目"
    stale.save()
    assert (fresh(item).title, fresh(item).state, fresh(item).review_level) == ("别的题目", "in_review", 2)


def test_nor_does_it_move_the_hour_that_was_decided(reporter, final_reviewer):
    item = make_draft(reporter)
    stale = fresh(item)
    item.decide("submit", reporter)
    item.decide("publish", final_reviewer, "汛情紧急")
    hour = fresh(item).publish_at
    stale.title = "别的题目"
    stale.save()
    stale.publish_at = hour + timedelta(days=1)
    with pytest.raises(TypeError, match="by a decision alone"), transaction.atomic():
        stale.save()
    assert (fresh(item).title, fresh(item).publish_at) == ("别的题目", hour)


def test_who_decided_may_go_on_with_what_they_hold(reporter, first_reviewer):
    item = make_draft(reporter)
    item.decide("submit", reporter)
    item.title = "别的题目"
    item.save()
    item.decide("return", first_reviewer, "再核实")
    item.save()
    assert (fresh(item).title, fresh(item).is_returned) == ("别的题目", True)


def test_the_wish_of_a_draft_is_free(reporter):
    hour = timezone.now() + timedelta(hours=1)
    item = moved(make_draft(reporter), "publish_at", hour)
    item.save()
    assert fresh(item).publish_at == hour


def test_what_is_scheduled_is_put_off_at_the_desk_and_that_is_on_record(reporter, final_reviewer, as_person):
    item = make_article(TITLE, reporter, publish_at=timezone.now() + timedelta(hours=1))
    item.keep_version(reporter)
    client = as_person(final_reviewer)
    form = form_of(client.get(url("change", item.pk)))
    assert client.post(url("change", item.pk), {**form, "publish_at_1": ["23:59:00"]}).status_code == 302
    assert timezone.localtime(fresh(item).publish_at).minute == 59
    assert item.record.last().actor == final_reviewer


def test_a_save_asks_no_more_than_it_did(reporter, django_assert_num_queries):
    item = make_bulletin(TITLE, reporter)
    for read in (item, fresh(item), Bulletin.objects.only("title").get(pk=item.pk)):
        read.title = "别的题目"
        with django_assert_num_queries(1):
            models.Model.save(read)


def test_what_is_brought_in_stands_on_record(reporter, final_reviewer):
    gone = {"state": "withdrawn", "withdrawn_at": timezone.now(), "withdrawn_reason": "事实有误"}
    for fields, actions in (({}, ["bring_in"]), (gone, ["bring_in", "withdraw"])):
        item = make_bulletin(TITLE, reporter, **fields)
        assert [entry.action for entry in item.record.all()] == actions
    assert item.record.last().comment == "事实有误"
    with pytest.raises(Refused, match="已有"):
        bring_in(moved(fresh(item), "state", "approved"), final_reviewer)


SOURCE = re.compile(r"(?<![\w.])(moving|amending)\(")
# Who may move what stands, and change what is on record; everybody else asks these.
MAY = {
    "moving": {
        "editorial/standing.py", "editorial/models/reviewed.py", "editorial/models/proposal.py",
        "editorial/admin/saving.py", "editorial/bringing_in.py", "editorial/erasure.py", "bench/work_queue.py",
        "portal/testing.py",
    },
    "amending": {"editorial/models/amending.py", "editorial/erasure.py", "questions/retention.py"},
}  # fmt: skip


@pytest.mark.django_db(databases=[])
def test_nobody_else_opens_these_doors():
    found = {name: set() for name in MAY}
    for path in settings.BASE_DIR.rglob("*.py"):
        name = path.relative_to(settings.BASE_DIR).as_posix()
        if not name.startswith((".", "var/")) and "/tests/" not in name:
            for door in SOURCE.findall(path.read_text(encoding="utf-8")):
                found[door].add(name)
    assert found == MAY
