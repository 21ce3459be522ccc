"""/metrics: for whoever has the token, with nothing personal in it and labels that come to an end."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import include, path
from django.utils import timezone

from jobs.models import Run
from portal.testing import make_article, make_case, make_draft
from portal.tests.canaries import CONTACT, TYPED, private

TOKEN, CANARY = "k7f0q2m9x4z8c1v5b3n6", "13800004321"


def broken(request, typed):
    raise RuntimeError(typed)


urlpatterns = [path("broken/<typed>/", broken, name="broken"), path("", include("portal.urls"))]
handler500 = "portal.views.server_error"


@pytest.fixture(scope="module")
def counters(tmp_path_factory):
    """The counters of this process, in a folder of their own."""
    from django.test import override_settings

    with override_settings(METRICS_DIR=tmp_path_factory.mktemp("metrics"), METRICS_TOKEN=TOKEN):
        from operations.health import counters

        yield counters


@pytest.fixture
def scraped(counters, monkeypatch, client):
    """Return what /metrics says to whoever has the token; the database is asked in the test's own thread."""
    from operations.health import exposition

    def begin():
        exposition.gauges._check._run()

    def scrape():
        monkeypatch.setattr(exposition.gauges._check, "begin", begin)
        monkeypatch.setattr("operations.health.readiness.connections.close_all", lambda: None)
        answer = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}", "host": "10.0.0.1:8000"})
        assert answer.status_code == 200
        assert answer["Content-Type"].startswith("text/plain; version=")
        return answer.content.decode()

    return scrape


def value(text, name, **labels):
    wanted = ",".join(f'{key}="{labels[key]}"' for key in sorted(labels))
    found = re.search(rf"^{name}{re.escape(f'{{{wanted}}}') if labels else ''} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else None


@pytest.mark.parametrize("given", ["", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer 覃"])
def test_without_the_token_nothing_is_told(given, client, counters):
    answer = client.get("/metrics", headers={"authorization": given.encode().decode("latin-1")})
    assert (answer.status_code, answer.content) == (401, b"")
    assert answer["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("given", ["", "Bearer ", f"Bearer {TOKEN}"])
def test_where_no_token_is_set_there_is_no_such_page(given, client, settings):
    settings.METRICS_TOKEN = ""
    assert client.get("/metrics", headers={"authorization": given}).status_code == 404


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_answers_are_counted_by_method_route_and_class_and_never_by_address(scraped):
    browser = Client(raise_request_exception=False)
    for _time in range(3):
        browser.get("/questions/desks/")
    browser.get(f"/questions/track/{CANARY}/x/")
    browser.generic(CANARY, "/about/")
    browser.post(f"/broken/{CANARY}/")
    text = scraped()
    assert value(text, "jinlin_requests_total", method="GET", route="questions:desks", status="2xx") == 3
    assert value(text, "jinlin_requests_total", method="GET", route="none", status="4xx") == 1
    assert value(text, "jinlin_requests_total", method="OTHER", route="about", status="4xx") == 1
    assert value(text, "jinlin_requests_total", method="POST", route="broken", status="5xx") == 1
    assert value(text, "jinlin_exceptions_total", kind="RuntimeError") == 1
    assert value(text, "jinlin_request_seconds_count", route="questions:desks") == 3
    assert value(text, "jinlin_request_seconds_bucket", route="questions:desks", le="10.0") == 3
    assert CANARY not in text
    assert "healthz" not in text
    assert 'route="metrics"' not in text


@pytest.mark.django_db
def test_the_newsroom_is_measured_and_nobody_in_it_named(scraped, reporter, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    make_article("头条")
    make_article("未来", publish_at=timezone.now() + timedelta(days=1))
    make_draft(reporter)
    make_case(text=f"请打{TYPED}", contact=CONTACT)
    run = Run.objects.begin("deletecontacts")
    Run.objects.begin("closecases")
    text = scraped()
    assert value(text, "jinlin_database_up") == 1
    assert value(text, "jinlin_items_published_today", kind="articles.article") in {0, 1}  # just after midnight
    assert value(text, "jinlin_items_scheduled", kind="articles.article") == 1
    assert value(text, "jinlin_items_at_work", kind="articles.article", state="draft") == 1
    assert value(text, "jinlin_cases_open", status="received") == 1
    assert value(text, "jinlin_cases_waiting", queue="pool") == 1
    assert value(text, "jinlin_job_last_start_seconds", command="deletecontacts") == pytest.approx(
        run.started.timestamp()
    )
    assert value(text, "jinlin_job_last_success_seconds", command="deletecontacts") is None
    assert value(text, "jinlin_disk_free_bytes", folder="var_dir") > 0
    assert TYPED not in text
    assert not private(text)


def test_a_database_that_is_away_is_told_and_the_counters_stay(scraped, counters, monkeypatch):
    from operations.health import exposition

    def away():
        raise OSError

    monkeypatch.setattr(exposition.gauges._check, "holds", away)
    counters.count("GET", "about", 200, 0.01)
    text = scraped()
    assert value(text, "jinlin_database_up") == 0
    assert "jinlin_cases_open" not in text
    assert "jinlin_disk_free_bytes" in text
    assert "# TYPE jinlin_requests_total counter" in text


def test_refused_uploads_and_a_cache_that_is_away_are_counted(scraped, counters, monkeypatch):
    from documents.screening.door import refusal
    from photos import refusals
    from portal.tests.test_cache import make_cache

    refusals.empty()
    refusal("too-much-work")
    away = make_cache("redis://127.0.0.1:1/0")
    monkeypatch.setattr(type(away), "_rests_until", 0.0)  # another test may just have found it away
    monkeypatch.setattr(type(away), "_silent_until", 0.0)
    away.get("key")
    text = scraped()
    assert value(text, "jinlin_uploads_refused_total", reason="empty") == 1
    assert value(text, "jinlin_uploads_refused_total", reason="too_much_work") == 1
    assert value(text, "jinlin_cache_away_total") >= 1


def test_without_a_folder_the_site_goes_on_without_metrics(counters, settings, tmp_path, log, monkeypatch):
    from operations.health import worker_slots as slots

    (tmp_path / "file").write_text("")
    monkeypatch.setattr(slots, "_held", {})
    settings.METRICS_DIR = tmp_path / "file" / "metrics"
    assert counters._count_in_files() is False
    assert "no metrics of this process" in log.getvalue()
