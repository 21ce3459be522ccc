"""Invented data for the style guide. Nothing here is stored; only the pictures are the library's own."""

import calendar
from datetime import date, datetime, time, timedelta

from django.core.paginator import Paginator
from django.utils import timezone

from articles.models import Article, ArticlePhoto, Byline, Column, Contributor, TipStep, Topic
from articles.models.contributor import Role
from articles.related import TopicPosition
from directory.models import Authority, Hotline, Place
from notices.models import Fact, Kind, Notice
from photos.models import Photo
from questions.models import Answer, Desk
from questions.public_timeline import Step

from .frame import ColumnLink, Frame

MONTH = date(2026, 11, 1)
SHOWN_DAY = date(2026, 11, 18)
PUBLISHED = datetime(2026, 11, 18, 6, 30)  # in the city's time zone


def specimens():
    """Return one of everything that the components ask for."""
    photos = list(Photo.objects.publishable()[:2])
    column = Column(pk=0, name="栏目名", slug="lanmu")
    hotline = Hotline(
        number="5550199", purpose="报修", hours="24小时", authority=Authority(name="示例服务公司", slug="shili")
    )
    articles = [_article(column, photos, number) for number in range(1, 5)]
    topic = Topic(
        pk=0,
        slug="shili",
        title="专题的题目",
        introduction="专题导语说明本报为什么跟进这件事，写两三句话。",
        invitation="您若对这件事有意见和建议，请拨打本报热线。",
        photo=photos[0] if photos else None,
        hotline=hotline,
    )
    pages = Paginator(range(400), 20).page(7)
    pages.shown_numbers = list(pages.paginator.get_elided_page_range(7, on_each_side=2, on_ends=1))
    lead = articles[0]
    lead.hotline, lead.hotline_note = hotline, "您家也遇到这件事，请拨打热线。"
    lead.season_from, lead.season_to, lead.advised_by = 11, 2, hotline.authority
    roles = (ArticlePhoto.Role.BEFORE, ArticlePhoto.Role.AFTER)
    return {
        "specimen": lead,
        "articles": articles,
        "column_specimen": column,
        "pictured": bool(photos),
        "pair": [
            ArticlePhoto(photo=photo, role=role, caption="图片说明写在这里。")
            for photo, role in zip(photos, roles, strict=False)
        ],
        "steps": [
            TipStep(title=title, text="一两句话说清怎么做，读者照着做就行。")
            for title in ("穿衣戴帽", "关紧门窗", "滴水成线")
        ],
        "topic": topic,
        "position": TopicPosition(topic=topic, number=2, total=4, previous=articles[0], next=articles[2]),
        "answers": [_answer(number, photos) for number in range(1, 4)],
        "steps_taken": [
            Step(date(2026, 11, day), text)
            for day, text in ((9, "“读者热线”收到提问"), (10, "转交示例单位"), (18, "答复刊发"))
        ],
        "desks": [
            Desk(name=f"受理台{number}", slug=f"shili-{number}", introduction="什么事可以来这里问，问了会怎样。")
            for number in range(1, 4)
        ],
        "notices": _notices(hotline),
        "notice_places": [Place(name="某小区", slug="shili")],
        "notice_facts": [Fact(label="个人缴费", value="每人每年若干元"), Fact(label="缴费时间", value="一月至二月")],
        "urgent": Frame(
            columns=[], urgent=[ColumnLink(0, "紧急通告的标题，生效期间每页都有", "#sg-notices")], more_urgent=2
        ),
        "hotlines": [hotline],
        "pages": pages,
        "month": MONTH,
        "shown_day": SHOWN_DAY,
        "weekday_names": "一二三四五六日",
        "weeks": [
            [(day, day.month == MONTH.month, day.day % 3 == 0) for day in week]
            for week in calendar.Calendar().monthdatescalendar(MONTH.year, MONTH.month)
        ],
        "previous_month": MONTH - timedelta(days=1),
        "next_month": MONTH + timedelta(days=31),
        "colours": "ground panel ink muted accent focus field rule hairline in-force upcoming ended".split(),
    }


def _answer(number, photos):
    answer = Answer(
        pk=0,
        title=f"一句话说清问的是什么（{number}）？",
        asker="王女士",
        body="<p>示例单位答复：先说能不能办，再说去哪里办、带什么，最后说多久办好。</p>",
        authority=Authority(name="示例单位", slug="shili") if number > 1 else None,
        duty_reporter="某记者",
        lead_photo=photos[0] if photos else None,
        publish_at=timezone.make_aware(PUBLISHED),
    )
    answer.place_name = "某小区"
    return answer


def _notices(hotline):
    """Return one of each status. The first says all that a notice can say.

    The last but one is repealed by another one.
    """
    today = timezone.localdate()
    periods = [
        (2, 3, {}),
        (-1, 5, {}),
        (-9, -8, {}),
        (-9, None, {"is_repealed": True}),
        (-1, 1, {"state": "withdrawn"}),
    ]
    notices = []
    for number, (first, last, fields) in enumerate(periods, 1):
        notice = Notice(
            pk=0,
            title=f"通告的标题：什么事，在哪里（{number}）",
            kind=Kind(name="种类", slug="zhonglei", nature=Kind.Nature.OUTAGE),
            level=Notice.Level.IMPORTANT if number == 1 else Notice.Level.ORDINARY,
            authority=hotline.authority,
            document_number="示例〔2026〕1号",
            index_number="0000-2026-00001",
            issued_on=today,
            effective_from=today + timedelta(days=first),
            effective_until=last and today + timedelta(days=last),
            who="哪些人要留意",
            what_to_do="先做什么。\n再做什么。",
            hotline=hotline,
            publish_at=timezone.make_aware(PUBLISHED),
            **{"state": Notice.State.APPROVED, **fields},
        )
        notice.taken_over_at = timezone.now() if notice.is_repealed else None
        notice.next_relation = Notice.Relation.REPEALS if notice.is_repealed else ""
        notice.next_in_chain = {"pk": 0, "title": "另一份通告"} if notice.is_repealed else None
        notices.append(notice)
    notices[0].effective_from_time, notices[0].effective_until_time = time(22), time(6)
    return notices


def _article(column, photos, number):
    article = Article(
        pk=0,
        column=column,
        kicker="引题交代由头",
        title=f"主题说清一件事，不超过二十二字（{number}）",
        subtitle="副题补充要点",
        summary="提要用一两句完整的话写出时间、地点和结果，最多六十字。",
        lead_photo=photos[number % len(photos)] if photos else None,
        lead_caption="图片说明写在这里。",
        publish_at=timezone.make_aware(PUBLISHED),
    )
    article.shows_picture = bool(photos) and number < 4
    people = [("某记者", Role.REPORTER), ("某通讯员", Role.CORRESPONDENT), ("某编辑", Role.EDITOR)]
    # As if prefetched: an article that is not stored has no rows to ask for.
    article._prefetched_objects_cache = {
        "bylines": [
            Byline(contributor=Contributor(name=name, slug=f"shili-{role}"), role=role) for name, role in people
        ]
    }
    return article
