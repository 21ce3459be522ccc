"""Links that were altered or are over, replies that come twice, and what no officer may ever read."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from photos.intake import clean_picture
from portal.testing import make_authority, make_case, make_desk, picture_file
from portal.tests.races import at_once
from questions.models import Event, Referral
from questions.stages import assigning, closing, following, referring

CANARIES = ("13800001234", "王小芳", "桃花新村3栋502室", "原话里的秘密")


@pytest.fixture
def referral(reporter):
    contact = {"name": CANARIES[1], "telephone": CANARIES[0], "address": CANARIES[2]}
    text = f"我叫{CANARIES[1]}，住{CANARIES[2]}，电话{CANARIES[0]}，{CANARIES[3]}：路灯不亮。"
    pictures = [clean_picture(picture_file())]
    case = make_case(make_desk(members=[reporter]), text, contact=contact, pictures=pictures)
    assigning.claim(case, reporter)
    following.add(case, f"补充：{CANARIES[3]}")
    assigning.add_note(case, reporter, internal="内部说明，勿外传")
    return referring.refer(case, reporter, make_authority(), "一盏路灯不亮。", pictures=list(case.pictures.all()))


def end(referral, how, reporter):
    match how:
        case "revoked":
            referring.revoke_referral(referral.case, reporter, referral)
        case "expired":
            Referral.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        case "expired after the reply":
            referring.take_reply(referral.case, referral, "修好了。")
            Referral.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        case "withdrawn":
            following.withdraw(referral.case)
        case "closed":
            closing.close(referral.case, reporter, "no_answer", "单位没有答复。")


def test_neither_the_contact_nor_the_askers_own_words_are_ever_shown(db, client, referral):
    path, pages = referral.key_path, []
    pages += [client.get(path), client.get(f"/elder{path}"), client.post(path, {})]
    pages += [client.post(path, {"reply": "三日内修好。"}, follow=True), client.post(path, {"reply": "别的话"})]
    assert [page.status_code for page in pages] == [200, 200, 422, 200, 422]
    for page in pages:
        for secret in (*CANARIES, "内部说明", referral.case.code_digest):
            assert secret not in page.content.decode()
            assert secret not in str(page.headers)


def text_of(answer):
    return answer.content.decode().partition("<main")[2].partition("</main>")[0]


def altered(token):
    key, _dot, signature = token.partition(".")
    other_end = token[:-1] + ("A" if token[-1] != "A" else "B")
    pieces = [key, f"{key}.", signature, f"x.{signature}", f"{int(key) + 1}.{signature}", f"{token}.{signature}"]
    return [*pieces, other_end, token.swapcase(), "9" * 400, "²", "%00"]


def test_an_altered_link_gets_the_same_page_as_one_that_is_over(db, client, referral, reporter):
    second = referring.refer(referral.case, reporter, referral.authority, "第二轮。")
    end(second, "revoked", reporter)
    over = client.get(second.key_path)
    assert over.status_code == 404
    for token in altered(referral.token):
        answer = client.get(f"/questions/referrals/{token}/")
        assert answer.status_code == 404, token
        assert text_of(answer) == text_of(over), token


@pytest.mark.parametrize("how", ["revoked", "expired", "expired after the reply", "withdrawn", "closed"])
def test_a_link_that_is_over_shows_nothing_takes_nothing_and_gives_the_text_back(how, db, client, referral, reporter):
    end(referral, how, reporter)
    before = Referral.objects.values().get(), Event.objects.count()
    answer = client.get(referral.key_path)
    assert answer.status_code == 404
    assert "no-store" in answer["Cache-Control"]
    assert "路灯" not in answer.content.decode()
    for pressed in ({}, {"acknowledge": ""}):
        answer = client.post(referral.key_path, {"reply": "写了很久的答复", **pressed})
        assert answer.status_code == 404
        assert "写了很久的答复" in answer.content.decode()
    assert (Referral.objects.values().get(), Event.objects.count()) == before


def test_sent_twice_it_is_one_reply(db, client, referral):
    for _press in range(2):
        answer = client.post(referral.key_path, {"reply": "三日内修好。", "officer": "科 陈"}, follow=True)
        assert answer.status_code == 200
        assert "三日内修好。" in answer.content.decode()
        assert "<textarea" not in answer.content.decode()
    assert Event.objects.filter(kind=Event.Kind.REPLIED).count() == 1


def test_another_reply_after_the_first_is_given_back_and_changes_nothing(db, client, referral):
    client.post(referral.key_path, {"reply": "三日内修好。"})
    answer = client.post(referral.key_path, {"reply": "修不了。", "officer": "别的科 吴"})
    assert answer.status_code == 422
    for shown in ("三日内修好。", "修不了。", "别的科 吴"):
        assert shown in answer.content.decode()
    assert Referral.objects.get().reply == "三日内修好。"


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_is_taken_and_the_other_is_given_back(referral, in_a_file):
    path = referral.key_path
    in_a_file()

    def send(text):
        answer = Client().post(path, {"reply": text})
        return answer.status_code, text in answer.content.decode()

    assert at_once(lambda: send("甲写的"), lambda: send("乙写的")) == [(302, False), (422, True)]
    replies = at_once(lambda: (Referral.objects.get().reply, Event.objects.filter(kind="replied").count()))
    assert replies[0] in {("甲写的", 1), ("乙写的", 1)}


@pytest.mark.usefixtures("still")
def test_after_thirty_sendings_one_waits_and_keeps_what_was_typed(db, client, referral):
    path = referral.key_path
    for _sending in range(30):
        assert client.post(path, {"officer": "科 陈"}).status_code == 422
    answer = client.post(path, {"reply": "三日内修好。"})
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 600
    assert "三日内修好。" in answer.content.decode()
    assert "分钟后再试" in answer.content.decode()
    answer = client.post(path, {"reply": "三日内修好。", "acknowledge": ""})
    assert answer.status_code == 429
    assert "三日内修好。" in answer.content.decode()
    assert Referral.objects.get().acknowledged_at is None
    assert client.get(path).status_code == 200
    assert client.post("/questions/referrals/1.x/", {"reply": "写了很久"}).status_code == 429


def test_markup_is_text_and_control_characters_are_gone(db, client, referral):
    client.post(referral.key_path, {"reply": "<script>alert(1)</script>\x00\x07好", "officer": "<b>科</b> 陈"})
    page = client.get(referral.key_path).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;好" in page
    assert "<script>alert" not in page
    assert "<b>科" not in page


def test_without_its_token_nothing_is_taken(db, referral):
    careful = Client(enforce_csrf_checks=True)
    for typed in ({"reply": "好"}, {"acknowledge": ""}):
        assert careful.post(referral.key_path, typed).status_code == 403
    for method in ("put", "patch", "delete"):
        assert getattr(careful, method)(referral.key_path).status_code in {403, 405}
    assert (Referral.objects.get().replied_at, Referral.objects.get().acknowledged_at) == (None, None)
