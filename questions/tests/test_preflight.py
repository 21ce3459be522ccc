"""What is asked of answers alone before people pass them."""

from types import SimpleNamespace

import pytest

from editorial import preflight, snapshots
from editorial.preflight import Manuscript
from portal.testing import make_answer, make_article
from questions.anonymity import MARKS
from questions.models import AnswerUpdate
from questions.preflight import AskerName, LeftMarks, looks_like_full_name

pytestmark = pytest.mark.django_db


def findings(check, item):
    return list(check.findings(Manuscript(item)))


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("field", ["title", "asker", "question", "body", "lead_caption"])
def test_a_mark_that_was_left_blocks_wherever_it_stands(mark, field):
    text = f"我住{mark}"
    answer = make_answer(**{field: f"<p>我住<strong>{mark[0]}</strong>{mark[1:]}</p>" if field == "body" else text})
    (finding,) = findings(LeftMarks(), answer)
    assert (finding.level, finding.field) == ("blocks", field)
    assert mark in finding.message


def test_a_mark_in_a_row_blocks_too():
    answer = make_answer()
    AnswerUpdate.objects.create(answer=answer, on=answer.asked_on, text="〔门牌〕的灯修好了。")
    (finding,) = findings(LeftMarks(), answer)
    assert finding.field == "updates"


def test_each_mark_is_told_once_a_field():
    answer = make_answer(question="〔姓名〕说，〔姓名〕住〔门牌〕，家人〔姓名〕。", body="<p>〔姓名〕您好</p>")
    assert [finding.field for finding in findings(LeftMarks(), answer)] == ["question", "question", "body"]


def test_other_brackets_are_no_marks():
    assert findings(LeftMarks(), make_answer(question="“〔2026〕3号”文件里怎么说？姓名要填吗？")) == []


@pytest.mark.parametrize("asker", [
    "王芳", "王小芳", "李 四", "李　建国", "欧阳小芳", "王芳女士", "李建国先生", "欧阳娜娜女士", "张建国师傅",
    "阿依·热合曼",
])  # fmt: skip
def test_a_full_name_blocks(asker):
    (finding,) = findings(AskerName(), make_answer(asker=asker))
    assert (finding.level, finding.field) == ("blocks", "asker")
    assert asker not in finding.message


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize("asker", [
    "王女士", "欧阳女士", "王老先生", "李师傅", "张大爷", "赵老师", "小李", "老王", "王某", "李某某",
    "居民", "读者", "乘客", "家长", "车主",
    "业主", "一位市民", "热心读者", "桃花新村居民", "网友“青禾小草”", "一位女士", "年轻妈妈", "匿名",
    "3路车乘客", "qinghe_2026",
])  # fmt: skip
def test_a_form_of_address_does_not(asker):
    assert not looks_like_full_name(asker)


def test_both_stand_among_the_checks_of_the_newsroom():
    answer = make_answer(asker="王小芳", question="我住〔门牌〕。")
    assert {finding.code for finding in preflight.run(answer).blocks} == {"left-marks", "asker-name"}


def test_a_proposed_version_is_asked_by_what_it_holds():
    answer = make_answer(asker="王小芳")
    data = snapshots.snapshot_of(answer)
    data["fields"] |= {"asker": "王女士", "question": "我住〔门牌〕。"}
    proposed = snapshots.as_item(answer, data)
    assert findings(AskerName(), proposed) == []
    assert len(findings(LeftMarks(), proposed)) == 1


def test_what_is_no_answer_is_left_alone():
    assert findings(LeftMarks(), make_article(title="〔姓名〕")) == []
    notice = SimpleNamespace(item=SimpleNamespace(asker="王小芳"), passages=[])
    assert list(AskerName().findings(notice)) == list(LeftMarks().findings(notice)) == []
