"""Following a case by hand: with the code from a slip of paper, on a small telephone, without JavaScript."""

import pytest
from playwright.sync_api import expect

from portal.testing import make_desk, picture_file
from portal.tests.public_site import EDITIONS
from questions.models import Case
from questions.receipts import shown
from questions.stages import answering, assigning
from questions.tests.following import CONTACT, PROGRESS, in_all_states, receive

from .test_accessibility import REFLOW
from .test_asking import faults_on

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TRACK = "/questions/track/"


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_state_passes_axe_and_fits_a_small_telephone(open_page, reporter, edition):
    # axe tries to set styles that the policy refuses.
    open_page.expected += [" 409 ", " 422 ", " 404 ", "Applying inline style"]
    page = open_page(f"{edition}{TRACK}", width=REFLOW, height=640)
    found = {"door": faults_on(page, edition)}
    page.fill("[name=code]", "ABCDEFGHJKMN")
    page.press("[name=code]", "Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    found["wrong code"] = faults_on(page, edition)
    for state, code in in_all_states(reporter).items():
        page.fill("[name=code]", shown(code).lower())
        page.press("[name=code]", "Enter")
        page.wait_for_url(f"**{edition}{PROGRESS}")
        for form in page.locator("details").all():
            form.evaluate("form => form.open = true")
        found[state] = faults_on(page, edition)
        page.click(".tools form button")
        page.wait_for_url(f"**{edition}{TRACK}")
    found |= _faults_between_two_cases(page, edition)
    assert not {state: faults for state, faults in found.items() if faults}


def _faults_between_two_cases(page, edition):
    """What axe finds where a second code is asked about, and where a form comes from the case that was left for it."""
    (_case, first), (_other, second) = receive("路灯不亮"), receive("井盖松动")
    page.fill("[name=code]", first)
    page.press("[name=code]", "Enter")
    page.wait_for_url(f"**{edition}{PROGRESS}")
    tab = page.context.new_page()
    tab.set_viewport_size(page.viewport_size)
    tab.goto(page.url.replace(PROGRESS, f"{TRACK}{second}/"))
    found = {"another code": faults_on(tab, edition)}
    tab.get_by_role("button", name="切换到这一件").click()
    tab.wait_for_url(f"**{edition}{PROGRESS}")
    tab.close()
    page.get_by_text("补充内容", exact=True).click()
    page.fill("#id_add_text", "是北边的那一盏")
    page.click("text=提交补充")
    expect(page.get_by_role("alert")).to_contain_text("什么都没有改动")
    expect(page.locator("#typed-1")).to_have_value("是北边的那一盏")
    return found | {"a form of another case": faults_on(page, edition)}


def test_an_asker_adds_rates_and_has_it_reopened_without_javascript(open_page, reporter, tmp_path):
    case, code = receive(desk=make_desk(members=[reporter]), contact=CONTACT)
    assigning.claim(case, reporter)
    open_page.expected += [" 422 "]
    page = open_page(f"{TRACK}{code}/", width=360, height=740, java_script_enabled=False)
    assert code not in page.url
    picture = tmp_path / "lamp.jpg"
    picture.write_bytes(picture_file(800, 600).read())
    page.get_by_text("补充内容", exact=True).click()
    page.set_input_files("[name=pictures]", picture)
    page.click("text=提交补充")
    expect(page.locator(".error-summary")).to_contain_text("请写下要补充的内容")
    page.fill("[name=text]", "是北边的那一盏")
    page.set_input_files("[name=pictures]", picture)
    page.click("text=提交补充")
    expect(page.locator(".messages")).to_contain_text("已补充")
    expect(page.locator(".own-pictures img")).to_have_js_property("complete", True)
    case.refresh_from_db()
    answering.answer_asker(case, reporter, "<p>已修好。</p>")
    page.reload()
    page.get_by_text("没有解决，要求重新办理").click()
    page.fill("#id_reopen_text", "还是不亮")
    page.get_by_role("button", name="重新办理").click()
    expect(page.locator(".standing")).to_contain_text("记者正在办理")
    page.get_by_text("撤回问题").click()
    page.click("text=确定撤回")
    expect(page.locator(".standing")).to_contain_text("您已撤回")
    page.get_by_text("删除联系方式", exact=True).click()
    page.get_by_role("button", name="立即删除").click()
    expect(page.locator("main")).to_contain_text("没有保存")
    assert Case.objects.get().outcome == Case.Outcome.WITHDRAWN
