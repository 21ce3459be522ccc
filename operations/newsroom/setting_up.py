"""Makes a paper in one transaction: all of it, or nothing."""

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from articles.models import Column
from directory.models import Place
from notices.models import Kind
from questions.models import Desk

from . import paper_identity
from .csv_sheets import make_from_sheets
from .kinds_of_rows import TABLES
from .people import faults_of_reviews, make_people
from .rows import Rows
from .setup_report import SetupReport


def make_paper(paper, with_passwords=True, dry_run=False):
    """Make what the Paper `paper` has and the database lacks; return the SetupReport, and
    {username: password} of new people.

    With `dry_run` everything is made and taken back. Raises ValidationError with all that is wrong; then nothing was
    made.
    """
    _refuse_without_tables()
    try:
        with transaction.atomic():
            report = SetupReport()
            passwords = _make(paper, Rows(report), with_passwords)
            if report.faults:
                raise ValidationError(report.faults)
            report.advice += _advice(paper)
            if dry_run:
                transaction.set_rollback(True)
    except IntegrityError:
        raise ValidationError(_("Somebody made the same things at the same moment. Run it again.")) from None
    return report, passwords


def _make(paper, rows, with_passwords):
    with rows.report.at("[paper]"):
        paper_identity.differing(paper.paper)
    passwords = make_people(rows, paper.people, with_passwords)
    make_from_sheets(rows, paper.sheets)
    if not rows.report.faults:  # what follows names people, places and hotlines
        for name, table in TABLES.items():
            rows.make_all(name, table, paper.rows.get(name, []))
    return passwords


def _refuse_without_tables():
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise ValidationError(_("The database is not up to date. Run “manage.py migrate” first."))


def _advice(paper):
    """Return what the newsroom still lacks, in sentences."""
    advice = [
        _("The environment says otherwise of %(field)s than the file (“%(value)s”). The environment holds.")
        % {"field": paper_identity.PAPER[field], "value": value}
        for field, value in paper_identity.differing(paper.paper).items()
    ]
    advice += faults_of_reviews()
    if not get_user_model().objects.filter(is_superuser=True, is_active=True).exists():
        advice.append(_("There is no superuser. Write superuser = true for a person, or run “createsuperuser”."))
    for model, sentence in (
        (Column, _("There is no column, and no article can be written without one.")),
        (Kind, _("There is no kind of notice, and no notice can be written without one.")),
        (Desk, _("There is no desk, so readers cannot ask anything.")),
        (Place, _("There is no place, so nothing can be found by places.")),
    ):
        if not model.objects.exists():
            advice.append(sentence)
    return advice
