"""A small paper for tests of the first paper: what its file says, and running the command on it."""

from io import StringIO

from django.core.management import call_command

PEOPLE = """
[[person]]
username = "li"
name = "李一"
does = ["记者"]
[[person]]
username = "ed1"
name = "苏三"
does = ["一审编辑"]
[[person]]
username = "ed2"
name = "顾四"
does = ["二审主任"]
[[person]]
username = "chief"
name = "叶五"
does = ["三审总编", "管理员"]
superuser = true
"""
COLUMN = """
[[column]]
name = "要闻"
slug = "yaowen"
layout = "简讯"
"""


def run(folder, text=PEOPLE + COLUMN, *arguments, **sheets):
    """Run the command on a paper with `text`, and `sheets` ({name of a file: bytes or text}); return what it says."""
    if sheets:
        text += "\n[files]\n" + "".join(f'{name} = "{name}.csv"\n' for name in sheets)
    for name, content in sheets.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name}.csv").write_bytes(data)
    (folder / "paper.toml").write_text(text, encoding="utf-8")
    out = StringIO()
    call_command("newsroom", "--from", str(folder / "paper.toml"), *arguments, stdout=out)
    return out.getvalue()
