"""Three doors into one house, each walked from its poster to the answer by all who have a hand in it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from portal.testing import make_authority, make_desk, make_place, picture_file
from questions.models import Answer, Case, Category, Contact, Desk

from .item_form import write
from .windows import last_click

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("one_review")]
TELEPHONE = "13800004321"
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def authority(db):
    return make_authority("青禾市城市管理局", number="")


@pytest.fixture
def staff(log_in, reporter, final_reviewer):
    """The windows of the reporter on duty and of who passes the answer."""
    return log_in(reporter), log_in(final_reviewer)


def through_the_door(page, site, desk, question):
    """Scan the poster, read what the desk is, and write the question."""
    page.goto(f"{site}/q/{desk.pk}/")
    expect(page.locator("h1")).to_have_text(desk.name)
    page.click(f"a[href='{desk.get_absolute_url()}ask/']")
    page.fill("[name=text]", question)
    page.click("main form button.primary")
    expect(page.locator("[name=text]")).to_have_value(question)


def send(page, name="", telephone=""):
    """Send the form, and return the receipt code as it is shown."""
    if name:
        page.fill("[name=name]", name)
        page.fill("[name=telephone]", telephone)
    page.click("main form[enctype] button[type=submit]:not([name])")
    page.wait_for_url("**/track/receipt/")
    return page.locator(".receipt-code").inner_text()


def follow(page, site, code):
    """Come back another day, with nothing but the code."""
    page.context.clear_cookies()
    page.goto(f"{site}/questions/track/")
    page.fill("[name=code]", code.lower())
    page.click("main form button.primary")
    page.wait_for_url("**/track/case/")


def open_case(page, site, case):
    page.goto(f"{site}/admin/questions/case/{case.pk}/change/")


def do(page, action, **typed):
    """Fill in the form of one action on the page of a case, behind its fold if it has one, and press its button."""
    form = page.locator(f"form[action$='/actions/{action}/']").first
    fold = page.locator("details", has=page.locator(f":scope form[action$='/actions/{action}/']")).first
    if fold.count() and fold.get_attribute("open") is None:
        fold.locator("summary").first.click()
    for name, value in typed.items():
        field = form.locator(f"[name={name}]")
        if field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=value)
        elif field.first.get_attribute("type") == "checkbox":
            field.first.check()
        else:
            field.fill(value)
    form.locator("button[type=submit]").click()
    expect(page.locator(".messagelist .success, .errornote").first).to_be_visible()
    expect(page.locator(".errornote")).to_have_count(0)


def reply(open_page, referral, **typed):
    """The officer opens the link and replies."""
    page = open_page(referral.key_path, **PHONE)
    expect(page.locator("main")).to_contain_text(referral.text)
    expect(page.locator("main")).not_to_contain_text(TELEPHONE)
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    page.click("main form button.primary")
    expect(page.locator("main form")).to_have_count(0)
    return page


def publish(site, writer, reviewer, answer):
    """Submit what the reporter has before them, and pass it."""
    writer.click("button[name=_then][value=submit]")
    expect(writer.locator(".messagelist .success").first).to_be_visible()
    reviewer.goto(f"{site}/admin/questions/answer/{answer.pk}/change/")
    reviewer.click("form[action*='/decide/pass/'] button")
    expect(reviewer.locator(".messagelist .success")).to_be_visible()
    answer.refresh_from_db()
    assert answer.is_live


def test_the_hotline_brings_a_reader_the_answer_of_the_office_in_charge(site, open_page, staff, reporter, authority):
    writer, reviewer = staff
    desk = make_desk("读者热线", members=[reporter])
    asker = open_page(**PHONE)
    through_the_door(asker, site, desk, f"我母亲想办骑行卡，去哪里办、带什么证件？我的电话{TELEPHONE}。")
    code = send(asker, "王女士", TELEPHONE)
    case = Case.objects.get()

    open_case(writer, site, case)
    do(writer, "claim")
    do(writer, "refer", authority=str(authority), text="老人想办骑行卡，去哪里办、带什么证件？")
    reply(open_page, case.referrals.get(), reply="各区政务大厅都能办，带身份证。", officer="公共自行车科 陈")
    open_case(writer, site, case)
    expect(writer.locator("#content")).to_contain_text("各区政务大厅都能办")
    do(writer, "begin_answer", asker="王女士")
    answer = Answer.objects.get()
    writer.fill("[name=title]", "老人骑行卡去哪里办？")
    writer.fill("[name=question]", "我母亲想办骑行卡，去哪里办、带什么证件？")
    publish(site, writer, reviewer, answer)

    follow(asker, site, code)
    asker.click(f"a[href='{answer.get_absolute_url()}']")
    expect(asker.locator("h1")).to_contain_text("老人骑行卡去哪里办？")
    expect(asker.locator("main")).to_contain_text("各区政务大厅都能办")
    expect(asker.locator("main")).not_to_contain_text(TELEPHONE)
    follow(asker, site, code)
    rate(asker, "yes", 5)
    case.refresh_from_db()
    assert (case.status, case.outcome) == (Case.Status.CLOSED, Case.Outcome.RESOLVED)
    accounts = open_page("/questions/accountability/", **PHONE)
    expect(accounts.locator("main")).to_contain_text(str(authority))

    # Who asks the same next is offered the answer before sending.
    through_the_door(asker, site, desk, "请问骑行卡去哪里办，老人带什么证件？")
    expect(asker.locator(f"a[href='{answer.get_absolute_url()}']")).to_be_visible()


def rate(page, is_solved, rating):
    page.locator("details", has=page.locator("form[action$='/rate/']")).locator("summary").click()
    page.check(f"[name=is_solved][value={is_solved}]")
    page.check(f"[name=rating][value='{rating}']")
    page.click("form[action$='/rate/'] button")
    expect(page.locator("form[action$='/rate/']")).to_have_count(0)


def test_a_snapshot_of_a_street_sign_ends_with_the_sign_put_right(site, open_page, staff, reporter, authority):
    writer, reviewer = staff
    desk = make_desk("随手拍", members=[reporter], kind=Desk.Kind.SNAPSHOT, asks_pictures=Desk.Asks.MUST)
    asker = open_page(**PHONE)
    through_the_door(asker, site, desk, "鼓楼巷口的路牌指错了方向，外地人老走错。")
    photo = {"name": "牌.jpg", "mimeType": "image/jpeg", "buffer": picture_file(900, 600).read()}
    asker.set_input_files("[name=pictures]", photo)
    assert not asker.is_checked("[name=may_be_published]")
    asker.check("[name=may_be_published]")
    code = send(asker)
    case = Case.objects.get()

    open_case(writer, site, case)
    do(writer, "claim")
    do(writer, "refer", authority=str(authority), text="鼓楼巷口的路牌指错了方向。", pictures=True)
    day = timezone.localdate() + timedelta(days=3)
    officer = {
        "reply": "属实，三天内换好。",
        "promise": "更换路牌",
        "promised_for": day.isoformat(),
        "officer": "市政科 陈",
    }
    reply(open_page, case.referrals.get(), **officer)
    follow(asker, site, code)
    expect(asker.locator("main")).to_contain_text("更换路牌")
    open_case(writer, site, case)
    do(writer, "keep_promise")
    do(writer, "choose_picture", alt_text="一块指错方向的路牌", credit_name="王女士")
    do(writer, "begin_answer", asker="王女士")
    answer = Answer.objects.get()
    writer.fill("[name=title]", "鼓楼巷的路牌指对了")
    with writer.expect_popup() as library:
        writer.click("#lookup_id_lead_photo")
    last_click(library.value, library.value.locator("[data-photo]"))
    expect(writer.locator("[data-photo-shown]").first).to_contain_text("随手拍")
    publish(site, writer, reviewer, answer)

    reader = open_page(answer.get_absolute_url(), **PHONE)
    expect(reader.locator("main img[alt='一块指错方向的路牌']")).to_be_visible()
    expect(reader.locator("main")).to_contain_text("更换路牌")
    expect(reader.locator("main")).to_contain_text("已兑现")


def test_a_need_of_the_neighbourhood_is_followed_until_it_is_done(site, open_page, staff, reporter):
    open_page.expected.append(" 422 ")
    writer, _reviewer = staff
    desk = make_desk(
        "码上问需",
        members=[reporter],
        kind=Desk.Kind.NEEDS,
        place=make_place("桃花新村"),
        asks_category=Desk.Asks.MUST,
        asks_contact=Desk.Asks.MUST,
        publishes_answers=False,
    )
    Category.objects.create(desk=desk, name="楼道照明")
    asker = open_page("/elder/", **PHONE)
    through_the_door(asker, site, desk, "三单元的楼道灯坏了，老人上下楼看不见。")
    asker.select_option("[name=category]", label="楼道照明")
    asker.click("main form[enctype] button[type=submit]:not([name])")
    expect(asker.locator(".error-summary")).to_be_visible()  # it needs a contact
    expect(asker.locator("[name=text]")).to_have_value("三单元的楼道灯坏了，老人上下楼看不见。")
    code = send(asker, "陈师傅", TELEPHONE)
    case = Case.objects.get()

    open_case(writer, site, case)
    do(writer, "claim")
    expect(writer.locator("body")).not_to_contain_text(TELEPHONE)
    writer.click("form[action$='/actions/see_contact/'] button")
    expect(writer.locator("#content")).to_contain_text(TELEPHONE)
    for text in ("灯泡已经换好。", "线路也换了，这回亮了。"):
        answer_in_private(site, writer, case, text)
        follow(asker, site, code)
        expect(asker.locator("main")).to_contain_text(text)
        if text.startswith("灯泡"):
            rate(asker, "no", 2)
            # Whoever says “not solved” finds this open already.
            asker.fill("form[action$='/reopen/'] textarea", "换了还是不亮。")
            asker.click("form[action$='/reopen/'] button")
            expect(asker.locator("main")).to_contain_text("换了还是不亮。")
    rate(asker, "yes", 5)
    case.refresh_from_db()
    assert (case.status, case.outcome) == (Case.Status.CLOSED, Case.Outcome.RESOLVED)
    assert case.contact_looks.count() == 1
    assert Contact.objects.get().telephone == TELEPHONE
    assert not Answer.objects.exists()


def answer_in_private(site, writer, case, text):
    writer.goto(f"{site}/admin/questions/case/{case.pk}/answer/")
    write(writer, text)
    writer.click("form[action$='/actions/answer/'] button[type=submit]")
    expect(writer.locator(".messagelist .success")).to_be_visible()
