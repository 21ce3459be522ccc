"""Short ways to have a check read a text."""

from datetime import datetime
from types import SimpleNamespace
from zoneinfo import ZoneInfo

from editorial.preflight import Passage

SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def findings(check, text, is_html=False, publish_at=SUNDAY):
    """What `check` finds in `text`, the only passage of something that comes out on `publish_at`."""
    passage = Passage("body", "正文", text, is_html)
    return list(
        check.findings(SimpleNamespace(passages=[passage], enclosed=[], item=SimpleNamespace(publish_at=publish_at)))
    )


def messages(check, text, is_html=False, **options):
    return [finding.message for finding in findings(check, text, is_html, **options)]


def met(check, text, is_html=False):
    return [finding.met for finding in findings(check, text, is_html)]
