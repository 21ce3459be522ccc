"""A small paper of invented articles, with one address for every public template."""

from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Column
from articles.models.contributor import Role
from portal.testing import (
    make_article,
    make_authority,
    make_column,
    make_contributor,
    make_photo,
    make_place,
    make_topic,
)

EDITIONS = ("", "/elder")


def make_paper(number=3):
    """Publish `number` articles in each of two columns, all of one topic, and return {name: path}."""
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
    withdrawn = make_article(
        "撤下的稿件", state=Article.State.WITHDRAWN, withdrawn_at=timezone.now(), withdrawn_reason="事实有误"
    )
    for corrected in (article, withdrawn):
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
        "withdrawn": withdrawn.get_absolute_url(),
        "not found": "/articles/999999/",
        **{f"column {column.slug}": column.get_absolute_url() for column in columns},
    }


STATUS = {"withdrawn": 410, "not found": 404}
