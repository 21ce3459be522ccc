"""The first paper is made from a file, wholly or not at all, and running it again changes nothing."""

import re
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from articles.models import Article, Column, Contributor, Topic
from directory.models import Authority, Hotline, Place
from notices.models import Kind
from operations.newsroom.paper_file import read_paper
from operations.newsroom.setting_up import make_paper
from operations.tests.papers import COLUMN, PEOPLE, run
from portal.testing import make_person
from questions.models import Desk

User = get_user_model()
EXAMPLE = settings.BASE_DIR / "docs/newsroom.example.toml"
pytestmark = pytest.mark.django_db


def counts():
    return [
        model.objects.count() for model in (User, Contributor, Column, Topic, Kind, Desk, Place, Authority, Hotline)
    ]


def test_the_example_makes_a_paper_and_makes_nothing_the_second_time():
    report, passwords = make_paper(read_paper(EXAMPLE))
    assert counts() == [6, 2, 3, 1, 13, 2, 8, 3, 3]
    assert report.made == len(report.lines) == sum(counts())
    assert report.advice == []
    assert not Article.objects.exists()
    for username, password in passwords.items():
        assert authenticate(username=username, password=password), username
    again, none = make_paper(read_paper(EXAMPLE))
    assert (again.made, none, counts()) == (0, {}, [6, 2, 3, 1, 13, 2, 8, 3, 3])


def test_what_people_changed_since_stays_and_only_what_is_missing_is_added(tmp_path):
    run(tmp_path)
    Column.objects.filter(slug="yaowen").update(name="今日要闻", description="改过")
    User.objects.filter(username="li").update(last_name="黎", is_active=False)
    User.objects.get(username="ed1").groups.clear()
    said = run(tmp_path, PEOPLE + COLUMN + '[[column]]\nname = "民生"\n')
    assert "已有　栏目　要闻（现在是：今日要闻；没有动）" in said
    assert "已有　用户　ed1 苏三（现在是：没有分组；没有动）" in said
    assert "新建　栏目　民生" in said
    assert "新建 1 项" in said
    assert list(Column.objects.values_list("name", "description", "layout")) == [
        ("今日要闻", "改过", "briefs"),
        ("民生", "", "news"),
    ]
    assert User.objects.get(username="li").last_name == "黎"


def test_passwords_are_shown_once_and_good_and_can_be_left_out(tmp_path):
    said = run(tmp_path)
    shown = dict(re.findall(r"^  (\S+) +(\S{14})$", said, re.MULTILINE))
    assert set(shown) == {"li", "ed1", "ed2", "chief"}
    assert authenticate(username="chief", password=shown["chief"]).is_superuser
    assert not re.search(r"^  \S+ +\S{14}$", run(tmp_path), re.MULTILINE)
    User.objects.all().delete()
    said = run(tmp_path, PEOPLE + COLUMN, "--without-passwords")
    assert not User.objects.get(username="chief").has_usable_password()
    assert "changepassword chief" in said


def test_a_trial_says_the_same_and_makes_nothing(tmp_path):
    tried = run(tmp_path, PEOPLE + COLUMN, "--dry-run")
    assert counts() == [0] * 9
    assert "新建　栏目　要闻" in tried
    assert "chief " not in tried.split("只是试一遍")[1]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[column]\n", "不合 TOML 的写法"),
        ('[[colum]]\nname = "要闻"\n', "没有“colum”这一部分。是不是“column”？"),
        ('[column]\nname = "要闻"\n', "“column”要写成 [[column]]"),
        ('[[column]]\nname = "要闻"\nlayuot = "新闻"\n', "第1个 [[column]] 里的“layuot”没有这一项。是不是“layout”？"),
        ('[[column]]\nslug = "yaowen"\n', "第1个 [[column]]“”：缺少“name”。"),
        ('[[column]]\nname = "要闻"\nlayout = "大字"\n', "layout：“大字”不在可选的词里：新闻、简讯"),
        ('[[column]]\nname = "要闻"\nexpected_days = "三"\n', "第1个 [[column]]“要闻”：expected_days："),
        (COLUMN + COLUMN, "第2个 [[column]]“要闻”：文件里写了两次。"),
        ('[[person]]\nusername = "a b"\nname = "李"\ndoes = ["记者"]\n', "第5个 [[person]]“a b”：username：请输入"),
        ('[[person]]\nusername = "a"\nname = "李"\ndoes = ["总编"]\n', "没有“总编”这种分工。有的是：记者、一审编辑"),
        ('[[person]]\nusername = "a"\nname = "李"\n', "请写明这位做什么"),
        ('[[person]]\nusername = "a"\ndoes = ["记者"]\n', "缺少“name”"),
        ('[[desk]]\nname = "热线"\nkind = "hotline"\nintroduction = "问"\n', "head：请写明负责这个台的人的用户名"),
        ('[[desk]]\nname = "热线"\nkind = "hotline"\nhead = "wo"\n', "head：没有“wo”这个账号"),
        ('[[desk]]\nname = "热线"\nkind = "征求意见"\nhead = "li"\n', "kind：征求意见的台由那份通告来开"),
        ('[[desk]]\nname = "热线"\nkind = "hotline"\nhead = "li"\nplace = "桃花源"\n', "place：名录里没有“桃花源”"),
        ('[[desk]]\nname = "热线"\nkind = "hotline"\nhead = "li"\nmembers = "li"\n', "“members”要写成 ["),
        ('[paper]\nname = "还没有"\n', "报纸的名称不能空着"),
        ('[[column]]\nname = ["要闻"]\n', "name"),
    ],
)
def test_what_is_wrong_is_a_sentence_and_nothing_is_made(tmp_path, text, sentence):
    with pytest.raises(CommandError) as refused:
        run(tmp_path, PEOPLE + text)
    assert sentence in str(refused.value)
    assert counts() == [0] * 9


def test_all_faults_are_told_at_once(tmp_path):
    with pytest.raises(CommandError) as refused:
        run(tmp_path, PEOPLE + '[[column]]\nname = "要闻"\nlayout = "大"\n[[column]]\nname = "民生"\nslug = "民生"\n')
    assert len(str(refused.value).splitlines()) == 3


@pytest.mark.django_db(databases=[])
def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(CommandError, match="没有这个文件"):
        call_command("newsroom", "--from", str(tmp_path / "none.toml"), stdout=StringIO())
    (tmp_path / "paper.toml").write_bytes("name = '青禾'".encode("gb18030"))
    with pytest.raises(CommandError, match="不是 UTF-8"):
        call_command("newsroom", "--from", str(tmp_path / "paper.toml"), stdout=StringIO())


@pytest.mark.parametrize(
    ("people", "levels", "sentence"),
    [
        (PEOPLE, 3, None),
        (PEOPLE.replace('"二审主任"', '"记者"').replace("superuser = true", ""), 3, "还没有人能做：二审。"),
        (PEOPLE.replace('"二审主任"', '"记者"'), 2, None),
        (PEOPLE.replace('["记者"]', '["记者", "一审编辑"]').replace('["一审编辑"]', '["记者"]'), 3, "李一"),
        ('[[person]]\nusername = "a"\nname = "叶五"\ndoes = ["一审编辑", "二审主任", "三审总编"]\n', 3, "3 位审稿人"),
    ],
)
def test_too_few_different_reviewers_are_told_of(tmp_path, settings, people, levels, sentence):
    settings.REVIEW_LEVELS = levels
    said = run(tmp_path, people + COLUMN)
    about = [line for line in said.splitlines() if "审" in line and line.startswith("!")]
    if sentence is None:
        assert about == []
    else:
        assert any(sentence in line for line in about), said


def test_a_signature_that_is_there_is_not_made_twice(tmp_path):
    other = make_person("other", "记者")
    Contributor.objects.create(name="李一", user=other)
    assert "已有　作者　李一" in run(tmp_path)
    assert Contributor.objects.get().user == other


def test_the_environment_holds_and_the_difference_is_told(tmp_path, settings):
    settings.NEWSPAPER = {**settings.NEWSPAPER, "name": "石桥日报"}
    said = run(tmp_path, '[paper]\nname = "石桥晚报"\n' + PEOPLE)
    assert "报纸的名称：环境里写的和文件里的“石桥晚报”不一样，以环境为准。" in said
