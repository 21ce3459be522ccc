"""What waits is done once, in the same transaction, and never for what was rolled back."""

from contextlib import suppress

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction

from transactions.before_commit import before_commit, catch_up

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


class Undone(Exception):
    pass


@pytest.fixture
def calls():
    return []


@pytest.fixture
def note(calls):
    """A function that keeps what it was called with, and whether a transaction was open."""

    def keep(values):
        Group.objects.count()
        calls.append((values, not connection.get_autocommit()))

    return keep


def make(name):
    return Group.objects.create(name=name)


def is_there(name):
    return Group.objects.filter(name=name).exists()


def test_without_a_transaction_it_is_done_at_once(note, calls):
    before_commit(note, [2, 1])
    assert calls == [([1, 2], False)]


def test_it_is_done_once_with_all_values_in_their_order_before_the_outermost_block_ends(note, calls):
    with transaction.atomic():
        make("甲")
        with transaction.atomic():
            before_commit(note, [3, 1])
        with transaction.atomic(savepoint=False):
            before_commit(note, [2, 3])
        assert calls == []
    assert calls == [([1, 2, 3], True)]


def test_what_it_writes_is_committed_with_the_rest():
    with transaction.atomic():
        make("甲")
        before_commit(lambda names: [make(name) for name in names], ["乙", "丙"])
    assert all(map(is_there, "甲乙丙"))


@pytest.mark.parametrize("error", [Undone, KeyboardInterrupt, SystemExit])
def test_where_it_fails_or_is_killed_nothing_is_committed(error, note, calls):
    def fail(names):
        make("乙")
        raise error

    @transaction.atomic
    def save():
        make("甲")
        before_commit(fail, [1])

    with pytest.raises(error):
        save()
    assert not is_there("甲")
    assert not is_there("乙")
    with transaction.atomic():  # the connection goes on, and has forgotten it
        make("丙")
    assert is_there("丙")


def test_what_fails_inside_a_block_of_its_own_leaves_nothing_open():
    def fail(names):
        with transaction.atomic(), transaction.atomic(savepoint=False):
            make("乙")
            raise Undone

    with suppress(Undone), transaction.atomic():
        make("甲")
        before_commit(fail, [1])
    assert connection.get_autocommit()
    assert not connection.in_atomic_block
    assert not is_there("甲")


def test_what_was_rolled_back_is_not_done(note, calls):
    with suppress(Undone), transaction.atomic():
        before_commit(note, [1])
        raise Undone
    with transaction.atomic():
        make("甲")
    assert calls == []


def test_what_waits_is_done_early_for_whoever_reads_it_and_not_a_second_time(note, calls):
    with transaction.atomic():
        before_commit(note, [1])
        catch_up()
        catch_up()
        assert calls == [([1], True)]
    assert calls == [([1], True)]
    catch_up()
    assert calls == [([1], True)]


def test_what_was_done_early_in_a_savepoint_that_is_rolled_back_is_done_again():
    def write(names):
        for name in names:
            Group.objects.get_or_create(name=name)

    with transaction.atomic():
        before_commit(write, ["甲"])
        with suppress(Undone), transaction.atomic():
            catch_up()
            assert is_there("甲")
            raise Undone
        assert not is_there("甲")
    assert is_there("甲")


def test_it_may_ask_for_more(note, calls):
    with transaction.atomic():
        before_commit(lambda values: before_commit(note, values), [1])
    assert calls == [([1], True)]


def test_it_waits_where_somebody_commits_by_hand(note, calls):
    transaction.set_autocommit(False)
    try:
        before_commit(note, [1])
        assert calls == []
        transaction.commit()
        assert calls == [([1], True)]
    finally:
        transaction.rollback()
        transaction.set_autocommit(True)
