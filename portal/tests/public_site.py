"""A small paper of invented articles and answers, with one address for every public template."""

from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Column
from articles.models.contributor import Role
from portal.testing import (
    make_answer,
    make_article,
    make_authority,
    make_case,
    make_column,
    make_contributor,
    make_desk,
    make_photo,
    make_place,
    make_topic,
)
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
    for corrected in (article, withdrawn, answers[0]):
        corrected.correct(corrected.author, "原文“11月21日”应为“11月22日”。")
    return {
        "home": reverse("home"),
        "about": reverse("about"),
        "corrections": reverse("editorial:corrections"),
        "accessibility": reverse("accessibility"),
        "hotlines": reverse("directory:hotlines"),
        "topics": reverse("articles:topics"),
        "topic": topic.get_absolute_url(),
        "contributor": reporter.get_absolute_url(),
        "archive day": reverse("articles:archive_day", args=[day.year, day.month, day.day]),
        "archive month": reverse("articles:archive_month", args=[day.year, day.month]),
        "article": article.get_absolute_url(),
        "questions": reverse("questions:list"),
        "desks": reverse("questions:desks"),
        "desk": reverse("questions:desk", args=["zhiban"]),
        "poster": reverse("questions:poster", args=["zhiban"]),
        "questions of a place": f"{reverse('questions:list')}?place={place.slug}",
        "accountability": reverse("questions:accountability"),
        "answer": answers[0].get_absolute_url(),
        "withdrawn answer": withdrawn_answer.get_absolute_url(),
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


STATUS = {"withdrawn": 410, "withdrawn answer": 410, "not found": 404}
