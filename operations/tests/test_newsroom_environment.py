"""The environment of a site that has none is written by the command, and a value that stands there never changes."""

import shutil
import stat
import subprocess
import sys
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from operations.newsroom import paper_identity
from portal.newspaper import NEVER_EMPTY, SAMPLE, WANTED_BY_LAW
from portal.production import refuse_if_unsafe
from portal.which_site import tell_or_refuse

EXAMPLE = settings.BASE_DIR / "docs/newsroom.example.toml"


def here(path, paper=EXAMPLE, *arguments):
    out = StringIO()
    call_command("newsroom", "--from", str(paper), "--write-env", str(path), *arguments, stdout=out)
    return out.getvalue()


def write(path, **variables):
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", "newsroom", "--from", str(EXAMPLE), "--write-env", str(path)],
        cwd=settings.BASE_DIR,
        env={"PATH": "/usr/bin:/bin", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def as_a_shell_reads(path):
    shown = subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", f"set -a; . {path}; env -0"], env={}, capture_output=True, text=True, check=True
    )
    return dict(pair.split("=", 1) for pair in shown.stdout.split("\0") if pair)


def test_a_fresh_machine_gets_an_environment_with_which_the_site_starts(tmp_path):
    path = tmp_path / "jinlin.env"
    done = write(path, DEBUG="false")  # half an environment is none
    assert done.returncode == 0, done.stderr
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    read = as_a_shell_reads(path)
    refuse_if_unsafe(read)
    assert (read["NEWSPAPER_NAME"], read["ALLOWED_HOSTS"]) == ("青禾晚报", "news.qinghe.example")
    assert "NEWSPAPER_ICP" not in read
    assert "法律要求每一页都有：ICP备案号、公安备案号、互联网新闻信息服务许可证编号。" in done.stdout
    assert read["SECRET_KEY"] not in done.stdout


def test_only_what_is_missing_is_added(tmp_path):
    path, paper = tmp_path / "jinlin.env", tmp_path / "paper.toml"
    before = "# 手写的\nexport DEBUG=false\nSECRET_KEY='一直用的'\nSITE_URL=\"https://old.example\"\nNEWSPAPER_ICP=''"
    path.write_text(before)
    path.chmod(0o644)
    shutil.copy(EXAMPLE, paper)
    paper.write_text(paper.read_text().replace('icp = "还没有"', 'icp = "青ICP备00000001号"'))
    assert "写入　NEWSPAPER_ICP" in here(path, paper, "--dry-run")
    assert path.read_text() == before
    here(path, paper)
    assert path.read_text().startswith(before + "\n")
    read = as_a_shell_reads(path)
    assert (read["SECRET_KEY"], read["SITE_URL"]) == ("一直用的", "https://old.example")
    assert read["NEWSPAPER_ICP"] == "青ICP备00000001号"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    after = path.read_text()
    here(path, paper)
    assert path.read_text() == after


@pytest.mark.parametrize(
    ("paper", "site", "sentence"),
    [
        ({"name": "还没有"}, {}, "报纸的名称不能空着"),
        ({"motto": "it's"}, {}, "NEWSPAPER_MOTTO 里不能有英文单引号"),
        ({}, {"database": "postgres://u:a\\b@h/n"}, "DATABASE_URL 里不能有"),
        ({}, {"address": "http://qinghe.example"}, "不是网站的网址"),
        ({}, {"address": "https://qinghe.example/news"}, "不是网站的网址"),
        ({}, {"address": "https://qinghe.example:x"}, "不是网站的网址"),
        ({}, {"database": "mysql://a"}, "不是数据库的地址"),
        ({}, {"cache": "localhost"}, "不是 Redis 的地址"),
        ({}, {"proxies": "12"}, "0 到 9"),
        ({}, {"reviews": 4}, "三审制是 3"),
    ],
)
def test_what_no_environment_can_hold_is_a_sentence(paper, site, sentence):
    with pytest.raises(paper_identity.ValidationError) as refused:
        paper_identity.variables_of(paper, site)
    assert sentence in "".join(refused.value.messages)


def test_a_file_that_cannot_be_written_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="没有这个文件"):
        here(tmp_path / "none" / "jinlin.env")


def test_only_the_run_that_writes_the_environment_needs_none(capsys):
    tell_or_refuse(["manage.py", "newsroom", "--write-env=/etc/jinlin.env"], {})
    for arguments in ([], ["--from", "paper.toml"], ["--from", "--write-environment"]):
        with pytest.raises(SystemExit):
            tell_or_refuse(["manage.py", "newsroom", *arguments], {})


def test_all_that_a_newspaper_says_of_itself_can_be_said():
    assert list(paper_identity.PAPER) == list(SAMPLE) == list(settings.NEWSPAPER)
    assert paper_identity.NEEDED == NEVER_EMPTY
    assert set(paper_identity.LEGAL) == set(WANTED_BY_LAW)
