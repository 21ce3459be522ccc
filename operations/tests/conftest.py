"""A site that is in good health, for tests that make one thing of it bad."""

import pytest
from django.core.files.storage import storages
from django.utils import timezone

from jobs.models import Run
from jobs.schedule import jobs
from operations.doctor import clocks, diagnosis
from operations.doctor.examinations import EXAMINATIONS
from portal.testing import make_person
from transactions.before_commit import catch_up

from .mail_stand_in import receiving
from .stand_in import HOST, Proxy, standing_in

LEGAL = ("icp", "police", "license", "report_hotline")


@pytest.fixture
def in_one_thread(monkeypatch):
    """Examine in this thread, which has the database of the test."""

    def within(_seconds, look):
        try:
            return list(look())
        except Exception as fault:
            return [diagnosis.could_not_look(fault)]

    monkeypatch.setattr(diagnosis, "within", within)


@pytest.fixture
def healthy(db, settings, monkeypatch, time_machine, in_one_thread, first_reviewer, second_reviewer, final_reviewer):
    """A public site in June, at which nothing is wrong. It is asked by http: tests of the proxy have a certificate."""
    time_machine.move_to("2026-06-15T12:00:00+08:00")
    monkeypatch.setattr(clocks, "offset_of", lambda connection: None)  # the database's clock stays where it is
    settings.SILENCED_SYSTEM_CHECKS = [*settings.SILENCED_SYSTEM_CHECKS, "async.E001"]  # of tests with a browser
    settings.DEBUG = False
    settings.SECRET_KEY = "k7f0q2m9x4z8c1v5b3n6-l0p2o9i8u7y6t5r4e3w2q1-asdfgh"
    settings.ALLOWED_HOSTS, settings.PROXY_COUNT = [HOST], 1
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    settings.SECURE_HSTS_PRELOAD = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.NEWSPAPER = {field: f"临江{number}" for number, field in enumerate(settings.NEWSPAPER)}
    settings.SECURITY_CONTACT = "safety@linjiang.example"
    make_person("root", is_superuser=True)
    for name in {*(job.name for job in jobs()), "backup"} - {"doctor"}:
        Run.objects.begin(name).end(Run.Outcome.DONE)
    with receiving() as mail_server, standing_in(settings, Proxy()) as proxy:
        proxy.scheme = "https"  # as far as the site is told
        proxy.folders["/media/"] = f"{settings.MEDIA_ROOT}/"
        settings.ADMINS = [("值班", "duty@linjiang.example")]
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = mail_server.server_address
        yield Health(proxy, mail_server)


class Health:
    """What stands around the site."""

    def __init__(self, proxy, mail_server):
        self.proxy, self.mail_server = proxy, mail_server
        self.storage, self.now = storages["private"], timezone.now()

    def troubles(self, *names, but=()):
        """Return {name of an examination: what it finds}, for those that find anything."""
        catch_up()  # with what is left for a commit that does not come within a test
        chosen = [one for one in EXAMINATIONS if one.name not in but and (not names or one.name in names)]
        return {
            one.name: [trouble.wrong for trouble in one.troubles] for one in diagnosis.examine(chosen) if one.troubles
        }
