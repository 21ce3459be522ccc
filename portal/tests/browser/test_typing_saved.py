"""What was saved is forgotten, what was refused is kept, and nobody else is offered it."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from portal.testing import make_draft
from portal.tests.browser.item_form import (
    BAR,
    EDITOR,
    OFFER,
    crash,
    credit,
    kept_in,
    open_form,
    save,
    wait_until_kept,
    write,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def add(site, draft):
    return f"{site}/admin/articles/article/add/"


def test_a_saved_new_article_leaves_nothing_for_the_next_one(add, log_in, reporter):
    desk = log_in(reporter)
    lost = open_form(desk, add)
    lost.fill("[name=title]", "刚起了个头")
    crash(lost, "刚起了个头")
    page = open_form(desk, add)
    page.click("button:text-is('恢复')")
    expect(page.locator("[name=title]")).to_have_value("刚起了个头")
    page.select_option("[name=column]", label="要闻")
    page.click("summary:has-text('来源')")
    page.fill("[name=source]", "青禾晚报")
    write(page, "本报讯　候车亭启用。")
    page.click("button[name=_then][value=submit]")
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Article.objects.get(title="刚起了个头").state == Article.State.IN_REVIEW
    assert not kept_in(page)
    expect(open_form(desk, add).locator(BAR)).to_be_hidden()


def test_a_new_article_that_was_saved_but_not_submitted_leaves_nothing_either(add, log_in, reporter):
    desk = log_in(reporter)
    page = open_form(desk, add)
    page.fill("[name=title]", "没有来源也没有署名")
    page.select_option("[name=column]", label="要闻")
    write(page, "身份证号 110101199003070134 不该在这里（")
    page.click("button[name=_then][value=submit]")
    page.wait_for_url("**/change/")
    assert page.locator(".messagelist .success").count() == 0
    assert not kept_in(page)


def test_a_log_in_that_has_ended_keeps_it_and_says_so(change, log_in, reporter):
    desk = log_in(reporter)
    page = open_form(desk, change)
    page.fill("[name=title]", "写到一半")
    session = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.click("button[name=_continue]")
    expect(page.locator("[data-kept-typing]")).to_be_visible()
    assert page.locator("textarea").first.input_value() == "写到一半"
    page.context.add_cookies(session)
    after = open_form(desk, change)
    expect(after.locator(BAR)).to_contain_text(OFFER)
    after.click("button:text-is('恢复')")
    expect(after.locator("[name=title]")).to_have_value("写到一半")


def test_a_refused_save_keeps_it(change, log_in, reporter):
    desk = log_in(reporter)
    page = open_form(desk, change)
    write(page, "写了一夜。")
    page.fill("[name=title]", "")
    page.click("button[name=_continue]")
    expect(page.locator(".errornote")).to_be_visible()
    expect(page.locator(BAR)).to_be_hidden()
    page.fill("[name=kicker]", "又添一笔")
    wait_until_kept(page, "又添一笔")
    page.close()
    after = open_form(desk, change)
    expect(after.locator(BAR)).to_contain_text(OFFER)
    after.click("button:text-is('恢复')")
    expect(after.locator("[name=title]")).to_have_value("")
    expect(after.locator("[name=kicker]")).to_have_value("又添一笔")
    expect(after.frame_locator(EDITOR).locator("body")).to_contain_text("写了一夜。")


def test_a_session_that_ended_keeps_it(change, log_in, open_page, site, reporter):
    open_page.expected.append(" 403 ")
    another = make_draft(reporter, "另一篇")
    page = open_form(log_in(reporter), change)
    page.fill("[name=title]", "会话断了")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")
    page.click("button[name=_continue]")
    expect(page.locator(".errornote")).to_be_visible()
    page.context.add_cookies(cookies)
    # A success that the same window is told of next is another one's.
    page.goto(f"{site}/admin/articles/article/{another.pk}/change/")
    page.click("form[action*='/decide/submit/'] button")
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.goto(change)
    expect(page.locator(BAR)).to_contain_text(OFFER)


def test_what_is_a_week_old_is_gone(change, log_in, reporter):
    desk = log_in(reporter)
    page = open_form(desk, change)
    page.fill("[name=title]", "上周的标题")
    wait_until_kept(page, "上周的标题")
    page.evaluate(
        "for (const [key, text] of Object.entries(localStorage).filter(([key]) => key.startsWith('jinlin:typing:')))"
        " localStorage.setItem(key, JSON.stringify({...JSON.parse(text), at: Date.now() - 7 * 24 * 3600 * 1000}))"
    )
    page.close()
    later = open_form(desk, change)
    expect(later.locator(BAR)).to_be_hidden()
    assert not kept_in(later)


def test_neither_the_token_nor_anything_hidden_is_kept(change, log_in, reporter):
    page = open_form(log_in(reporter), change)
    hidden = page.evaluate(
        "[...document.querySelectorAll('#article_form [type=hidden]')].map((field) => [field.name, field.value])"
    )
    assert "csrfmiddlewaretoken" in dict(hidden)
    for field in page.locator("#article_form :is([type=text], [type=url], textarea):visible").all():
        field.fill("写")
    credit(page, "沈拾光")
    wait_until_kept(page, "沈拾光")
    stored = page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert dict(hidden)["csrfmiddlewaretoken"] not in stored
    (entry,) = kept_in(page)
    names = {*entry["fields"], *(f"bylines-0-{name}" for row in entry["rows"]["bylines"] for name in row)}
    assert "title" in names
    assert not names & set(dict(hidden))


def test_a_browser_that_forbids_storage_is_left_alone(change, log_in, reporter):
    desk = log_in(reporter)
    desk.context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('forbidden'); } });"
    )
    stacks = []
    desk.context.on("weberror", lambda error: stacks.append(error.error.stack))
    page = open_form(desk, change)
    page.fill("[name=title]", "照样能存")
    save(page)
    expect(page.locator("[name=title]")).to_have_value("照样能存")
    # Django's own scripts complain.
    assert not [stack for stack in stacks if "unsaved-typing" in stack]


def test_another_person_on_the_same_browser_is_offered_nothing(change, log_in, site, reporter, final_reviewer):
    desk = log_in(reporter)
    page = open_form(desk, change)
    page.fill("[name=title]", "我的标题")
    crash(page, "我的标题")
    desk.context.clear_cookies()
    desk.goto(f"{site}/admin/")
    desk.fill("[name=username]", final_reviewer.username)
    desk.fill("[name=password]", "correct horse battery")
    desk.click("[type=submit]")
    desk.wait_for_url("**/admin/")
    other = open_form(desk, change)
    assert len(kept_in(other)) == 1
    expect(other.locator(BAR)).to_be_hidden()
