"""Answers for bench/public_pages.py: every tenth with a case behind it that went to an authority."""

import hashlib
from datetime import timedelta

import scratch  # stands first: it sets Django up

# isort: split
from django.utils import timezone

from directory.models import Authority, Place
from editorial.bringing_in import bring_in_all
from questions.models import Answer, Case, Desk, Promise, Referral


def furnish(author):
    """Make what all answers share: desks, authorities, and a place of which hardly anybody asks."""
    desks = [Desk.objects.create(name=f"受理台{n}", introduction="您问，我们去找人答。", head=author) for n in range(3)]
    authorities = [Authority.objects.create(name=f"单位{n}", kind=Authority.Kind.GOVERNMENT) for n in range(20)]
    quiet = Place.objects.create(name="城外区", kind=Place.Kind.DISTRICT)
    return author, desks, authorities, [*Place.objects.filter(kind=Place.Kind.STREET), quiet]


def fill(first, last, author, desks, authorities, places):
    """Add the answers numbered from `first` to `last`, the newest an hour old, 40 a day."""
    now = timezone.now()
    for start in range(first, last, 5_000):
        numbers = range(start, min(start + 5_000, last))
        made = bring_in_all(
            [
                Answer(
                    title=f"第{n}个问题？",
                    asker="王女士",
                    question="去哪里办“小绿”卡？",
                    body="<p>各街道政务服务中心都能办。</p>",
                    body_html="<p>各街道政务服务中心都能办。</p>" * 20,
                    author=author,
                    desk=desks[n % 7 % len(desks)],
                    authority=authorities[n % len(authorities)],
                    duty_reporter="林知夏",
                    asked_on=timezone.localdate(),
                    askers=2 + n % 9 if n % 50 == 0 else 1,
                    state=Answer.State.APPROVED,
                    publish_at=now - timedelta(hours=1, minutes=36 * n),
                )
                for n in numbers
            ],
            author,
        )
        through = Answer.places.through
        through.objects.bulk_create(
            through(answer=answer, place=places[-1 if n % 1000 == 7 else n * 11 % (len(places) - 1)])
            for n, answer in zip(numbers, made, strict=True)
        )
        _walk(made[::10], author, now)
    scratch.look_again()


def _walk(answers, author, now):
    """Give each of `answers` a case that was referred, answered, and promised something."""
    cases = Case.objects.bulk_create(
        Case(
            desk_id=answer.desk_id,
            text="去哪里办？",
            code_digest=hashlib.sha256(str(answer.pk).encode()).hexdigest(),
            month=timezone.localdate(now).replace(day=1),
            response_due=now,
            answer_due=now,
            answer=answer,
        )
        for answer in answers
    )
    tied = list(zip(answers, cases, strict=True))
    Referral.objects.bulk_create(
        Referral(authority_id=answer.authority_id, case=case, sent_by=author, expires_at=now, text="问。")
        for answer, case in tied
    )
    day = timezone.localdate(now)
    Promise.objects.bulk_create(
        Promise(authority_id=answer.authority_id, case=case, text="办好", first_due_on=day, due_on=day)
        for answer, case in tied
    )


def pages():
    newest = Answer.objects.published().newest_first()
    answer, district = newest[10], Place.objects.get(name="禾东区")
    street = Place.objects.filter(parent=district).first()
    filters = {
        "desk": f"desk={answer.desk.slug}",
        "authority": f"authority={answer.authority.slug}",
        "desk and authority": f"desk={answer.desk.slug}&authority={answer.authority.slug}",
        "district": f"place={district.slug}",
        "street": f"place={street.slug}",
        "quiet place": f"place={Place.objects.get(name='城外区').slug}",
        "month": f"month={answer.publish_at:%Y-%m}",
        "all four": f"desk={answer.desk.slug}&authority={answer.authority.slug}&place={district.slug}"
        f"&month={answer.publish_at:%Y-%m}",
    }
    return {
        "answers, page 1": "/questions/",
        "answers, last page": "/questions/?page=50",
        "answer": answer.get_absolute_url(),
        "answer with a case": newest[20].get_absolute_url(),
        **{f"answers, {name}": f"/questions/?{query}" for name, query in filters.items()},
    }
