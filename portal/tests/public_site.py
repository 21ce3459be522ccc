"""A small paper of invented articles and answers, with one address for every public template."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Column
from articles.models.contributor import Role
from notices.models import Fact, Notice
from portal.testing import (
    make_answer,
    make_article,
    make_authority,
    make_case,
    make_column,
    make_contributor,
    make_desk,
    make_kind,
    make_notice,
    make_photo,
    make_place,
    make_topic,
)
from portal.tests.public_pages import monday
from questions.models import AnswerPhoto, AnswerUpdate, Case

EDITIONS = ("", "/elder")


def make_paper(number=3):
    """Publish `number` articles in each of two columns, all of one topic, as many answers, and return {name: path}."""
    photo, place, authority = make_photo(), make_place(), make_authority()
    reporter = make_contributor()
    editor = make_contributor("顾清和", role=Role.EDITOR)
    news = make_column("要闻", slug="yaowen")
    columns = [news, *(make_column(layout.label, layout=layout, slug=layout.value) for layout in Column.Layout)]
    articles = [
        make_article(
            f"第{index}条消息",
            column=column,
            bylines=[reporter, editor],
            places=[place],
            lead_photo=photo,
            hotline=authority.hotlines.get(),
            hotline_note="请拨打热线。",
            season_from=1,
            season_to=12,
            advised_by=authority,
            steps=["一", "二"] if index == 0 else (),
            photos=[(photo, "before"), (photo, "after"), (photo, "gallery")] if index == 0 else (),
            body=f'<h2>小标题</h2><p>本报讯　<a href="/hotlines/">电话</a><a href="/topics/">专题</a>{index}</p>',
        )
        for column in columns
        for index in range(number if column.slug in {"yaowen", "commentary"} else 1)
    ]
    article = articles[0]
    topic = make_topic(articles=articles, photo=photo, invitation="请来电。")
    day = timezone.localdate(article.publish_at)
    gone = {"state": Article.State.WITHDRAWN, "withdrawn_at": timezone.now(), "withdrawn_reason": "事实有误"}
    withdrawn, withdrawn_answer = make_article("撤下的稿件", **gone), make_answer("撤下的问答", **gone)
    answers = make_answers(number, place, authority, photo)
    notices = make_notices(number, place, authority)
    for corrected in (article, withdrawn, answers[0], notices["notice"]):
        corrected.correct(corrected.author, "原文“11月21日”应为“11月22日”。")
    return {
        "home": reverse("home"),
        "about": reverse("about"),
        "corrections": reverse("editorial:corrections"),
        "open data": reverse("notices:open_data"),
        "accessibility": reverse("accessibility"),
        "feeds": reverse("feeds"),
        "hotlines": reverse("directory:hotlines"),
        "place": place.get_absolute_url(),
        "authority": authority.get_absolute_url(),
        "topics": reverse("articles:topics"),
        "topic": topic.get_absolute_url(),
        "contributor": reporter.get_absolute_url(),
        "archive day": reverse("articles:archive_day", args=[day]),
        "archive month": reverse("articles:archive_month", args=[day]),
        "article": article.get_absolute_url(),
        "questions": reverse("questions:list"),
        "desks": reverse("questions:desks"),
        "desk": reverse("questions:desk", args=["zhiban"]),
        "poster": reverse("questions:poster", args=["zhiban"]),
        "questions of a place": f"{reverse('questions:list')}?place={place.slug}",
        "accountability": reverse("questions:accountability"),
        "answer": answers[0].get_absolute_url(),
        "withdrawn answer": withdrawn_answer.get_absolute_url(),
        "notices": reverse("notices:list"),
        "notices of a place": f"{reverse('notices:list')}?place={place.slug}",
        "notices of a month": reverse("notices:calendar"),
        "notices of a week": f"{reverse('notices:calendar')}?week={monday()}",
        "near home": reverse("notices:today"),
        "near home, at a place": f"{reverse('notices:today')}?place={place.slug}",
        "notices that are over": f"{reverse('notices:list')}?status=over",
        **{name: notice.get_absolute_url() for name, notice in notices.items()},
        "withdrawn": withdrawn.get_absolute_url(),
        "not found": "/articles/999999/",
        **{f"column {column.slug}": column.get_absolute_url() for column in columns},
    }


def make_answers(number, place, authority, photo):
    """Publish `number` answers of one desk; the first has all that an answer can have, and a case behind it."""
    desk = make_desk("值班热线", slug="zhiban")
    answers = [
        make_answer(
            f"第{index}个问题？",
            desk=desk,
            places=[place],
            authority=authority,
            lead_photo=photo,
            askers=index + 1,
            answered_on=timezone.localdate(),
        )
        for index in range(number)
    ]
    for role in AnswerPhoto.Role:
        AnswerPhoto.objects.create(answer=answers[0], photo=photo, role=role, caption="图片说明。")
    AnswerUpdate.objects.create(answer=answers[0], on=timezone.localdate(), text="已经换好了。")
    make_way(answers[0], authority)
    return answers


def make_way(answer, authority):
    """Give `answer` a case that went to `authority`, which replied and made a promise; return the case."""
    case, day = make_case(answer.desk), timezone.localdate()
    case.referrals.create(
        authority=authority, text="问题。", sent_by=answer.author, expires_at=timezone.now(), replied_at=timezone.now()
    )
    case.promises.create(authority=authority, text="更换路牌", first_due_on=day, due_on=day)
    Case.objects.filter(pk=case.pk).update(answer=answer)
    return case


def make_notices(number, place, authority):
    """Publish `number` notices of each status and a chain; return {name: notice} of one page for each status."""
    kind, today = make_kind("停水", slug="tingshui"), timezone.localdate()
    base = {"kind": kind, "authority": authority, "places": [place]}
    before, later = today - timedelta(days=9), today + timedelta(days=9)
    for index in range(number):
        make_notice(f"第{index}份生效中", **base)
        make_notice(f"第{index}份即将生效", **base, effective_from=later)
        make_notice(f"第{index}份已失效", **base, effective_from=before, effective_until=before)
    make_notice("一份紧急通告", level=Notice.Level.URGENT)
    full = {"document_number": "青水〔2026〕15号", "hotline": authority.hotlines.get(), "hotline_note": "有人接听。"}
    first = make_notice("第一份通告", **base, **full, level=Notice.Level.IMPORTANT)
    repealed = make_notice("被废止的通告", **base, **full, follows=first, relation="extends", chain_note="工期不够。")
    last = make_notice("现行的通告", **base, **full, follows=repealed, relation="repeals", chain_note="不再需要。")
    for label in ("金额", "对象"):
        Fact.objects.create(notice=repealed, label=label, value="若干")
    gone = {"state": Notice.State.WITHDRAWN, "withdrawn_at": timezone.now(), "withdrawn_reason": "日期有误"}
    return {
        "notice": repealed,
        "upcoming notice": make_notice("将来的通告", **base, effective_from=later),
        "current word": last,
        "withdrawn notice": make_notice("撤下的通告", **gone),
    }


STATUS = {"withdrawn": 410, "withdrawn answer": 410, "withdrawn notice": 410, "not found": 404}
