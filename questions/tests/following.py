"""Somebody who holds a receipt code, for the tests of what they see and do."""

import secrets
from datetime import timedelta

from django.http import HttpRequest
from django.utils import timezone

from photos.intake import clean_picture
from portal.testing import make_authority, make_desk, picture_file
from questions import access
from questions.models import Case, Desk
from questions.stages import answering, assigning, closing, collecting, following, joining, referring

TRACK = "/questions/track/"
PROGRESS = f"{TRACK}case/"
CONTACT = {"name": "王芳", "telephone": "13800000000", "address": "桃花新村3栋502室"}


def receive(text="楼下的路灯不亮。", desk=None, **fields):
    """Return (case, receipt code) of something that has just come in."""
    desk = desk or Desk.objects.first() or make_desk()
    return collecting.receive(desk, text, **{"submission": secrets.token_hex(16), **fields})[:2]


def follow(client, code):
    """Let `client` hold `code`, as it is typed at the door, whatever it held before; return the client."""
    assert client.post(TRACK, {"code": code}).url == PROGRESS
    return client


def page_of(client, edition=""):
    response = client.get(f"{edition}{PROGRESS}")
    assert response.status_code == 200, response
    return response.content.decode()


def followed_by(client):
    """The case that the browser `client` follows, or None."""
    request = HttpRequest()
    request.COOKIES = {name: cookie.value for name, cookie in client.cookies.items()}
    return access.case_of(request)


def do(client, action, **typed):
    """Send one of the forms of the page of the case that `client` follows."""
    case = followed_by(client)
    return client.post(f"{PROGRESS}{action}/", {"case": case.pk if case else "", **typed})


def in_all_states(reporter):
    """Return {name: receipt code} of a case in each state that the page of a case speaks of, one of them pictured."""
    desk = make_desk("街坊求助", members=[reporter], asks_address=Desk.Asks.MAY)
    authority = make_authority("青禾市电力公司", number="")
    names = "received held late referred answered same closed withdrawn".split()
    pictures = [clean_picture(picture_file())]
    held = {name: receive(desk=desk, contact=CONTACT, pictures=pictures, is_held=name == "held") for name in names}
    cases = {name: case for name, (case, _code) in held.items()}
    Case.objects.filter(pk=cases["late"].pk).update(answer_due=timezone.now() - timedelta(days=2, hours=1))
    for name in ("late", "referred", "answered", "same", "closed"):
        assigning.claim(cases[name], reporter)
    for name in ("referred", "answered"):
        referral = referring.refer(cases[name], reporter, authority, "一盏路灯不亮。")
    referring.take_reply(
        cases["answered"], referral, "三日内修好。", promise="更换灯具", promised_for=timezone.localdate()
    )
    joining.join(cases["same"], reporter, cases["answered"])
    answering.answer_asker(cases["same"].root, reporter, "<p>三日内修好。</p>")
    closing.close(cases["closed"], reporter, Case.Outcome.REFUSED, "正在法院审理。")
    following.withdraw(cases["withdrawn"])
    return {name: code for name, (_case, code) in held.items()}
