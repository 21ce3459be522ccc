"""How one thing at a time goes bad at a healthy site, and what the doctor says of it then."""

import os
import shutil
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.cache import caches
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from dates.clock import ClockOffset
from jobs.models import Run
from operations.doctor import clocks
from portal.cache import ForgivingRedisCache
from portal.testing import make_article, make_desk
from questions.models import SpecialDay
from search.models import IndexEntry
from transactions.before_commit import catch_up

Usage = namedtuple("Usage", "total used free")


def seed_migration(healthy, monkeypatch, settings):
    MigrationRecorder.Migration.objects.filter(app="search", name="0004_index_entry").delete()


def seed_newer_database(healthy, monkeypatch, settings):
    MigrationRecorder.Migration.objects.create(app="search", name="0999_of_tomorrow")


def seed_index(healthy, monkeypatch, settings):
    for number in range(12):
        make_article(f"第{number}篇")
    catch_up()
    IndexEntry.objects.filter(pk__in=IndexEntry.objects.filter(kind="article").values("pk")[:10]).delete()


def seed_changed_index(healthy, monkeypatch, settings):
    make_article("一篇")
    catch_up()
    IndexEntry.objects.filter(kind="article").update(title="另一篇")


def seed_redis(healthy, monkeypatch, settings):
    settings.CACHE_URL = "redis://127.0.0.1:1/0"
    monkeypatch.setitem(caches.settings, "default", {"BACKEND": "portal.cache.ForgivingRedisCache",
                                                     "LOCATION": settings.CACHE_URL})  # fmt: skip
    monkeypatch.setattr(caches._connections, "default", ForgivingRedisCache(settings.CACHE_URL, {}), raising=False)


def seed_clock(healthy, monkeypatch, settings):
    monkeypatch.setattr(clocks, "offset_of", lambda connection: ClockOffset(90.2, 0.01))


def seed_disk(healthy, monkeypatch, settings):
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(100 * 2**30, 97 * 2**30, 3 * 2**30))


def seed_time_zone(healthy, monkeypatch, settings):
    settings.TIME_ZONE = "UTC"


def seed_debug(healthy, monkeypatch, settings):
    settings.DEBUG, settings.ALLOWED_HOSTS = True, [*settings.ALLOWED_HOSTS, "linjiang.example"]


def seed_legal_lines(healthy, monkeypatch, settings):
    settings.NEWSPAPER = {**settings.NEWSPAPER, "icp": "青ICP备00000000号（示例）", "police": ""}


def seed_third_reviewer(healthy, monkeypatch, settings):
    get_user_model().objects.filter(username="final_reviewer").update(is_active=False)


def seed_one_person_for_two_reviews(healthy, monkeypatch, settings):
    get_user_model().objects.get(username="first_reviewer").groups.set(Group.objects.filter(name__contains="审"))
    get_user_model().objects.exclude(username="first_reviewer").filter(is_superuser=False).update(is_active=False)


def seed_desk_without_people(healthy, monkeypatch, settings):
    gone = get_user_model().objects.create_user("gone", is_active=False, is_staff=True)
    make_desk("读者热线", head=gone, members=[gone])


def seed_superuser(healthy, monkeypatch, settings):
    get_user_model().objects.filter(username="root").update(is_superuser=False)


def seed_unused_account(healthy, monkeypatch, settings):
    long_ago = timezone.now() - timedelta(days=61)
    get_user_model().objects.create_user("somebody", is_staff=True, date_joined=long_ago)


def seed_holidays(healthy, monkeypatch, settings):
    SpecialDay.objects.filter(date__year=2026).delete()


def seed_late_job(healthy, monkeypatch, settings):
    Run.objects.filter(command="deletecontacts").update(started=timezone.now() - timedelta(days=3))


def seed_failed_job(healthy, monkeypatch, settings):
    Run.objects.begin("checkrecord").end(Run.Outcome.FAILED, "与记录不符：2处")


def seed_job_that_never_ran(healthy, monkeypatch, settings):
    MigrationRecorder.Migration.objects.filter(app="jobs").update(applied=timezone.now() - timedelta(days=2))
    Run.objects.filter(command="deletesheets").delete()


def seed_backup(healthy, monkeypatch, settings):
    Run.objects.filter(command="backup").update(started=timezone.now() - timedelta(days=7))
    Run.objects.begin("backup").end(Run.Outcome.FAILED)


def seed_no_backup(healthy, monkeypatch, settings):
    MigrationRecorder.Migration.objects.filter(app="jobs").update(applied=timezone.now() - timedelta(days=2))
    Run.objects.filter(command="backup").delete()


def seed_media(healthy, monkeypatch, settings):
    healthy.proxy.folders.clear()
    settings.MEDIA_ROOT = Path("/proc/nowhere")


def seed_open_private_folder(healthy, monkeypatch, settings):
    os.makedirs(settings.PRIVATE_ROOT, exist_ok=True)
    os.chmod(settings.PRIVATE_ROOT, 0o755)  # noqa: S103


def seed_mail_refused(healthy, monkeypatch, settings):
    healthy.mail_server.refuses["RCPT"] = "550 no such person"


def seed_mail_away(healthy, monkeypatch, settings):
    settings.EMAIL_PORT = 1


def seed_nobody_gets_mail(healthy, monkeypatch, settings):
    settings.ADMINS = []


def seed_wrong_host(healthy, monkeypatch, settings):
    settings.ALLOWED_HOSTS = ["linjiang.example"]


def seed_private_folder_served(healthy, monkeypatch, settings):
    healthy.proxy.folders["/private/"] = f"{settings.PRIVATE_ROOT}/"


SEEDS = {
    seed_migration: ("migrations", "有迁移没有执行：search.0004_index_entry。"),
    seed_newer_database: ("migrations", "search.0999_of_tomorrow"),
    seed_index: ("search", "文章：索引里缺10条，多0条，过时0条。"),
    seed_changed_index: ("search", "文章：索引里缺0条，多0条，过时1条。"),
    seed_redis: ("cache", "Redis）没有应答"),
    seed_clock: ("clock", "本机的时钟比数据库快90秒。"),
    seed_disk: ("disk", "97%，还剩3072 MB。"),
    seed_time_zone: ("time_zone", "TIME_ZONE现在是UTC，而2026-06-15时网站用的是Asia/Shanghai。"),
    seed_debug: ("settings", "DEBUG开着，而读者能从linjiang.example进来"),
    seed_legal_lines: ("settings", "NEWSPAPER_POLICE 没有设置"),
    seed_third_reviewer: ("people", "没有人能做终审"),
    seed_one_person_for_two_reviews: ("people", "审稿的人不够：3道审核要由不同的人来做。"),
    seed_desk_without_people: ("people", "受理台“读者热线”收到的问题没有人看得到"),
    seed_superuser: ("people", "没有超级用户"),
    seed_unused_account: ("people", "有1个后台账号建了两个月还从没用过。"),
    seed_holidays: ("holidays", "2026年的节假日还没有录入"),
    seed_late_job: ("jobs", "deletecontacts从2026-06-12 12:00起没有完整运行过。"),
    seed_failed_job: ("jobs", "checkrecord在2026-06-15 12:00运行失败：与记录不符：2处"),
    seed_job_that_never_ran: ("jobs", "deletesheets从来没有完整运行过。"),
    seed_backup: ("backup", "最近一次备份是2026-06-08 12:00做的。"),
    seed_no_backup: ("backup", "从来没有做过备份。"),
    seed_media: ("files", "存放图片（media）的地方写不进文件。"),
    seed_open_private_folder: ("files", "本机的其他账号能读非公开文件。"),
    seed_mail_refused: ("mail", "邮件服务器拒收我们的信（550）。"),
    seed_mail_away: ("mail", "邮件服务器127.0.0.1不接受我们（ConnectionRefusedError）。"),
    seed_nobody_gets_mail: ("mail", "出了错没有人会收到邮件"),
    seed_wrong_host: ("proxy", "不在ALLOWED_HOSTS里"),
    seed_private_folder_served: ("served", "网页服务器把非公开文件交了出去：谁都能读/private/probes/"),
}
# The server has other settings than the command; a check of the settings says it too.
ALSO = {seed_debug: {"proxy"}, seed_wrong_host: {"settings"}}
