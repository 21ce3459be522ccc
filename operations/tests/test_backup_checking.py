"""Whatever was altered in a backup is found before anything is restored."""

import json

import pyrage
import pytest
from django.core.management import CommandError

from operations.backup.backing_up import Earlier
from operations.backup.backup_faults import BackupFault
from operations.backup.manifest import Manifest
from operations.backup.sealing import Seal
from operations.backup.store import Store
from operations.tests.backups import back_up, flip, identity, restore, store_some, whole

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backup(settings):
    store_some()
    back_up(settings)
    return whole(settings)[0]


def refused(*arguments, **options):
    with pytest.raises(CommandError) as raised:
        restore(*arguments, **options)
    return str(raised.value)


def test_a_good_one_passes_with_the_key_and_without(backup, tmp_path):
    assert "要有私钥才能验证" in restore(check=True)
    assert "每张数据表、每个文件都在备份里" in restore(backup, check=True, identity=identity(tmp_path))


def test_a_flipped_byte_is_found_without_the_key(backup):
    objects = backup.parent / "objects"
    for path in [backup / "database.age", *(path for path in objects.rglob("*.age"))]:
        flip(path)
        said = refused(check=True)
        assert "损坏或缺少的文件：1个" in said
        assert path.name in said
        flip(path)
    assert "没有缺失" in restore(check=True)


def test_what_is_missing_or_cut_off_is_found(backup):
    first, second = (backup.parent / "objects").rglob("*.age")
    first.unlink()
    second.write_bytes(second.read_bytes()[:-1])
    assert "损坏或缺少的文件：2个" in refused(check=True)


@pytest.mark.parametrize(("name", "words"), [("manifest.json", "清单被改动过"), ("files.jsonl", "文件列表被改动过")])
def test_an_altered_manifest_or_list_is_found(backup, name, words):
    text = (backup / name).read_text()
    (backup / name).write_text(text.replace("cases/a.jpg", "cases/b.jpg").replace('"vanished": 0', '"vanished": 1'))
    assert words in refused(check=True)


def test_another_key_opens_nothing(backup, tmp_path):
    (tmp_path / "other.key").write_text(str(pyrage.x25519.Identity.generate()))
    assert "这把私钥打不开这份备份" in refused(check=True, identity=tmp_path / "other.key")
    (tmp_path / "other.key").write_text("no key")
    assert "没有age的私钥" in refused(check=True, identity=tmp_path / "other.key")
    assert "读不出来" in refused(check=True, identity=tmp_path / "none.key")


def test_another_secret_key_is_told_and_nothing_is_believed_until_it_is_said(backup, settings):
    settings.SECRET_KEY = "another"
    assert "另一个SECRET_KEY签名" in refused(check=True)
    assert "SECRET_KEY与备份时不同" in restore(check=True, other_key=True)


def test_with_another_secret_key_age_and_the_tables_are_checked(backup, settings, tmp_path):
    settings.SECRET_KEY = "another"
    options = {"check": True, "other_key": True, "identity": identity(tmp_path)}
    assert "每张数据表、每个文件都在备份里" in restore(**options)
    manifest = json.loads((backup / "manifest.json").read_text())
    manifest["tables"]["auth_group"][1] = "0" * 64
    (backup / "manifest.json").write_text(json.dumps(manifest))
    assert "auth_group" in refused(**options)


def test_the_salt_is_checked(backup):
    flip(backup / "salt.age")
    assert "salt.age" in refused(check=True)
    (backup / "salt.age").unlink()
    assert "salt.age" in refused(check=True)


@pytest.mark.parametrize("field", ["signature", "key"])
@pytest.mark.parametrize("nonsense", [7, None, "签名", "\ud800"])
def test_what_is_no_signature_is_told(backup, settings, field, nonsense):
    manifest = json.loads((backup / "manifest.json").read_text())
    (backup / "manifest.json").write_text(json.dumps({**manifest, field: nonsense}))
    assert "清单" in refused(check=True)
    with pytest.raises(BackupFault):
        Manifest.read(backup)
    assert Earlier(Store(settings.BACKUP_DIR), Seal(settings.BACKUP_RECIPIENT)).unreadable == 1


def test_what_was_encrypted_by_somebody_else_is_refused(backup, settings, tmp_path):
    """Everybody has the public key, and can write a file that opens with the secret one."""
    database = backup / "database.age"
    pyrage.encrypt_file(__file__, str(database), [pyrage.x25519.Recipient.from_str(settings.BACKUP_RECIPIENT[0])])
    assert "损坏或缺少的文件：1个" in refused(check=True, identity=identity(tmp_path))


def test_where_there_is_no_backup_it_says_so(settings, tmp_path):
    assert "没有备份" in refused(check=True)
    assert "没有备份" in refused(tmp_path, check=True)


test_where_there_is_no_backup_it_says_so = pytest.mark.django_db(databases=[])(test_where_there_is_no_backup_it_says_so)
