"""What a form has read is asked of the database once. What it has not read is asked as ever."""

import pytest
from django.core.exceptions import ValidationError
from django.forms import modelform_factory

from articles.models import Article, Byline
from editing.chosen_rows import ChosenRows, have_at_hand
from portal.testing import make_article, make_column, make_contributor, make_place

pytestmark = pytest.mark.django_db
ColumnForm = modelform_factory(Article, fields=["column"])


def test_a_row_that_was_read_is_neither_looked_up_nor_checked_again(django_assert_num_queries):
    byline = Byline(article=make_article(), contributor=make_contributor())
    with django_assert_num_queries(0):
        Byline._meta.get_field("contributor").clean(byline.contributor_id, byline)


def test_a_key_that_was_never_read_is_checked():
    byline = Byline(article=make_article(), contributor_id=10**9)
    with pytest.raises(ValidationError):
        byline.clean_fields()


def test_another_key_than_the_one_that_was_read_is_checked():
    byline = Byline(article=make_article(), contributor=make_contributor())
    byline.contributor_id = 10**9
    with pytest.raises(ValidationError):
        byline.clean_fields()


def test_a_form_finds_the_row_that_its_item_has_and_any_other(django_assert_num_queries):
    article, other = make_article(), make_column("社区")
    assert article.column.name  # it is at hand
    for chosen, queries in ((article.column, 0), (other, 1)):
        form = _column_form(article, chosen.pk)
        with django_assert_num_queries(queries):
            assert form.fields["column"].clean(str(chosen.pk)) == chosen


def test_what_is_at_hand_may_still_be_no_choice():
    article = make_article()
    form = _column_form(article, article.column_id)
    form.fields["column"].at_hand = {}
    form.fields["column"].queryset = form.fields["column"].queryset.exclude(pk=article.column_id)
    have_at_hand(form)
    with pytest.raises(ValidationError):
        form.fields["column"].clean(str(article.column_id))


def test_places_that_the_item_has_are_not_read_again(django_assert_num_queries):
    here, there = make_place("桃花新村"), make_place("东桥苑")
    field = ChosenRows(type(here).objects.all())
    field.at_hand = {here.pk: here}
    with django_assert_num_queries(0):
        assert field.clean([str(here.pk)]) == [here]
    assert set(field.clean([str(here.pk), str(there.pk)])) == {here, there}
    for sent in (["0"], ["一"], [str(here.pk), "999999"], [None]):
        with pytest.raises(ValidationError):
            field.clean(sent)


def _column_form(article, key):
    form = ColumnForm({"column": key}, instance=article)
    have_at_hand(form)
    return form
