import hashlib

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from operations.doctor.served_files import private_files_handed_out
from storage.durable import DurableFileStorage
from storage.owned_files import STORAGES
from storage.private_files import PrivateFileStorage
from storage.walking import UNFINISHED

EVERY = 200  # files between two lines of progress


class Command(BaseCommand):
    help = (
        "Copy the files in VAR_DIR into the buckets that MEDIA_STORAGE and PRIVATE_STORAGE name, or back. What is "
        "there already is compared; nothing is deleted and nothing overwritten. May be broken off and begun again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--to-disk", action="store_true", help="From the buckets into VAR_DIR.")
        parser.add_argument("--dry-run", action="store_true", help="Only count what is to be copied.")

    def handle(self, *, to_disk, dry_run, **options):
        disks = {"default": DurableFileStorage(location=settings.MEDIA_ROOT), "private": PrivateFileStorage()}
        pairs = [(name, disks[name], storages[name]) for name in STORAGES if not _lies_on_disk(storages[name])]
        if not pairs:
            raise CommandError(_("Neither MEDIA_STORAGE nor PRIVATE_STORAGE names a bucket."))
        if not to_disk and not dry_run and (seen := list(private_files_handed_out())):
            raise CommandError(f"{seen[0].wrong} {seen[0].to_do}")
        different = []
        for name, disk, bucket in pairs:
            source, target = (bucket, disk) if to_disk else (disk, bucket)
            different += self._copy(name, source, target, dry_run)
        for name in different:
            self.stderr.write(_("Not the same on both sides: %s") % name)
        if different:
            raise CommandError(_("Some files differ, and were left as they are."))

    def _copy(self, storage, source, target, dry_run):
        """Copy what `target` lacks, read it back, and compare all; return the names of those that differ."""
        there = {one.name for one in target.walk()}
        copied = compared = 0
        different = []
        for one in source.walk():
            if UNFINISHED in one.name or (dry_run and one.name in there):
                continue
            copied += one.name not in there
            compared += 1
            if not dry_run and not self._is_same(source, target, one.name, one.name in there):
                different.append(f"{storage}/{one.name}")
            if compared % EVERY == 0:
                self.stdout.write(f"{storage}: {compared}…")
        sentence = (
            _("%(storage)s: to be copied: %(copied)d")
            if dry_run
            else _("%(storage)s: copied: %(copied)d, the same by digest: %(same)d")
        )
        words = {"storage": storage, "copied": copied, "same": compared - len(different)}
        self.stdout.write(sentence % words)
        return different

    def _is_same(self, source, target, name, is_there):
        with source.open(name) as file:
            content = file.read()
        if not is_there and target.save(name, ContentFile(content)) != name:
            return False
        with target.open(name) as file:
            return hashlib.sha256(file.read()).digest() == hashlib.sha256(content).digest()


def _lies_on_disk(storage):
    return isinstance(storage, DurableFileStorage)
