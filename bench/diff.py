"""How long an editor waits for the comparison of two versions, and how that grows with the text.

    .venv/bin/python bench/diff.py

Nothing is stored; the texts are made up on the spot, always the same. What is printed are medians,
and every one as a multiple of the first.
"""

import random
import statistics
import sys
import time

import scratch  # noqa: F401  (stands first: it sets Django up)

# isort: split
from articles.models import Article
from editorial.comparison import compare
from editorial.snapshots import content_fields, content_links

SHORT, LONG, ABSURD = 2_000, 20_000, 100_000  # characters
ROUNDS = 15
LIMIT = 100  # milliseconds for a short text
WHO = "住户们 社区的工作人员 水务集团的抢修队 桃花新村的老人 街道办事处 食堂的师傅 物业公司 放学的孩子".split()
WHEN = "昨天下午 清早六点 上个月 今年入冬以来 停水的那一夜 15日上午 吃过晚饭 开会之前".split()
WHAT = (
    "把电梯的钥匙交到了楼长手里 在楼道口贴了一张手写的通知 算了一笔三年的细账 商量出一个轮流值班的办法 "
    "等来了第一辆送水的车 量了量井道到窗台的距离 给26户人家各打了一个电话 换下了用了十八年的旧阀门 "
    "看见河边新添的长椅 排队领到了编号的纸条"
).split()
WHY = "因为雨季就要来了 好让老人少爬几级台阶 钱从维修资金里出 谁也没有多说一句 这是第3次 连门卫也来帮忙".split()


def text(length, seed):
    """Return sentences of a made-up report, about `length` characters in all."""
    choose, sentences = random.Random(seed).choice, []  # noqa: S311
    while sum(map(len, sentences)) < length:
        sentences.append(f"{choose(WHEN)}，{choose(WHO)}{choose(WHAT)}，{choose(WHY)}，{choose(WHO)}{choose(WHAT)}。")
    return sentences


def paragraphs(sentences):
    return "".join(f"<p>{''.join(sentences[start : start + 4])}</p>" for start in range(0, len(sentences), 4))


def one_paragraph(sentences):
    return f"<p>{''.join(sentences)}</p>"


def edited(sentences):
    """A revision: every seventh sentence changed in a few words, one left out, one written anew."""
    changed = [
        sentence.replace("，", "，据说", 1).replace("了", "过", 1) if place % 7 == 3 else sentence
        for place, sentence in enumerate(sentences)
    ]
    middle = len(changed) // 2
    return changed[:middle] + ["记者又去看了一回，门已经开了。"] + changed[middle + 1 :]


def touched(sentences):
    """A little changed in every sentence."""
    return [sentence.replace("，", "，据说", 1).replace("了", "过", 1) for sentence in sentences]


def snapshot(body):
    return {
        "fields": {
            **{field.name: None for field in content_fields(Article)},
            "title": "老楼装上了电梯",
            "body": body,
        },
        "links": {field.name: [] for field in content_links(Article)},
        "rows": {part: [] for part in Article.parts},
    }


def milliseconds(old, new, rounds=ROUNDS):
    """The median time of one comparison."""
    old, new = snapshot(old), snapshot(new)
    times = []
    for _round in range(rounds):
        started = time.perf_counter()
        compare(Article, old, new)
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def cases(length):
    old, other = text(length, 1), text(length, 2)
    return {
        "several edits": (paragraphs(old), paragraphs(edited(old))),
        "every sentence touched": (paragraphs(old), paragraphs(touched(old))),
        "all rewritten": (paragraphs(old), paragraphs(other)),
        "one paragraph, several edits": (one_paragraph(old), one_paragraph(edited(old))),
        "one paragraph, every sentence touched": (one_paragraph(old), one_paragraph(touched(old))),
        "one paragraph, all rewritten": (one_paragraph(old), one_paragraph(other)),
        "one paragraph without a full stop": tuple(one_paragraph(text).replace("。", "，") for text in (old, other)),
    }


def main():
    short, long = cases(SHORT), cases(LONG)
    base = slowest = 0
    print(f"{SHORT:,} characters against several edits of as many; {LONG:,} characters against {SHORT:,}")  # noqa: T201
    for name, texts in short.items():
        took, took_long = milliseconds(*texts), milliseconds(*long[name], rounds=3)
        base, slowest = base or took, max(slowest, took)
        figures = f"{took / base:5.2f} × ({took:5.1f} ms)   longer: {took_long / took:5.1f} × ({took_long:4.0f} ms)"
        print(f"{name:<38}{figures}")  # noqa: T201
    absurd = max(milliseconds(*texts, rounds=1) for texts in cases(ABSURD).values())
    print(f"the slowest of {ABSURD:,} characters: {absurd:.0f} ms")  # noqa: T201
    print(f"the slowest of {SHORT:,} characters: {slowest:.1f} ms, of {LIMIT} ms that it may take")  # noqa: T201
    return slowest >= LIMIT


if __name__ == "__main__":
    sys.exit(main())
