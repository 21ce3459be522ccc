"""The shared cast of the tests, and short ways to make what tests need. conftest.py makes fixtures of the cast."""

import secrets
from datetime import timedelta
from io import BytesIO

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.utils import timezone
from PIL import Image

from articles.models import Article, ArticlePhoto, Byline, Column, Contributor, TipStep, Topic, TopicEntry
from directory.models import Authority, Hotline, Place
from editorial.bringing_in import bring_in
from editorial.standing import moving
from notices import chains
from notices.models import Kind, Notice
from photos.intake import clean_picture
from photos.models import Photo
from questions.models import Answer, Desk
from questions.stages import collecting

CAST = {
    "reporter": "记者",
    "other_reporter": "记者",
    "first_reviewer": "一审编辑",
    "second_reviewer": "二审主任",
    "final_reviewer": "三审总编",
    "keeper": "管理员",
    "outsider": None,  # cannot log in to anything: an account that is not on the staff
}


def make_person(username, group=None, **fields):
    person = get_user_model().objects.create_user(
        username, password="correct horse battery", is_staff=group is not None, **fields
    )
    if group:
        person.groups.add(Group.objects.get(name=group))
    return person


def picture_file(width=64, height=48, file_format="JPEG", colour=(120, 90, 60), name=None, **save_options):
    """Return an open upload that holds one picture of a single colour."""
    upload = BytesIO()
    Image.new("RGB", (width, height), colour).save(upload, file_format, **save_options)
    upload.seek(0)
    upload.name = name or f"picture.{file_format.lower()}"
    return upload


def make_photo(width=64, height=48, colour=(120, 90, 60), **fields):
    photo = Photo(
        **{
            "title": "街景",
            "alt_text": "一条街",
            "credit_kind": Photo.Credit.PHOTOGRAPHER,
            "credit_name": "记者 沈拾光",
            **fields,
        }
    )
    photo.take_in(clean_picture(picture_file(width, height, colour=colour)))
    photo.save()
    return photo


def make_place(name="桃花新村", kind=None, parent=None, **fields):
    kind = kind or (Place.Kind(parent.kind + 1) if parent else Place.Kind.DISTRICT)
    return Place.objects.create(name=name, kind=kind, parent=parent, **fields)


def make_authority(name="青禾市自来水公司", number="5550130", **fields):
    authority = Authority.objects.create(name=name, **{"kind": Authority.Kind.UTILITY, **fields})
    if number:
        Hotline.objects.create(authority=authority, number=number, purpose="报修", hours="24小时")
    return authority


def make_column(name="要闻", **fields):
    return Column.objects.get_or_create(name=name, defaults=fields)[0]


def make_contributor(name="林知夏", **fields):
    return Contributor.objects.create(name=name, **fields)


def make_article(title="老楼装上了电梯", author=None, bylines=None, places=(), photos=(), steps=(), **fields):
    """Return an article, published an hour ago unless `fields` say otherwise.

    `bylines` are contributors or (contributor, role), `photos` (photo, role) and `steps` titles.
    """
    if author is None:
        author = get_user_model().objects.get_or_create(username="desk", defaults={"is_staff": True})[0]
    article = Article(
        **{
            "title": title,
            "author": author,
            "column": fields.pop("column", None) or make_column(),
            "summary": "桃花新村一个单元的住户商量了大半年，终于坐上了电梯。",
            "body": "<p>本报讯　电梯昨日启用。</p>",
            "source": "" if bylines else "青禾晚报",
            "state": Article.State.APPROVED,
            "publish_at": timezone.now() - timedelta(hours=1),
            **fields,
        }
    )
    bring_in(article, author)
    for order, byline in enumerate(bylines or []):
        contributor, role = byline if isinstance(byline, tuple) else (byline, byline.role)
        Byline.objects.create(article=article, contributor=contributor, role=role, order=order)
    for order, (photo, role) in enumerate(photos):
        ArticlePhoto.objects.create(article=article, photo=photo, role=role, order=order)
    for order, step in enumerate(steps):
        TipStep.objects.create(article=article, title=step, text=f"{step}，照着做就行。", order=order)
    article.places.set(places)
    return article


def make_draft(author, title="一篇草稿", **fields):
    return make_article(title, author, **{"state": Article.State.DRAFT, "publish_at": None, **fields})


def make_topic(title="关注老旧小区加装电梯", articles=(), **fields):
    topic = Topic.objects.create(title=title, **{"introduction": "老楼要装电梯，难在哪里？", **fields})
    for order, article in enumerate(articles):
        TopicEntry.objects.create(topic=topic, article=article, order=order)
    return topic


def make_desk(name="读者热线", head=None, members=(), **fields):
    """Return an open desk of the whole city that asks for what Desk asks for by default."""
    if head is None:
        head = get_user_model().objects.get_or_create(username="head", defaults={"is_staff": True})[0]
    desk = Desk.objects.create(
        **{"name": name, "kind": Desk.Kind.HOTLINE, "introduction": "您问，我们去找人答。", "head": head, **fields}
    )
    desk.members.set(members)
    return desk


def make_case(desk=None, text="去哪里办“小绿”卡？", **fields):
    """Return a case that has just been received; `fields` are those of `collecting.receive`."""
    desk = desk or Desk.objects.first() or make_desk()
    return collecting.receive(desk, text, **{"submission": secrets.token_hex(16), **fields})[0]


def make_answer(title="去哪里办“小绿”卡？", author=None, desk=None, places=(), **fields):
    """Return an answer, published an hour ago unless `fields` say otherwise."""
    if author is None:
        author = get_user_model().objects.get_or_create(username="desk", defaults={"is_staff": True})[0]
    answer = Answer(
        **{
            "title": title,
            "author": author,
            "asker": "王女士",
            "question": "我母亲七十岁了，去哪里办“小绿”卡？",
            "body": "<p>各街道政务服务中心都能办，带上身份证即可。</p>",
            "desk": desk or Desk.objects.first() or make_desk(),
            "duty_reporter": "林知夏",
            "asked_on": timezone.localdate(),
            "state": Answer.State.APPROVED,
            "publish_at": timezone.now() - timedelta(hours=1),
            **fields,
        }
    )
    bring_in(answer, author)
    answer.places.set(places)
    return answer


def make_kind(name="停水", **fields):
    return Kind.objects.get_or_create(name=name, defaults={"nature": Kind.Nature.OUTAGE, **fields})[0]


def make_notice(title="桃花新村夜间计划停水", author=None, places=(), follows=None, relation="", **fields):
    """Return a notice, published an hour ago and in force since midnight until further notice, unless told otherwise.

    With `follows` and `relation` it is the next notice in the chain of `follows`.
    """
    if author is None:
        author = get_user_model().objects.get_or_create(username="desk", defaults={"is_staff": True})[0]
    notice = Notice(
        **{
            "title": title,
            "author": author,
            "kind": fields.pop("kind", None) or make_kind(),
            "authority": fields.pop("authority", None) or Authority.objects.first() or make_authority(),
            "issued_on": timezone.localdate(),
            "effective_from": timezone.localdate(),
            "who": "桃花新村全体住户",
            "what_to_do": "提前储水。\n关好水龙头。",
            "body": "<p>因管网维修，桃花新村计划停水。</p>",
            "state": Notice.State.DRAFT if follows else Notice.State.APPROVED,
            "publish_at": timezone.now() - timedelta(hours=1),
            **{name: value for name, value in fields.items() if name != "state" or not follows},
        }
    )
    bring_in(notice, author)
    notice.places.set(places)
    if follows:
        chains.join(notice, follows, relation)
        notice.state = fields.get("state", Notice.State.APPROVED)
        bring_in(notice, author)
        chains.settle(notice)
    return notice


def put(items, **fields):
    """Set `fields` of `items`, a queryset or one item, past every rule, entry and signal.

    For tests that begin where something else has gone wrong, or that are about something else.
    """
    if isinstance(items, QuerySet):
        with moving(*fields):
            return items.update(**fields)
    put(type(items)._base_manager.filter(pk=items.pk), **fields)
    items.refresh_from_db(fields=fields)
    return items
