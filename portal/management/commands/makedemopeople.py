from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal import demo_people


class Command(BaseCommand):
    help = "Create one person for each group of the newsroom, with generated passwords. For demonstration only."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError(_("Demo people are for DEBUG only; a real newsroom makes its people in the admin."))
        given = demo_people.give_passwords()
        if given:
            demo_people.keep(given)
        for username, password in given.items():
            self.stdout.write(demo_people.line(username, password))
        self.stdout.write(_("The demo people's passwords are in %(file)s.") % {"file": demo_people.accounts_file()})
