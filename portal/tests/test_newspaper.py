"""Who publishes: a site for real shows nothing of the sample newsroom, and every page does without what is not set."""

import re
from pathlib import Path

import environ
import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.template import engines, loader
from django.template.base import FilterExpression, VariableNode
from django.template.defaulttags import IfNode, TemplateLiteral
from django.template.loader_tags import IncludeNode
from django.templatetags.i18n import BlockTranslateNode

from portal.newspaper import NEVER_EMPTY, SAMPLE, WANTED_BY_LAW, newspaper, variable
from portal.tests.addresses import routes
from portal.tests.public_site import make_paper
from questions.how_it_works import steps
from questions.models import Desk

REAL = {field: f"真的{number}" for number, field in enumerate(SAMPLE)}
BARE = dict.fromkeys(SAMPLE, "") | {"name": "真的日报", "city": "真的市"}
FIELD = re.compile(r"\bnewspaper\.(\w+)")


def read(debug, **variables):
    env = environ.Env()
    env.ENVIRON = variables
    return newspaper(env, debug)


def test_a_developers_machine_is_the_samples():
    assert read(debug=True) == SAMPLE
    assert read(debug=True, NEWSPAPER_ICP="")["icp"] == ""


def test_a_site_for_real_says_nothing_that_nobody_has_said():
    assert {field for field, value in read(debug=False).items() if value} == set(NEVER_EMPTY)
    assert read(debug=False, NEWSPAPER_NAME="")["name"] == SAMPLE["name"]
    told = {variable(field): value for field, value in REAL.items()}
    assert read(debug=False, **told) == REAL


def deploy_checks():
    found = run_checks(tags=["security"], include_deployment_checks=True)
    return {(one.id, one.msg.split()[0]) for one in found if one.id.startswith("portal.")}


def test_the_check_for_production_names_each_line_that_is_missing_or_the_samples(settings):
    settings.NEWSPAPER = settings.NEWSPAPER | dict.fromkeys(WANTED_BY_LAW, "")
    settings.SECURITY_CONTACT = ""
    assert deploy_checks() == {
        *(("portal.W001", variable(field)) for field in WANTED_BY_LAW),
        *(("portal.W002", variable(field)) for field in SAMPLE if field not in WANTED_BY_LAW),
        ("portal.W003", "SECURITY_CONTACT"),
    }
    settings.NEWSPAPER, settings.SECURITY_CONTACT = REAL, "safe@qinghe.example"
    assert deploy_checks() == set()


def fields_in(expression):
    """The fields of the newspaper that a part of a template tag names."""
    return set(FIELD.findall(expression.token)) if isinstance(expression, FilterExpression) else set()


def unguarded(nodes, sure=frozenset(NEVER_EMPTY)):
    """Yield the fields that `nodes` show without having asked whether there are any."""
    for node in nodes:
        if isinstance(node, IfNode):
            for condition, inner in node.conditions_nodelists:
                is_one = isinstance(condition, TemplateLiteral)
                yield from unguarded(inner, sure | (fields_in(condition.value) if is_one else set()))
            continue
        shown = set()
        if isinstance(node, VariableNode):
            shown = fields_in(node.filter_expression)
        elif isinstance(node, BlockTranslateNode | IncludeNode):
            shown = set().union(*map(fields_in, node.extra_context.values()))
        yield from shown - sure
        for name in node.child_nodelists:
            yield from unguarded(getattr(node, name, None) or (), sure)


def test_no_template_shows_what_may_be_empty_without_asking():
    folder = Path(settings.BASE_DIR / "templates")
    names = [str(path.relative_to(folder)) for path in sorted(folder.rglob("*.html"))]
    engine = engines["django"].engine
    found = {name: sorted(unguarded(engine.get_template(name).nodelist)) for name in names}
    assert len(names) > 100
    assert {name: fields for name, fields in found.items() if fields} == {}


@pytest.mark.django_db
def test_no_page_and_no_file_tells_what_only_the_sample_would(client, settings):
    settings.NEWSPAPER, settings.SECURITY_CONTACT = BARE, ""
    files = [route for route in routes() if "<" not in route and "(" not in route and not route.startswith("/admin/")]
    told = [value for field, value in SAMPLE.items() if field not in {"sponsor", "name", "city"}]
    for path in {*make_paper(1).values(), *files}:
        response = client.get(path)
        text = (b"".join(response) if response.streaming else response.content).decode(errors="replace")
        assert not [value for value in told if value in text], path
        assert 'href="tel:"' not in text, path
        assert not [words for words in ("新闻热线", "请拨打编辑部") if words in text], path
        assert 'href="mailto:"' not in text, path
        assert not re.search(r"<(p|ul)\b[^>]*>\s*</", text.partition("<footer")[2]), path


def test_a_desk_invites_nobody_to_ring_where_there_is_no_number(settings):
    desk = Desk(kind=Desk.Kind.HOTLINE)
    assert "电话" in steps(desk)[0]
    settings.NEWSPAPER = BARE
    assert "电话" not in steps(desk)[0]


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_an_error_page_names_the_hotline_where_there_is_one(name):
    assert "热线" in loader.get_template(name).render({"newspaper": SAMPLE})
    assert "热线" not in loader.get_template(name).render({"newspaper": BARE})
