"""Calendar files, read back as a calendar reads them; and the rules of RFC 5545 that the library does not insist on."""

import re

from icalendar import Calendar

NEEDED = {"VCALENDAR": {"PRODID", "VERSION"}, "VEVENT": {"UID", "DTSTAMP", "DTSTART"}, "VTIMEZONE": {"TZID"}}
# May stand several times in a component (RFC 5545, 3.6).
SEVERAL = {"RELATED-TO", "CATEGORIES", "COMMENT", "CONTACT", "RDATE", "BEGIN", "END"}
LINE = re.compile(r"(?P<name>[A-Z0-9-]+)(;[A-Z-]+=(\"[^\"]*\"|[^\";:,]+))*:(?P<value>[^\x00-\x08\x0a-\x1f\x7f]*)")


def read(response):
    """Return the calendar in `response`; it must be a well-formed one, in every part."""
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert faults_of(response.content) == []
    calendar = Calendar.from_ical(response.content)
    assert [part.errors for part in calendar.walk() if part.errors] == []
    return calendar


def events_of(response):
    """{title or number in the UID: event}; no two have one UID."""
    events = read(response).events
    assert len({str(event["UID"]) for event in events}) == len(events)
    return {str(event["UID"]).partition("@")[0]: event for event in events}


def faults_of(content):
    """Sentences about what RFC 5545 forbids in the bytes of a calendar."""
    faults = []
    if not content.endswith(b"\r\n") or content.replace(b"\r\n", b"").translate(None, b"\r\n") != content.replace(
        b"\r\n", b""
    ):
        faults.append("a line does not end in CRLF")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    faults += [f"{len(line)} octets: {line!r}" for line in lines if len(line) > 75]
    for line in lines:
        try:
            line.decode()
        except UnicodeDecodeError:
            faults.append(f"a character is cut in two: {line!r}")
    parts = [[None, {}]]
    for line in content.decode(errors="replace").replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        written = LINE.fullmatch(line)
        if not written:
            faults.append(f"no content line: {line!r}")
            continue
        name, value = written["name"], written["value"]
        if name == "BEGIN":
            parts.append([value, {}])
        elif name == "END":
            begun, found = parts.pop()
            faults += [f"{value} ends {begun}"] if begun != value else []
            faults += [f"{begun} lacks {needed}" for needed in NEEDED.get(begun, set()) - set(found)]
            faults += [
                f"{begun} has several {held}" for held, number in found.items() if number > 1 and held not in SEVERAL
            ]
        else:
            parts[-1][1][name] = parts[-1][1].get(name, 0) + 1
    return faults
