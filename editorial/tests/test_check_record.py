"""`checkrecord` names whatever does not agree, which only SQL by hand can bring about, and nothing else."""

import json
from functools import partial
from importlib import import_module
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.audit import auditing
from editorial.bringing_in import bring_in_unrecorded
from editorial.erasure import erase_words
from editorial.kinds import kinds
from editorial.models import Proposal, Version
from portal.testing import make_article, make_contributor, make_draft, put
from portal.tests.writes import tables_written

from .desk import PROPOSED, REVIEWERS, STATES, changed_proposal, with_two_versions

pytestmark = pytest.mark.django_db
CLEAN = "都与工作记录一致"


def checked():
    """Return (what `checkrecord` says, whether all agrees)."""
    output = StringIO()
    try:
        call_command("checkrecord", stdout=output)
    except CommandError as error:
        return f"{output.getvalue()}{error}", False
    return output.getvalue(), True


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount


def set_item(item, **fields):
    sets = ", ".join(f"{name} = %s" for name in fields)
    sql(f"UPDATE {item._meta.db_table} SET {sets} WHERE id = %s", *fields.values(), item.pk)  # noqa: S608


@pytest.fixture
def reviewers(cast):
    return [cast[name] for name in REVIEWERS]


@pytest.fixture
def live(reporter, reviewers):
    """An article that has passed three reviews, in two versions."""
    item = with_two_versions(make_draft(reporter), reporter)
    item.decide("submit", reporter)
    for reviewer in reviewers:
        item.decide("pass", reviewer)
    return item


def test_whatever_the_desk_does_agrees(reporter, reviewers):
    made = {**STATES, **PROPOSED}
    for make in made.values():
        make(reporter, reviewers)
    adopted = changed_proposal(make_article(author=reporter), reporter)
    adopted.decide("submit", reporter)
    for reviewer in reviewers:
        adopted.decide("pass", reviewer)
    withdrawn = changed_proposal(make_article(author=reporter), reporter).item
    withdrawn.decide("withdraw", reviewers[2], "事实有误")
    gone = make_draft(reporter)
    gone.decide("submit", reporter)
    gone.decide("recall", reporter)
    gone.delete()
    said, agrees = checked()
    assert agrees, said
    assert CLEAN in said
    assert Proposal.objects.filter(state="adopted").exists()


def test_words_that_were_erased_are_no_fault(live, reporter, reviewers):
    changed_proposal(live, reporter, title="王女士的灯", body="<p>王女士说灯亮了。</p>")
    live.decide("withdraw", reviewers[2], "王女士不同意")
    erase_words(live, lambda text: text.replace("新题", "〔已删除〕").replace("王女士", "〔已删除〕"))
    assert live.record.last().actor is None
    said, agrees = checked()
    assert agrees, said


def test_erasing_words_makes_good_nothing_that_was_changed_before(live):
    sql("UPDATE editorial_version SET remark = '改口' WHERE number = 1 AND object_id = %s", live.pk)
    erase_words(live, lambda text: text.replace("题", "〔已删除〕"))
    said, agrees = checked()
    assert not agrees
    assert "第2版接不上前一版" in said


def test_versions_that_were_kept_before_they_named_each_other_do_so_from_then_on(live):
    sql("UPDATE editorial_version SET follows = ''")
    assert not checked()[1]
    # The plain models of a migration, which the record's guards do not know.
    apps = MigrationLoader(connection).project_state().apps
    import_module("editorial.migrations.0006_versions_in_succession").link(apps, None)
    assert checked()[1]


def test_what_was_public_before_all_was_on_record_is_put_there_once_and_no_fault(reporter, reviewers):
    old, gone, unsaid = make_draft(reporter), make_article(author=reporter), make_draft(reporter)
    gone.decide("withdraw", reviewers[2], "事实有误")
    without_entries("bring_in", gone)
    set_item(old, state="approved", publish_at=timezone.now())
    when = {"publish_at": timezone.now(), "withdrawn_at": timezone.now()}
    set_item(unsaid, state="withdrawn", withdrawn_reason="误", **when)
    assert not checked()[1]
    for _time in range(2):
        bring_in_unrecorded(MigrationLoader(connection).project_state().apps, "articles", "Article")
    said, agrees = checked()
    assert agrees, said
    assert [entry.action for entry in old.record.all()] == ["bring_in"]
    assert [entry.action for entry in gone.record.all()] == ["withdraw", "bring_in"]
    assert [entry.action for entry in unsaid.record.all()] == ["bring_in", "withdraw"]
    set_item(make_draft(reporter), state="approved", publish_at=timezone.now())
    assert not checked()[1]


@pytest.mark.django_db(databases=[])
def test_every_kind_has_put_on_record_what_was_public():
    recorded = {path.parent.parent.name for path in settings.BASE_DIR.glob("*/migrations/*_public_on_record.py")}
    assert recorded == {kind._meta.app_label for kind in kinds()} - {"bulletins"}


def with_last_data(data, item):
    """Let the last version of `item` hold `data`, as JSON."""
    own = "proposal_id" if isinstance(item, Proposal) else "object_id"
    statement = f"UPDATE editorial_version SET data = %s WHERE {own} = %s AND number = %s"  # noqa: S608
    sql(statement, data, item.pk, item.version)


def with_parts_of_last(item, **parts):
    """Let the last version of `item` hold `parts` in place of its own."""
    whole = Version.objects.get(object_id=item.home.pk, number=item.version).data
    with_last_data(json.dumps({**whole, **parts}), item)


def without_entries(action, item):
    sql("DELETE FROM editorial_entry WHERE action = %s AND object_id = %s", action, item.pk)


def without_pass(level, item):
    sql("DELETE FROM editorial_entry WHERE action = 'pass' AND level = %s AND object_id = %s", level, item.pk)


def without_version(number, item):
    sql("DELETE FROM editorial_version WHERE number = %s AND object_id = %s", number, item.pk)


TAMPERED = {
    "published by hand": (
        "draft", lambda item: set_item(item, state="approved", publish_at=timezone.now()), "没有任何决定",
    ),
    "put into review by hand": ("draft", lambda item: set_item(item, state="in_review"), "没有任何决定"),
    "published before its reviews are over": (
        "second review", lambda item: set_item(item, state="approved", publish_at=timezone.now()), "最后的决定",
    ),
    "a level further by hand": ("second review", lambda item: set_item(item, review_level=3), "最后的决定"),
    "taken back by hand": ("live", lambda item: set_item(item, state="draft"), "最后的决定"),
    "withdrawn by hand": (
        "live",
        lambda item: set_item(item, state="withdrawn", withdrawn_at=timezone.now(), withdrawn_reason="误"),
        "最后的决定",
    ),
    "public again by hand": ("withdrawn", lambda item: set_item(item, state="approved"), "最后的决定"),
    "another reason": ("withdrawn", lambda item: set_item(item, withdrawn_reason="另有原因"), "撤稿原因"),
    "a review that nobody did": ("live", lambda item: without_pass(2, item), "二审"),
    "the final review gone": ("live", lambda item: without_pass(3, item), "最后的决定"),
    "one person for two": (
        "live",
        lambda item: sql(
            "UPDATE editorial_entry SET actor_id = %s WHERE action = 'pass' AND object_id = %s", item.author_id, item.pk
        ),
        "同一人",
    ),
    "written by who passed it": (
        "live",
        lambda item: set_item(item, author_id=item.record.filter(action="pass", level=3).get().actor_id),
        "作者本人",
    ),
    "written by who passed it first": (
        "live",
        lambda item: set_item(item, author_id=item.record.filter(action="pass", level=1).get().actor_id),
        "作者本人",
    ),
    "written by who published it urgently": (
        "urgent",
        lambda item: set_item(item, author_id=item.record.filter(action="publish").get().actor_id),
        "作者本人",
    ),
    "a correction gone": (
        "live", lambda item: sql("DELETE FROM editorial_correction WHERE object_id = %s", item.pk), "更正",
    ),
    "no later review": ("urgent", lambda item: set_item(item, needs_later_review=False), "补审"),
    "the entries gone": ("withdrawn", lambda item: without_entries("withdraw", item), "最后的决定"),
    "deleted": ("withdrawn", lambda item: delete(item), "被删除"),
    "another text": ("live", lambda item: set_item(item, body="<p>改口。</p>"), "正文"),
    "a part gone": ("live", lambda item: sql("DELETE FROM articles_byline WHERE article_id = %s", item.pk), "署名"),
    "another version": ("live", lambda item: set_item(item, version=1), "最后一版"),
    "a version that says something else": (
        "live",
        lambda item: sql(
            "UPDATE editorial_version SET data = (SELECT data FROM editorial_version AS first WHERE first.number = 1 "
            "AND first.object_id = %s) WHERE object_id = %s AND number = 3", item.pk, item.pk,
        ),
        "标题",
    ),
    **{
        f"an older version with another {name}": (
            "live",
            lambda item, name=name, value=value: sql(
                f"UPDATE editorial_version SET {name} = %s WHERE number = 2 AND object_id = %s", value, item.pk  # noqa: S608
            ),
            "第3版接不上前一版",
        )
        for name, value in (("data", '{"fields":{}}'), ("remark", "改口"), ("saved_at", "2026-01-01 00:00:00+00:00"))
    },
    "the first version with another text": (
        "live",
        lambda item: sql(
            "UPDATE editorial_version SET data = (SELECT data FROM editorial_version AS second WHERE second.number = 2 "
            "AND second.object_id = %s) WHERE object_id = %s AND number = 1", item.pk, item.pk,
        ),
        "第2版接不上前一版",
    ),
    "a version that follows nothing": (
        "live",
        lambda item: sql("UPDATE editorial_version SET follows = '' WHERE number = 2 AND object_id = %s", item.pk),
        "第2版接不上前一版",
    ),
    "a version gone": (
        "live", lambda item: without_version(1, item), "缺少版本",
    ),
    "the last version gone": (
        "live", lambda item: without_version(3, item), "最后一版",
    ),
    **{
        f"a last version of {data}": ("live", partial(with_last_data, data), "第3版的内容无法读取")
        for data in ("[]", "{}", "null", "7", '"x"', '{"fields":{}}', '{"fields":[],"rows":[],"links":[]}')
    },
    **{
        f"a last version with {parts}": ("live", lambda item, parts=parts: with_parts_of_last(item, **parts), word)
        for parts, word in (
            ({"rows": {"bylines": None}}, "第3版的内容无法读取"),
            ({"rows": {"bylines": [7]}}, "第3版的内容无法读取"),
            ({"rows": {"bylines": [{"id": []}]}}, "第3版的内容无法读取"),
            ({"links": {"places": "x"}}, "第3版的内容无法读取"),
            ({"links": {"places": [10**30]}}, "第3版的内容"),
            ({"fields": {}}, "第3版的内容全部或部分被清空"),
            ({"links": {}}, "第3版的内容全部或部分被清空"),
            ({"rows": {}}, "第3版的内容全部或部分被清空"),
            ({"fields": {}, "links": {}, "rows": {}}, "第3版的内容全部或部分被清空"),
        )
    },
    "a proposed version's last one unreadable": (
        "proposed, final review", partial(with_last_data, "null"), "版的内容无法读取",
    ),
    "a proposed version's last one emptied": (
        "proposed, final review", partial(with_last_data, '{"fields":{},"rows":{},"links":{}}'), "被清空",
    ),
    "a proposed text that is none": (
        "proposed, final review", lambda proposal: set_item(proposal, data="null"), "正文",
    ),
    **{
        f"what was brought in stands at {state}": ("brought in", lambda item, s=state: set_item(item, state=s), word)
        for state, word in (("draft", "最后的决定"), ("in_review", "最后的决定"), ("nowhere", "最后的决定"))
    },
    "no decision, and a state that there is not": (
        "draft", lambda item: set_item(item, state="nowhere"), "没有任何决定",
    ),
    "what was brought in waits for a later review": (
        "brought in", lambda item: set_item(item, needs_later_review=True), "补审",
    ),
    "a time set back": (
        "live",
        lambda item: sql(
            "UPDATE editorial_entry SET at = %s WHERE action = 'pass' AND level = 3 AND object_id = %s",
            timezone.now() - timezone.timedelta(days=1), item.pk,
        ),
        "倒置",
    ),
    "a proposed version adopted by hand": (
        "proposed, final review", lambda proposal: set_item(proposal, state="adopted"), "最后的决定",
    ),
    "another proposed text": (
        "proposed, final review",
        lambda proposal: sql(
            "UPDATE editorial_proposal SET data = (SELECT data FROM editorial_version WHERE number = 1 "
            "AND object_id = %s) WHERE object_id = %s", proposal.object_id, proposal.object_id,
        ),
        "正文",
    ),
}  # fmt: skip


def delete(item):
    sql("DELETE FROM articles_article WHERE id = %s", item.pk)


def test_whatever_was_changed_by_hand_is_named_by_number_and_without_its_words(live, reporter, reviewers):
    live.bylines.create(contributor=make_contributor(), role="reporter")
    live.keep_version(reporter)
    live.correct(reviewers[2], "原文“三层”应为“四层”。")
    states = {state: make(reporter, reviewers) for state, make in {**STATES, **PROPOSED}.items()}
    items = {**states, "live": live, "brought in": make_article(author=reporter)}
    assert checked()[1]
    for tampering, (state, tamper, word) in TAMPERED.items():
        item = fresh(items[state])
        with transaction.atomic():
            tamper(item)
            said, agrees = checked()
            transaction.set_rollback(True)
        assert not agrees, tampering
        begins, page = f"文章{item.home.pk}：", f"。/admin/articles/article/{item.home.pk}/change/"
        named = [line for line in said.splitlines() if line.startswith(begins) and word in line]
        assert named, (tampering, said)
        assert all(line.endswith(page) for line in named)
        assert item.home.title not in said


def test_a_damaged_version_hides_no_other_fault(live, reporter):
    other = with_two_versions(make_draft(reporter), reporter)
    with_last_data("[]", live)
    with_last_data("null", other)
    said, agrees = checked()
    assert not agrees
    for item in (live, other):
        assert f"文章{item.pk}：第{item.version}版的内容无法读取。" in said


def test_one_name_that_a_version_lacks_and_a_name_that_is_no_more_are_no_fault(live):
    whole = Version.objects.get(object_id=live.pk, number=live.version).data
    for group, name in (("fields", "summary"), ("rows", "steps")):
        del whole[group][name]
    with_last_data(json.dumps({**whole, "fields": {**whole["fields"], "gone": 1}}), live)
    said, agrees = checked()
    assert agrees, said


def test_what_has_no_version_is_counted_and_no_fault(live):
    make_article()
    make_article()
    said, agrees = checked()
    assert agrees, said
    assert "文章：2项没有保存过版本，内容无从核对。" in said


def fresh(item):
    return type(item)._base_manager.get(pk=item.pk)


def test_it_reads_in_batches_and_asks_no_more_for_more_items(reporter, monkeypatch):
    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert checked()[1]
        return len(queries)

    make_article()
    few = asked()
    for _number in range(5):
        make_article()
    assert asked() == few
    monkeypatch.setattr(auditing, "BATCH", 2)
    assert asked() > few


def test_it_changes_nothing_and_notes_that_it_ran(live):
    put(live, needs_later_review=True)
    with tables_written() as tables:
        assert not checked()[1]
    assert tables == {"jobs_run"}


def test_who_decides_while_it_looks_is_no_fault(live, reviewers, monkeypatch):
    held_about, moments = auditing.held_about, iter([True])

    def slow(items):
        if items and next(moments, False):
            live.decide("withdraw", reviewers[2], "事实有误")
        yield from held_about(items)

    monkeypatch.setattr(auditing, "held_about", slow)
    assert checked()[1]
