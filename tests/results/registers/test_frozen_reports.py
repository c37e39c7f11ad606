"""Frozen reports: versions, files, and what remains once names are gone."""

import io
import re
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.orm import undefer

from tests.results.attendance.making import hear
from tests.results.registers.visiting import audited, plain
from webinar.operate.personal.actions import keep_for
from webinar.operate.personal.purging import purge_due
from webinar.results.attendance.models import FrozenReport


def test_frozen_report_has_a_hash_and_is_downloaded_unchanged(db, scene, organiser):
    organiser.get(organiser.home)
    assert organiser.post(f"{organiser.home}/freeze", before="0").status_code == 303

    page = organiser.get(organiser.home).text
    with db.read() as session:
        row = session.query(FrozenReport).options(undefer(FrozenReport.content)).one()
    assert row.hash in page and "The present figures are those of version 1" in page
    download = organiser.get(f"{organiser.home}/versions/1.json")
    assert download.data == row.content
    printed = organiser.get(f"{organiser.home}/versions/1").text
    assert row.hash in printed and "Ада" in printed
    begin = scene.room.started_at.astimezone(ZoneInfo(scene.room.time_zone))
    assert f"<bdi>{begin:%B} {begin.day}, {begin.year}</bdi>" in printed
    assert audited(db) == ["report.frozen", "export.made"]


def test_later_correction_is_announced_and_becomes_a_new_version(db, scene, organiser):
    """Planted fault: the earlier version was overwritten."""
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/freeze", before="0")
    cai = f"{organiser.home}/people/p{scene.people[2].id}"
    organiser.get(cai)
    organiser.post(cai, status="present", reason="Was there")

    page = organiser.get(organiser.home).text
    assert "The present figures differ from version 1" in page
    assert re.search(r"corrected since: <bdi>Cai</bdi>", page)
    refusal = organiser.post(f"{organiser.home}/freeze", before="1", reason="")
    assert refusal.status_code == 422
    answer = organiser.post(f"{organiser.home}/freeze", before="1", reason="Cai's list came")
    assert answer.status_code == 303

    with db.read() as session:
        first, second = session.query(FrozenReport).order_by(FrozenReport.version)
        assert second.before_hash == first.hash
        assert msgspec.json.decode(second.content)["before_hash"] == first.hash
        assert first.counts["present"] + 1 == second.counts["present"]
    assert "Absent" in organiser.get(f"{organiser.home}/versions/1").text


def test_changed_measurement_after_freezing_is_announced(db, scene, organiser):
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/freeze", before="0")
    db.write(lambda s: hear(s, s.merge(scene.bo), s.merge(scene.room), 30, 50))

    assert "measured in another way" in organiser.get(organiser.home).text


def test_two_simultaneous_freezes_make_one_version(db, organiser):
    organiser.get(organiser.home)
    for _time in range(2):
        answer = organiser.post(f"{organiser.home}/freeze", before="0")

    assert (answer.status_code, "Somebody froze" in answer.text) == (422, True)
    with db.read() as session:
        assert session.query(FrozenReport).count() == 1


def test_a_file_is_checked_byte_for_byte(db, organiser):
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/freeze", before="0")
    content = organiser.get(f"{organiser.home}/versions/1.json").data
    organiser.get(f"{organiser.home}/verify")

    def check(content):
        file = (io.BytesIO(content), "report.json")
        return organiser.post(f"{organiser.home}/verify", file=file)

    assert "This file is version 1 of this report, unchanged" in check(content).text
    changed = content.replace(b'"absent"', b'"presen"')
    assert "says that it is version 1" in check(changed).text
    assert "is not a frozen report" in check(b"\x00\xff").text
    assert "is not a frozen report" in check(b"[" * 100_000).text
    assert check(b"").status_code == 422


def test_tampering_in_the_database_is_detected(db, organiser):
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/freeze", before="0")

    def tamper(session):
        row = session.query(FrozenReport).one()
        row.content = row.content.replace(b'"absent"', b'"presen"')

    db.write(tamper)

    assert "is not the one that was frozen" in organiser.get(organiser.home).text


def forget(db, scene):
    """Let the session forget its people, as on the day that is due."""
    db.write(lambda s: keep_for(s, s.merge(scene.room), s.merge(scene.owner), 0, 0))
    purge_due(db)


def test_version_cannot_be_frozen_without_names(db, scene, organiser):
    organiser.get(organiser.home)
    assert "Freeze version 1" in plain(organiser.get(organiser.home))

    forget(db, scene)

    page = plain(organiser.get(organiser.home))
    assert "Freeze version" not in page and "No version was frozen before." in page
    refusal = organiser.post(f"{organiser.home}/freeze", before="0")
    assert refusal.status_code == 422
    assert "nothing is left that could be frozen" in plain(refusal)
    with db.read() as session:
        assert session.query(FrozenReport).count() == 0


def test_existing_version_without_names_stays_and_is_not_compared(db, scene, organiser):
    organiser.get(organiser.home)
    organiser.post(f"{organiser.home}/freeze", before="0")

    forget(db, scene)

    page = plain(organiser.get(organiser.home))
    assert "The versions below stay, without names." in page
    assert "Freeze version" not in page
    assert "present figures differ" not in page and "present figures are" not in page
    assert organiser.get(f"{organiser.home}/versions/1").status_code == 200
