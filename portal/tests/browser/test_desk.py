"""One article's whole life, walked by hand: written, checked, returned, passed by three, read, corrected, withdrawn."""

import pytest
from playwright.sync_api import expect

from articles.models import Article
from editorial.models import Correction, Entry, Override, Proposal
from portal.testing import make_column, make_contributor

from .item_form import write

pytestmark = pytest.mark.browser
MOBILE = "13912345678"


@pytest.fixture
def desks(log_in, reporter, first_reviewer, second_reviewer, final_reviewer):
    """The window of everybody who has a hand in it."""
    make_contributor("林知夏", user=reporter)
    make_column("要闻")
    return {
        "reporter": log_in(reporter),
        "first": log_in(first_reviewer),
        "second": log_in(second_reviewer),
        "final": log_in(final_reviewer),
    }


def open_item(page, pk, tail="change"):
    page.goto(f"{page.url.split('/admin/')[0]}/admin/articles/article/{pk}/{tail}/")


def press(page, action, comment=None):
    """Press the button of `action`, behind its fold where a reason is asked for."""
    form = page.locator(f"form[action*='/decide/{action}/']")
    if comment:
        page.locator("summary", has=page.locator(f":scope ~ form[action*='/decide/{action}/']")).click()
        form.locator("textarea").fill(comment)
    form.locator("button").click()


def read(page, address):
    """Open `address` as it is now; a reader's browser may hold a page for a minute."""
    page.goto(address)
    return page.reload()


def test_the_whole_life_of_an_article(desks, open_page, site):
    open_page.expected += [" 404 ", " 410 ", " 422 "]  # asked for below, each at its place
    reporter, first, second, final = (desks[name] for name in ("reporter", "first", "second", "final"))

    # Written; the check finds a private number and stops it.
    reporter.goto(f"{site}/admin/articles/article/add/")
    reporter.fill("[name=title]", "鼓楼巷的井盖修好了")
    reporter.select_option("[name=column]", label="要闻")
    write(reporter, "本报讯　鼓楼巷口松动的井盖昨天修好了。", f"居民可拨打管护员电话{MOBILE}。")
    reporter.click("button[name=_then][value=submit]")
    expect(reporter.locator(".messagelist .error")).to_contain_text("手机号码")
    article = Article.objects.get()
    assert article.state == "draft"
    reporter.click(".messagelist .error a")
    expect(reporter.locator(".preflight.blocks li")).to_have_count(1)
    assert MOBILE not in reporter.content()
    assert reporter.locator(".preflight.blocks form").count() == 0

    # The final reviewer, who did not write it, lets it stand with a reason.
    open_item(final, article.pk, "preflight")
    final.click(".preflight.blocks summary")
    final.click(".preflight.blocks form button")
    expect(final.locator(".errornote")).to_contain_text("理由")
    final.fill(".preflight.blocks textarea", "管护员的工作电话，本人同意公布")
    final.click(".preflight.blocks form button")
    expect(final.locator(".preflight.overridden")).to_contain_text("本人同意公布")
    assert Override.objects.count() == 1

    # Submitted; returned once by the first reviewer; mended and submitted again.
    open_item(reporter, article.pk)
    press(reporter, "submit")
    open_item(first, article.pk)
    press(first, "return", "写明是哪天修好的")
    expect(first.locator(".messagelist")).to_contain_text("退回")
    open_item(reporter, article.pk)
    expect(reporter.locator(".timeline")).to_contain_text("写明是哪天修好的")
    reporter.fill("[name=title]", "鼓楼巷的井盖二十一日修好了")
    reporter.click("button[name=_then][value=submit]")
    expect(reporter.locator(".messagelist .success").first).to_be_visible()

    # Three people pass it, one after the other.
    reader = open_page(article.get_absolute_url(), width=360)
    expect(reader.locator("h1")).not_to_have_text("鼓楼巷的井盖二十一日修好了")
    for reviewer in (first, second, final):
        assert not Article.objects.published().exists()
        open_item(reviewer, article.pk)
        press(reviewer, "pass")
        expect(reviewer.locator(".messagelist")).to_contain_text("鼓楼巷")
    read(reader, site + article.get_absolute_url())
    expect(reader.locator("h1")).to_have_text("鼓楼巷的井盖二十一日修好了")

    # A correction by the final reviewer; without a word to the readers it is not saved.
    open_item(final, article.pk)
    final.fill("[name=title]", "鼓楼巷的井盖二十日修好了")
    final.click("button[name=_continue]")
    expect(final.locator(".errornote").first).to_be_visible()
    expect(final.locator("[name=title]")).to_have_value("鼓楼巷的井盖二十日修好了")
    final.fill("[name=_readers-correction]", "标题“二十一日”应为“二十日”。")
    final.click("button[name=_continue]")
    expect(final.locator(".messagelist .success").first).to_be_visible()
    read(reader, site + article.get_absolute_url())
    expect(reader.locator("h1")).to_have_text("鼓楼巷的井盖二十日修好了")
    expect(reader.locator("main")).to_contain_text("应为“二十日”")
    read(reader, f"{site}/corrections/")
    expect(reader.locator("main")).to_contain_text("应为“二十日”")

    # The reporter proposes another version; readers keep the old one until three have passed it.
    open_item(reporter, article.pk)
    reporter.click("form[action$='/propose/'] button")
    reporter.fill("[name=subtitle]", "夜里走路不再绊脚")
    reporter.check("[name=_readers-is_minor]")
    reporter.click("button[name=_then][value=submit]")
    expect(reporter.locator(".messagelist .success").first).to_be_visible()
    for reviewer in (first, second, final):
        read(reader, site + article.get_absolute_url())
        expect(reader.locator("main")).not_to_contain_text("不再绊脚")
        open_item(reviewer, article.pk, "proposal")
        expect(reviewer.locator(".proposal-changes ins")).to_contain_text("夜里走路不再绊脚")
        press(reviewer, "pass")
        expect(reviewer.locator(".messagelist")).to_contain_text("鼓楼巷")
    read(reader, site + article.get_absolute_url())
    expect(reader.locator("main")).to_contain_text("夜里走路不再绊脚")
    assert Proposal.objects.get().state == "adopted"

    # The history shows it all; then the article is withdrawn, and its address says so.
    open_item(final, article.pk, "history")
    assert final.locator(".history tbody tr").count() == article.versions.count() == 5
    open_item(final, article.pk)
    press(final, "withdraw", "井盖昨夜又松动，待核实")
    expect(final.locator(".messagelist")).to_contain_text("撤")
    assert read(reader, site + article.get_absolute_url()).status == 410
    expect(reader.locator("main")).to_contain_text("井盖昨夜又松动，待核实")
    assert Correction.objects.count() == 1
    decided = [entry.action for entry in Entry.objects.exclude(action="save")]
    assert decided == [
        "override", "submit", "return", "submit", "pass", "pass", "pass", "correct",
        "propose", "submit", "pass", "pass", "pass", "minor", "withdraw",
    ]  # fmt: skip
