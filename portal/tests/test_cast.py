"""The cast itself: what other tests take for granted about it."""

from portal import testing


def test_every_member_of_the_newsroom_may_log_in_to_the_admin_and_the_outsider_may_not(cast, as_person):
    for name, person in cast.items():
        answer = as_person(person).get("/admin/")
        assert answer.status_code == (302 if name in {"anonymous", "outsider"} else 200), name


def test_an_article_of_the_cast_is_public_unless_told_otherwise(reporter):
    article = testing.make_article()
    draft = testing.make_draft(reporter)
    assert set(type(article).objects.published()) == {article}
    assert draft.state == draft.State.DRAFT
