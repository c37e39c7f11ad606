"""Erasing a person leaves none of their bytes in any file, and all data of the others."""

import os
from pathlib import Path

import pytest

from tests.operate.personal.people import NAMES, canaries_in, canary, make_people
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.live.polls.models import Ballot, PollOption
from webinar.operate.personal.access import personal_data
from webinar.operate.personal.erasing import erase
from webinar.operate.personal.pieces import PIECES, Job, forget_rows
from webinar.operate.personal.registry import REGISTRY
from webinar.operate.personal.registry_terms import Erase
from webinar.operate.personal.scrubbing import Known
from webinar.operate.personal.subject import find_person
from webinar.people.audit.models import AuditEntry
from webinar.results.attendance.models import FrozenReport
from webinar.results.certificates.models import Certificate
from webinar.room.cohorts.models import Person, RosterImport
from webinar.room.cohorts.queries import people_of
from webinar.room.rooms.models import Member, Room, RoomState

ERASED, OTHERS = NAMES[0], NAMES[1:]


def bytes_of(db):
    """Return the bytes of the database file and its write-ahead log."""
    path = Path(db.writer.url.database)
    files = (path, path.with_name(f"{path.name}-wal"))
    return b"".join(file.read_bytes() for file in files if file.exists())


def erase_person(db, people, name=ERASED, **options):
    person_id = people.persons[name].id
    return db.write(
        lambda session: erase(
            session, find_person(session, people.owner, person_id), people.owner.id, **options
        )
    )


sqlite_only = pytest.mark.skipif("TEST_DATABASE_URL" in os.environ, reason="about SQLite's files")


@sqlite_only
def test_erased_person_leaves_no_byte_in_the_database_or_its_log(db):
    people = make_people(db)
    before = canaries_in(bytes_of(db))
    assert min(before.values()) > 30

    erase_person(db, people)
    db.empty_log()

    after = canaries_in(bytes_of(db))
    assert after[ERASED] == 0
    assert all(after[name] > 30 for name in OTHERS)


@sqlite_only
def test_remains_in_a_log_not_emptied_are_detected(db):
    """As a control, earlier versions of pages are in the write-ahead log."""
    people = make_people(db)

    erase_person(db, people)

    assert canaries_in(bytes_of(db))[ERASED] > 0


@sqlite_only
def test_remains_without_secure_delete_are_detected(db):
    people = make_people(db)
    db.empty_log()
    with db.writer.connect() as connection:
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA secure_delete=OFF")

    erase_person(db, people)
    db.empty_log()

    assert canaries_in(bytes_of(db))[ERASED] > 0


def test_erased_person_is_no_longer_on_the_roster(db):
    people = make_people(db)

    erase_person(db, people)

    with db.read() as session:
        numbers = [person.number for person in people_of(session, people.cohort)]
    assert numbers == [2, 3]


def test_tallies_stay_after_erasing(db):
    people = make_people(db)

    erase_person(db, people)

    with db.read() as session:
        votes = [option.votes for option in session.query(PollOption).order_by(PollOption.id)]
        assert sorted(votes)[-2:] == [1, 2]
        ballots = session.query(Ballot).filter_by(poll_id=people.poll.id).count()
        assert ballots == 3
        names = {member.name for member in session.query(Member)}
        assert "[№\u00a01]" in names and canary(OTHERS[0], "typed") in names


def test_frozen_report_keeps_its_hash_and_notes_erased_names(db):
    people = make_people(db)
    with db.read() as session:
        old_hash = session.query(FrozenReport).one().hash

    erase_person(db, people)

    with db.read() as session:
        report = session.query(FrozenReport).one()
        assert report.hash == old_hash and "names_erased" in report.counts
        assert b"names_erased" in report.content
        assert canary(ERASED, "name").encode() not in report.content
        assert canary(ERASED, "correction").encode() not in report.content
        assert canary(ERASED, "oldrank").encode() not in report.content
        assert canary(OTHERS[0], "name").encode() in report.content


@pytest.mark.parametrize("state", [RoomState.LIVE])
def test_person_cannot_be_erased_while_their_session_is_live(db, state):
    people = make_people(db)
    db.write(lambda session: setattr(session.get(Room, people.room.id), "state", state))

    with pytest.raises(Refused, match="session_live"):
        erase_person(db, people)

    with db.read() as session:
        assert session.get(Person, people.persons[ERASED].id).name == canary(ERASED, "name")


def test_audit_log_records_numbers_but_no_names(db):
    people = make_people(db)

    erased = erase_person(db, people)

    assert erased.files == (people.stored_name(ERASED),)
    with db.read() as session:
        entry = session.query(AuditEntry).filter_by(kind="person.erased").one()
        assert entry.detail["person"] == people.persons[ERASED].id
        assert "canary" not in str(entry.detail)


def test_certificates_stay_if_the_organiser_must_keep_them(db):
    people = make_people(db)

    erase_person(db, people, keeps_certificates=True)
    erase_person(db, people, OTHERS[0])

    with db.read() as session:
        names = {certificate.name for certificate in session.query(Certificate)}
    assert names == {canary(ERASED, "certified"), canary(OTHERS[1], "certified")}


def test_handed_out_data_is_complete_and_only_the_persons_own(db):
    people = make_people(db)

    with db.read() as session:
        subject = find_person(session, people.owner, people.persons[ERASED].id)
        text = repr(personal_data(session, subject)).encode()

    counts = canaries_in(text)
    assert all(counts[name] == 0 for name in OTHERS)
    for field in (
        *("name", "rank", "position", "unit", "email", "phone", "external_id"),
        *("typed", "was", "before"),
        *("text", "word1", "question", "chat", "reply", "note", "proposal", "reason", "report"),
        *("file", "correction", "certified", "follow", "asked"),
    ):
        assert canary(ERASED, field).encode() in text, field
    # Secrets that grant access are not handed out.
    for field in ("pin", "seed", "followseed"):
        assert canary(ERASED, field).encode() not in text, field


def test_nothing_is_held_after_erasing(db):
    people = make_people(db)
    erase_person(db, people)

    with db.read() as session:
        subject = find_person(session, people.owner, people.persons[ERASED].id)
        text = repr(personal_data(session, subject)).encode()

    assert canaries_in(text)[ERASED] == 0


def test_roster_import_that_cannot_be_scrubbed_is_deleted(db):
    people = make_people(db)

    def work(session):
        person = session.get(Person, people.persons[ERASED].id)
        subject = find_person(session, people.owner, person.id)
        job = Job(subject, Known({}), (), clock.now())
        forget_rows(RosterImport)(session, job)
        return session.query(RosterImport).count()

    assert db.write(work) == 0


def test_scrubbed_tables_match_the_registry():
    scrubbed = {
        table
        for table, entry in REGISTRY.items()
        if any(column.erase is Erase.SCRUB for column in entry.columns.values())
    }

    assert scrubbed == set(PIECES)
