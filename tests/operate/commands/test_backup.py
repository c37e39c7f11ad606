"""A backup holds everything acknowledged before it began, and only an intact one is restored."""

import io
import json
import shutil
import sqlite3
import tarfile
import threading

import pytest

from config import Settings
from tests.factories import make_member, make_poll, make_room
from webinar.kit import clock
from webinar.kit.db import Database
from webinar.live.polls.models import Ballot
from webinar.operate.single_server import claim_database
from webinar.people.audit.models import AuditEntry


class Voting:
    """Cast votes one after another; `acknowledged` grows with each committed vote."""

    def __init__(self, database, voters=400):
        self.database, self.acknowledged = database, []
        self.enough, self.stopped = threading.Event(), threading.Event()
        self.poll_id, self.members = database.write(lambda db: self._room(db, voters))
        self.thread = threading.Thread(target=self._vote)

    @staticmethod
    def _room(db, voters):
        room = make_room(db)
        poll = make_poll(db, room, "a", "b")
        first = make_member(db, room).id
        rows = [{"room_id": room.id, "number": n, "name": f"n{n}"} for n in range(2, voters + 1)]
        from webinar.room.rooms.models import Member

        common = {"language": "en", "role": "participant", "joined_at": clock.now()}
        for row in rows:
            db.add(Member(**row, **common))
        db.flush()
        return poll.id, list(range(first, first + voters))

    def _vote(self):
        for number, member_id in enumerate(self.members):
            if self.stopped.is_set():
                return
            self.database.write(
                lambda db, m=member_id: db.add(
                    Ballot(poll_id=self.poll_id, member_id=m, cast_at=clock.now(), language="en")
                )
            )
            self.acknowledged.append(member_id)
            if number == 40:
                self.enough.set()

    def __enter__(self):
        self.thread.start()
        self.enough.wait()
        return self

    def __exit__(self, *_error):
        self.stopped.set()
        self.thread.join()


def ballots_in(path):
    connection = sqlite3.connect(path)
    try:
        (result,) = connection.execute("PRAGMA integrity_check").fetchone()
        assert result == "ok"
        return [row[0] for row in connection.execute("SELECT member_id FROM ballots ORDER BY 1")]
    finally:
        connection.close()


def test_restored_backup_holds_all_acknowledged_votes(operator, stored, make_operator, tmp_path):
    file = tmp_path / "backup.tar"
    with Voting(stored) as voting:
        before = len(voting.acknowledged)
        backed_up = operator.run("backup", str(file))
        after = len(voting.acknowledged) + 1
    assert backed_up.exit_code == 0, backed_up.output
    other = make_operator("other", migrated=False)

    restored = other.run("restore", str(file))

    assert restored.exit_code == 0, restored.output
    ballots = ballots_in(other.path)
    assert before <= len(ballots) <= after
    # No vote is missing between two others.
    assert ballots == voting.members[: len(ballots)]
    database = Database(other.url)
    with database.read() as db:
        assert db.query(AuditEntry).order_by(AuditEntry.id.desc()).first().kind == "backup.restored"
    database.close()


def test_plain_copy_of_the_file_lacks_votes(operator, stored, tmp_path):
    """As a control, votes that are only in the write-ahead log are not in the file."""
    copy = tmp_path / "copy.sqlite3"
    stored.empty_log()
    with Voting(stored) as voting:
        before = list(voting.acknowledged)
        shutil.copyfile(operator.path, copy)

    try:
        ballots = ballots_in(copy)
    except (sqlite3.DatabaseError, AssertionError):
        ballots = []
    assert set(before) - set(ballots)


def test_backup_holds_files_and_keys_and_is_private(operator, make_operator, tmp_path):
    (operator.folder / "evidence").mkdir()
    (operator.folder / "evidence" / "ab12").write_bytes(b"proof")
    (operator.folder / "secret_key").write_text("key")
    for name in ("lti/key.pem", "imports/1/somebodys.zip", "recordings/1.floor.1-1.webm"):
        (operator.folder / name).parent.mkdir(parents=True)
        (operator.folder / name).write_text(name)
    file = tmp_path / "backup.tar"

    result = operator.run("backup", str(file))

    assert result.exit_code == 0 and file.stat().st_mode & 0o777 == 0o600
    assert "already" in operator.run("backup", str(file)).output
    other = make_operator("other", migrated=False)
    assert other.run("restore", str(file)).exit_code == 0
    assert (other.folder / "evidence" / "ab12").read_bytes() == b"proof"
    assert (other.folder / "secret_key").read_text() == "key"
    assert (other.folder / "lti" / "key.pem").read_text() == "lti/key.pem"
    assert (other.folder / "lti" / "key.pem").stat().st_mode & 0o777 == 0o600
    assert not (other.folder / "imports").exists()
    assert not (other.folder / "recordings").exists()


def test_backup_leaves_out_files_of_other_programs(operator, tmp_path):
    for name in (".npm/_cacache/index-v5/7a", ".bashrc", "evidence/steps/1.png"):
        (operator.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (operator.folder / name).write_text("x")
    archive = tmp_path / "backup.tar"

    operator.run("backup", str(archive))

    with tarfile.open(archive) as archive_file:
        names = archive_file.getnames()
    assert "instance/evidence/steps/1.png" in names
    assert [name for name in names if "/." in name] == []


def test_restore_moves_present_data_aside_only_with_force(operator, tmp_path):
    file = tmp_path / "backup.tar"
    operator.run("users", "add", "ada@example.test", "--name", "Ada")
    operator.run("backup", str(file))
    operator.run("users", "add", "bob@example.test", "--name", "Bob")

    refused = operator.run("restore", str(file))
    forced = operator.run("restore", str(file), "--force")

    assert refused.exit_code == 1 and "--force" in refused.output
    assert forced.exit_code == 0, forced.output
    listed = operator.run("users", "list").output
    assert "ada@" in listed and "bob@" not in listed
    assert len(list(operator.folder.glob("*.before-restore-*"))) >= 1


def test_restore_is_refused_while_the_server_runs(operator, tmp_path):
    file = tmp_path / "backup.tar"
    operator.run("backup", str(file))
    settings = Settings.from_env(
        {
            "INSTANCE": str(operator.folder),
            "DATABASE_URL": operator.url,
            "SECRET_KEY": "x" * 24 + "abcdefgh",
        }
    )
    with claim_database(settings):
        refused = operator.run("restore", str(file), "--force")

    assert refused.exit_code == 1 and "running" in refused.output


def repack(file, change):
    """Rewrite the archive with files changed by `change(name, content)`."""
    with tarfile.open(file) as archive_file:
        content = {
            member.name: archive_file.extractfile(member).read()
            for member in archive_file.getmembers()
        }
    with tarfile.open(file, "w") as archive_file:
        for name, old in content.items():
            new = change(name, old)
            info = tarfile.TarInfo(name)
            info.size = len(new)
            archive_file.addfile(info, io.BytesIO(new))


def change_byte(name, content):
    return content[:5000] + b"\x55" + content[5001:] if name == "database.sqlite3" else content


def claim_newer_revision(name, content):
    if name != "manifest.json":
        return content
    return json.dumps({**json.loads(content), "revision": "9999"}).encode()


def empty_manifest(name, content):
    return b"{}" if name == "manifest.json" else content


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (change_byte, "SHA-256"),
        (claim_newer_revision, "newer version"),
        (empty_manifest, "manifest"),
    ],
)
def test_damaged_or_foreign_archive_changes_nothing(operator, tmp_path, change, message):
    file = tmp_path / "backup.tar"
    operator.run("users", "add", "ada@example.test", "--name", "Ada")
    operator.run("backup", str(file))
    repack(file, change)

    refused = operator.run("restore", str(file), "--force")

    assert refused.exit_code == 1 and message in refused.output, refused.output
    assert "ada@" in operator.run("users", "list").output


def test_archive_with_paths_outside_the_instance_is_refused(operator, tmp_path):
    file = tmp_path / "evil.tar"
    entry = {"size": 1, "sha256": "0" * 64}
    manifest = {
        "made_at": "",
        "database": "sqlite",
        "revision": "",
        "audit": {},
        "files": {"../../evil": entry},
    }
    with tarfile.open(file, "w") as archive_file:
        for name, content in (
            ("manifest.json", json.dumps(manifest).encode()),
            ("../../evil", b"x"),
        ):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive_file.addfile(info, io.BytesIO(content))

    refused = operator.run("restore", str(file), "--force")

    assert refused.exit_code == 1 and "plain file" in refused.output
    assert not list(tmp_path.parent.glob("evil"))
