"""The dialogue goes back, stops and goes on, and makes nothing before the last yes."""

import sys
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from articles.models import Column
from questions.models import Desk

PEOPLE = ["li 李一", "wang 王二", "", "ed1 苏三", "", "ed2 顾四", "", "chief 叶五", "", "chief", ""]
REST = [""] * 9  # superuser, columns, kinds, desk, its head and members, three sheets
pytestmark = pytest.mark.django_db


class Terminal(StringIO):
    def isatty(self):
        return True


@pytest.fixture
def dialogue(monkeypatch, tmp_path):
    """Return a function that runs the dialogue with lines that are typed, and returns what was shown."""
    monkeypatch.setattr(sys, "stdin", Terminal())

    def run(*typed, **options):
        lines, shown = list(typed), Terminal()

        def read(prompt):
            shown.write(prompt)
            if not lines:
                raise EOFError
            return lines.pop(0)

        monkeypatch.setattr("builtins.input", read)
        call_command("newsroom", answers=str(tmp_path / "answers.toml"), stdout=shown, **options)
        assert not lines
        return shown.getvalue()

    return run


def test_answers_make_a_paper_after_a_yes(dialogue):
    said = dialogue(*PEOPLE, *REST, "是")
    assert "就这样建吗" in said
    assert list(Column.objects.values_list("name", flat=True)) == ["要闻", "民生", "文化"]
    desk = Desk.objects.get()
    assert (desk.head.username, desk.members.count()) == ("ed1", 2)
    assert get_user_model().objects.get(is_superuser=True).username == "chief"
    assert "新建 0 项" in dialogue("", "是")  # it may run again: the last question, and yes


@pytest.mark.parametrize("no", ["", "否", "q"])
def test_nothing_is_made_without_a_yes(dialogue, no):
    assert "什么也没有建" in dialogue(*PEOPLE, *REST, no)
    assert not get_user_model().objects.exists()


def test_a_dialogue_that_broke_off_goes_on_where_it_was(dialogue, tmp_path):
    dialogue(*PEOPLE[:5])  # the terminal is gone
    assert not get_user_model().objects.exists()
    assert "password" not in (tmp_path / "answers.toml").read_text()
    said = dialogue(*PEOPLE[5:], *REST, "是")
    assert "已有 2 个答案" in said
    assert get_user_model().objects.count() == 5


def test_one_goes_back_and_corrects(dialogue):
    dialogue("li 李一", "", "<", "li 黎一", "", "ed1 苏三", "<", "", *PEOPLE[3:], *REST, "是")
    assert get_user_model().objects.get(username="li").last_name == "黎"
    assert get_user_model().objects.count() == 4


def test_what_will_not_do_is_asked_again(dialogue):
    said = dialogue("a!b 李一", "", "li", "", "li 李一", "", "li 赵六", "", *PEOPLE[3:], "nobody", *REST, "是")
    assert "只能包含英文字母" in said
    assert "“li”是谁？" in said
    assert "前面“li”是李一" in said
    assert "前面没有“nobody”这个用户名" in said


@pytest.mark.django_db(databases=[])
def test_the_database_is_never_kept(dialogue, tmp_path):
    secret = "postgres://jinlin:geheim@db.example/jinlin"
    env = tmp_path / "jinlin.env"
    typed = ["石桥日报", "石桥市", *[""] * 9, "https://news.shiqiao.example", secret, "", ""]
    dialogue(*typed, write_env=str(env))
    assert secret in env.read_text()
    assert "geheim" not in (tmp_path / "answers.toml").read_text()
    assert (tmp_path / "answers.toml").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db(databases=[])
def test_a_file_that_describes_a_paper_is_not_overwritten_with_answers(dialogue, tmp_path):
    (tmp_path / "answers.toml").write_text('# 我的报纸\n[[column]]\nname = "要闻"\n')
    with pytest.raises(CommandError, match="请用 --from"):
        dialogue()


@pytest.mark.django_db(databases=[])
def test_without_a_terminal_it_says_so(monkeypatch):
    monkeypatch.setattr(sys, "stdin", StringIO("li 李一\n"))
    with pytest.raises(CommandError, match="--from"):
        call_command("newsroom", stdout=StringIO())
