"""The list of watched words at the desk."""

import pytest

from editorial.models import WatchedWord
from portal.testing import make_person

pytestmark = pytest.mark.django_db
WORDS = "/admin/editorial/watchedword/"


def errors(response):
    assert response.status_code == 200
    return response.context["adminform"].form.errors


def test_everybody_who_writes_reads_it_and_reviewers_keep_it(as_person, cast):
    word = WatchedWord.objects.create(word="做客", instead="作客")
    reads = {"reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer"}
    for name, person in cast.items():
        client = as_person(person)
        writes = name in reads and "reviewer" in name
        shut = 302 if name in {"anonymous", "outsider"} else 403
        assert client.get(WORDS).status_code == (200 if name in reads else shut), name
        assert client.get(f"{WORDS}add/").status_code == (200 if writes else shut), name
        assert client.get(f"{WORDS}{word.pk}/change/").status_code == (200 if name in reads else shut), name
        client.post(f"{WORDS}{word.pk}/change/", {"word": "做客", "instead": "作客", "note": name})
        word.refresh_from_db()
        assert (word.note == name) == writes, name


def test_blanks_around_a_word_are_taken_away(as_person, first_reviewer):
    data = {"word": "　\u200b做客 \t", "instead": " 作客　", "note": ""}
    assert as_person(first_reviewer).post(f"{WORDS}add/", data).status_code == 302
    assert list(WatchedWord.objects.values_list("word", "instead")) == [("做客", "作客")]


@pytest.mark.parametrize("word", ["做", " 做　", "\u200b做\ufeff"])
def test_a_single_character_is_refused_with_a_sentence_and_kept_in_the_form(word, as_person, first_reviewer):
    response = as_person(first_reviewer).post(f"{WORDS}add/", {"word": word, "instead": "作"})
    assert errors(response) == {"word": ["单个字会出现在太多别的词里，请写两个字以上。"]}
    assert 'value="作"' in response.content.decode()
    assert not WatchedWord.objects.exists()


@pytest.mark.parametrize(("data", "field"), [
    ({"word": "做客", "instead": "作客"}, "word"),
    ({"word": "既使", "instead": "既使 "}, "__all__"),
    ({"word": "长" * 41}, "word"),
    ({"word": "  "}, "word"),
])  # fmt: skip
def test_what_cannot_stand_is_refused_on_the_form(data, field, as_person, first_reviewer):
    WatchedWord.objects.create(word="做客", instead="作客")
    assert list(errors(as_person(first_reviewer).post(f"{WORDS}add/", data))) == [field]
    assert WatchedWord.objects.count() == 1


def test_it_is_searched_and_told_apart_by_effect(as_person, reporter):
    WatchedWord.objects.create(word="做客", instead="作客")
    WatchedWord.objects.create(word="最佳疗效", note="广告法")
    client = as_person(reporter)
    page = client.get(WORDS).content.decode()
    assert "禁用，出现即拦截" in page
    for query, word in (({"q": "广告"}, "最佳疗效"), ({"effect": "blocks"}, "最佳疗效"), ({"effect": "warns"}, "做客")):
        assert [found.word for found in client.get(WORDS, query).context["cl"].queryset] == [word]


def test_a_word_can_go(as_person, final_reviewer, reporter):
    word = WatchedWord.objects.create(word="做客", instead="作客")
    assert as_person(reporter).post(f"{WORDS}{word.pk}/delete/", {"post": "yes"}).status_code == 403
    assert as_person(final_reviewer).post(f"{WORDS}{word.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not WatchedWord.objects.exists()


def test_without_a_group_there_is_no_list(as_person):
    person = make_person("nobody")
    person.is_staff = True
    person.save()
    assert as_person(person).get(WORDS).status_code == 403
