"""Spreadsheets for the tests of bulk entry, and the city that they speak of."""

import csv
import zipfile
from io import BytesIO, StringIO

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from notices.bulk.columns import BY_FIELD
from notices.models import Sheet
from portal.testing import make_authority, make_kind, make_place

BULK = "/admin/notices/notice/bulk/"
ROW = {
    "标题": "桃花新村11月30日夜间计划停水",
    "种类": "停水",
    "发布单位": "青禾市自来水公司",
    "成文日期": "2026-11-25",
    "生效日期": "2026-11-30",
}


def make_city():
    """A kind, an authority with a number, and a place of each size."""
    make_kind()
    make_authority(short_name="市自来水公司")
    district = make_place("禾东区")
    return make_place("桃花新村", parent=make_place("梧桐里社区", parent=make_place("梧桐街道", parent=district)))


def lines_of(*rows):
    """The heads that `rows`, dicts by head, have between them, and their cells."""
    heads = list(dict.fromkeys(head for row in rows for head in row))
    return [heads, *([row.get(head, "") for head in heads] for row in rows)]


def csv_of(*rows, separator=",", encoding="utf-8"):
    text = StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(lines_of(*rows))
    return text.getvalue().encode(encoding)


def book_of(*rows):
    book = Workbook()
    for line in lines_of(*rows):
        book.active.append(line)
    return book


def bytes_of(book):
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def with_member(content, name, data):
    """The zip `content` with one member more, or another in the place of the one of that name."""
    old, new = zipfile.ZipFile(BytesIO(content)), BytesIO()
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in old.namelist():
            if member != name:
                archive.writestr(member, old.read(member))
        archive.writestr(name, data)
    return new.getvalue()


def part_of(content, name):
    return zipfile.ZipFile(BytesIO(content)).read(name).decode()


def upload_of(content, name="通知.csv"):
    return SimpleUploadedFile(name, content)


def sheet_of(person, *rows, name="通知.csv"):
    """A Sheet of `person` that holds `rows`, dicts by head, as reading would have kept them."""
    field_of = {column.head: field for field, column in BY_FIELD.items()}
    kept = [
        {"line": line, "cells": {field_of[head]: text for head, text in row.items() if text}}
        for line, row in enumerate(rows, start=2)
    ]
    return Sheet.objects.create(made_by=person, name=name, rows=kept)
