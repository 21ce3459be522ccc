"""Django's own words are said as the newsroom writes Chinese, in `locale/django`: 您, full-width marks, no spaces."""

import json
import re
from pathlib import Path

import django
import pytest
from babel.messages import mofile, pofile
from django import forms
from django.conf import settings
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext
from django.utils.translation.trans_real import DjangoTranslation

PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w*\}")
MARKUP = re.compile(r"<[^>]*>|\{%.*?%\}")
HAN = "\u3400-\u9fff"
WIDE = f"{HAN}，。：；！？（）“”、…"
# How Chinese is not written, with what is wrong in it.
RULES = {
    "a space beside Chinese": re.compile(rf"(?<=[{WIDE}]) +(?=\S)|(?<=\S) +(?=[{WIDE}])"),
    "你 and not 您": re.compile("你"),
    "a half-width mark beside Chinese": re.compile(rf"(?<=[{HAN}])[,.:;!?()]|[,:;!?()](?=[{HAN}])|\.\.\."),
    "a straight or a strange quotation mark": re.compile("[\"'‘’「」]"),
    "a word in its wrong form": re.compile("登陆|帐[号户]|其它"),
}
SYNTAX = {"yes,no,maybe"}  # Django takes it apart at its commas
ROOT = Path(django.__file__).parent
APPS = ["conf", "contrib/admin", "contrib/auth", "contrib/contenttypes"]
SCRIPTS = DjangoTranslation("zh-hans", domain="djangojs")
OURS = settings.BASE_DIR / "locale/django/zh_Hans/LC_MESSAGES"


def messages_of(path, read=pofile.read_po):
    with open(path, "rb") as source:
        return [message for message in read(source) if message.id]


def djangos(domain, language="en"):
    """What Django says: in English all of it, in Chinese so much as somebody has translated."""
    folders = [ROOT / app / "locale" / language / "LC_MESSAGES" for app in APPS]
    return [one for folder in folders if (path := folder / f"{domain}.po").exists() for one in messages_of(path)]


def key(message):
    context = message.context.decode() if isinstance(message.context, bytes) else message.context
    return context, message.id if isinstance(message.id, str) else message.id[0]


def strings(message):
    return message.string if isinstance(message.string, (tuple, list)) else (message.string,)


def said(message):
    """What the site says for a message of Django's."""
    context, first = key(message)
    with override("zh-hans"):
        if isinstance(message.id, str):
            return pgettext(context, first) if context else gettext(first)
        return npgettext(context, *message.id, 2) if context else ngettext(*message.id, 2)


def said_in_scripts(message):
    context, first = key(message)
    if isinstance(message.id, str):
        return SCRIPTS.pgettext(context, first) if context else SCRIPTS.gettext(first)
    return SCRIPTS.npgettext(context, *message.id, 2) if context else SCRIPTS.ngettext(*message.id, 2)


def faults(english, chinese):
    """What is wrong with what is said in Chinese for `english`."""
    plain = MARKUP.sub("", chinese)
    found = [name for name, rule in RULES.items() if rule.search(plain)]
    if english.endswith((".", "?")) and re.search("[a-z]{5}", english) and not plain.endswith(("。", "？", "：", "！")):
        found.append("no full stop")
    return found


@pytest.mark.parametrize(("domain", "say"), [("django", said), ("djangojs", said_in_scripts)])
def test_all_that_django_says_is_said_as_the_newsroom_writes(domain, say):
    spoken = {key(message)[1]: say(message) for message in djangos(domain)}
    assert len(spoken) > 70
    wrong = {
        english: (chinese, found)
        for english, chinese in spoken.items()
        if english not in SYNTAX and (found := faults(english, chinese))
    }
    assert not wrong, "say it otherwise in locale/django"
    left_in_english = {english for english, chinese in spoken.items() if english == chinese}
    assert {one for one in left_in_english if re.search("[a-z]{2}", PLACEHOLDER.sub("", one))} == set()


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_what_is_said_otherwise_is_djangos_with_its_placeholders_and_compiled(domain):
    ours, theirs = messages_of(OURS / f"{domain}.po"), {key(message): message for message in djangos(domain)}
    in_chinese = {key(message): strings(message) for message in djangos(domain, "zh_Hans")}
    assert [key(message) for message in ours if key(message) not in theirs] == []
    for message in ours:
        assert message.id == theirs[key(message)].id
        assert strings(message) != in_chinese.get(key(message)), "Django says the same"
        for string in strings(message):
            wanted = message.id if isinstance(message.id, str) else message.id[1]
            assert set(PLACEHOLDER.findall(string)) == set(PLACEHOLDER.findall(wanted)), message.id
    compiled = messages_of(OURS / f"{domain}.mo", mofile.read_mo)
    assert {key(one): [*strings(one)] for one in compiled} == {key(one): [*strings(one)] for one in ours}


@pytest.mark.parametrize("chinese", [
    "选择 %s 来修改", "可用 %s", "%s 可用", "你确定吗？", "请修正重复的数据.", "布尔值(True)", "按'保存'键",
    "该帐号未激活。", "开始输入...",
])  # fmt: skip
def test_what_is_wrong_is_found(chinese):
    assert faults("It", chinese)


@pytest.mark.parametrize(("label", "shown"), [("旧密码", "旧密码："), ("您确定吗？", "您确定吗？")])
def test_a_label_ends_with_a_full_width_colon(label, shown):
    with override("zh-hans"):
        form = forms.Form()
        form.fields["one"] = forms.CharField(label=label)
        assert f">{shown}</label>" in form["one"].label_tag()


@pytest.mark.django_db
def test_the_scripts_of_the_desk_are_told_our_words(as_person, reporter):
    page = as_person(reporter).get("/admin/jsi18n/").content.decode()
    told = json.loads(re.search(r"newcatalog = (\{.*?\n  \});", page, re.DOTALL)[1])
    assert told["Available %s"] == "可选的%s"
    assert told["January"] == "一月"


@pytest.mark.django_db
def test_a_list_says_how_many_it_holds_in_words(as_person, reporter):
    page = as_person(reporter).get("/admin/articles/article/?q=停水").text
    assert "0条结果 · <a " in page
    assert "共0条" in re.search(r'<p class="paginator">(.*?)</p>', page, re.DOTALL)[1]
