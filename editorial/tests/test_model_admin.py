"""What narrows a list by its address: its own filters, and nothing else that Django would follow."""

import logging
from datetime import datetime

import pytest
from django.contrib import admin
from django.contrib.admin.utils import get_fields_from_path
from django.db.models import DateTimeField
from django.utils.timezone import get_default_timezone

from portal.testing import make_authority, make_case, make_person, make_place
from portal.tests.canaries import make_one_of_each
from questions.models import Case

WAYS = ("", "__exact", "__in", "__isnull", "__startswith", "__contains", "__regex", "__gt", "__pk", "__password")


def test_no_list_is_narrowed_by_what_its_filters_do_not_offer(walked):
    """Tried: every relation and every column of every model, from either side, in every way that tells something."""
    allowed, tried = set(), 0
    for model, desk in admin.site._registry.items():
        for name in {"pk", *(field.name for field in model._meta.get_fields(include_hidden=True))}:
            for way in WAYS:
                tried += 1
                if desk.lookup_allowed(f"{name}{way}", "1"):
                    allowed.add((desk, name, way))
        filtered = {one if isinstance(one, str) else one[0] for one in desk.list_filter if not isinstance(one, type)}
        own = {one.parameter_name for one in desk.list_filter if hasattr(one, "parameter_name")}
        for _desk, name, way in (one for one in allowed if one[0] is desk):
            assert (name in filtered and way in {"__exact", "__isnull"}) or (name in own and not way), (
                model,
                name,
                way,
            )
    walked(f"{tried} ways to narrow {len(admin.site._registry)} lists, {len(allowed)} of them offered")


@pytest.mark.django_db
def test_nobody_learns_what_a_case_is_about_by_asking_for_places_and_authorities(as_person, final_reviewer, reporter):
    """A final reviewer who is not of the desk sees all places, and would see by elimination which one it is."""
    case = make_case(place=make_place(), text="楼道灯不亮。")
    Case.objects.filter(pk=case.pk).update(authority=make_authority())
    client = as_person(final_reviewer)
    for model in ("directory/place", "directory/authority", "questions/desk", "questions/answer"):
        for name in ("cases", "case", "referrals", "promises", "cases__isnull", "cases__text__contains"):
            assert client.get(f"/admin/{model}/", {name: case.pk}).status_code == 400, (model, name)
        assert client.get(f"/admin/{model}/").status_code == 200


def test_no_list_is_narrowed_by_a_value_that_a_database_cannot_be_asked_for():
    unfit = ("\x00", "(", "-1", "１", "9" * 10, "9" * 30, "0001-01-01", "9999-12-31 23:59:59+00:00", "a" * 41, "1,2")
    for model, desk in admin.site._registry.items():
        offered, _own = desk._lookups(None)
        assert not [(model, name, value) for name in offered for value in unfit if desk.lookup_allowed(name, value)]
        years = [name for name in offered if name.endswith("__year")]
        assert not [(model, name) for name in years for value in ("1", "0", "9999") if desk.lookup_allowed(name, value)]


def test_every_choice_of_a_filter_and_every_moment_that_one_writes_is_taken():
    day = datetime(2026, 11, 22, 9, 5, 7, 123456, tzinfo=get_default_timezone())
    for desk in admin.site._registry.values():
        columns = [one if isinstance(one, str) else one[0] for one in desk.list_filter if not isinstance(one, type)]
        for column in columns:
            field = get_fields_from_path(desk.model, column)[-1]
            for key, _word in field.flatchoices:
                assert desk.lookup_allowed(f"{column}__exact", str(key)), (desk, column, key)
            assert not isinstance(field, DateTimeField) or desk.lookup_allowed(f"{column}__gte", str(day))


@pytest.mark.django_db
@pytest.mark.database  # a NUL, numbers and days at the edge
def test_whatever_else_stands_in_the_address_of_a_list_breaks_none(as_person, caplog, walked):
    caplog.set_level(logging.CRITICAL)
    make_one_of_each()
    client = as_person(make_person("root", "管理员", is_superuser=True))
    client.raise_request_exception = False
    stock, asked = ("q", "o", "p", "e", "_popup", "_facets"), 0
    for model, desk in admin.site._registry.items():
        if model._meta.app_label == "bulletins":
            continue
        offered, own = desk._lookups(None)
        moments = {field.name for field in model._meta.fields if isinstance(field, DateTimeField)}
        spans = [name for name in offered if name.endswith(("__gte", "__lt")) and name.partition("__")[0] in moments]
        for asking in (
            *(dict.fromkeys((*stock, *own), value) for value in ("\x00", "9" * 30)),
            dict.fromkeys((name for name in offered if name.endswith("__exact")), "9" * 9),
            *(dict.fromkeys(spans, moment) for moment in ("1900-01-01 00:00:00+14:00", "2199-12-31 23:59:59-14:00")),
            {"q": "a " * 5_000},
            {"_to_field": "password"},
            {"nothing": "1"},
        ):
            answer = client.get(f"/admin/{model._meta.app_label}/{model._meta.model_name}/", asking)
            asked += 1
            assert answer.status_code in {200, 302, 400}, (model, asking)
    walked(f"{asked} requests")
