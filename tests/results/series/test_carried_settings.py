"""Every setting of a session is carried to its duplicates, or is named here as left, and why.

The settings are read from the models, so that a new table or column cannot be forgotten.
A repeating session and a template are duplicates, too.
"""

import pytest
from sqlalchemy import inspect, select

from tests.people.accounts.browsing import signed_in
from webinar import features
from webinar.kit import clock
from webinar.kit.db import Base
from webinar.people.audit.models import AuditEntry
from webinar.results.certificates import automation
from webinar.results.certificates.models import AutomaticCertificates, CertificateRule
from webinar.results.series import copying
from webinar.room.rooms.models import Room

# The columns of a session that `duplicate` is given by the form, or by its caller.
GIVEN = {"owner_id", "edition_id", "title", "planned_at", "planned_minutes", "time_zone"}

LEFT_COLUMNS = {
    "id code created_at": "each session has its own",
    "state slide revealed marks stage_kind stage_key floor_id floor_offered_id started_at ended_at"
    " cancelled_at version quiet said_everyone said_hosts": "this happened in the session",
    "is_closed": "it was closed to more people, who are to come in next time",
    "archived_at": "the duplicate is yet to come",
    "template_at": "one template is enough",
}

LEFT_TABLES = {
    "members": "participants are not copied, and helpers are appointed anew",
    "seats intervals timeline deadlines purged": "this happened in the session",
    "polls steps step_drafts tests": "a new session drafts them from its module",
    "hidden_slides": "slides are hidden for one session, for lack of time",
    "lanes captions voice_channels stills recording_spans recorded_sounds": "what was said",
    "caption_sources": "a program of captions has a token for one session",
    "halls group_rounds picks speaking_grants countdowns": "this happened in the session",
    "questions chat_messages chat_mutes hands pace_signals reaction_counts": "what people did",
    "matches corrections frozen_reports follow_links certificates": "what came of it",
    "session_reminders": "letters about the session's own date",
    "series_sessions": "the form asks for the series",
    "course_sessions": "a course is of the sessions that its organiser chose",
    "course_narrations": "it is the course's choice of a recording",
    "follow_ups": "it names the earlier session whose steps this one looked at",
    "audit": "who did what",
}


def words_of(reasons):
    return {word for words in reasons for word in words.split()}


def carried_tables():
    return {
        table.__tablename__
        for feature in features.every()
        for table in (*feature.copies, *feature.copies_expected, *feature.copies_apart)
    }


def tables_of_a_session(carried):
    """The tables with a row of a session, or of a row that is carried."""
    for name, table in Base.metadata.tables.items():
        of = {key.column.table.name for column in table.columns for key in column.foreign_keys}
        if "room_id" in table.columns or of & {"rooms", *carried}:
            yield name


def test_each_table_is_carried_or_left_for_a_reason():
    carried, left = carried_tables(), words_of(LEFT_TABLES)
    found = set(tables_of_a_session(carried))

    # Not in `left` nor carried: say in the feature how it is carried, or here why it is left.
    assert found - carried - left == set()
    assert left - found == set()
    assert carried & left == set()


def test_each_column_of_a_session_is_carried_or_left_for_a_reason():
    carried, left = {*copying.CARRIED_COLUMNS, *GIVEN}, words_of(LEFT_COLUMNS)

    assert set(inspect(Room).columns.keys()) == carried | left
    assert carried & left == set()


@pytest.fixture
def automatic(db, room, owner):
    """The server issues the session's certificates by itself; return a switch for its letters."""

    def switch(mails):
        def work(s):
            row = CertificateRule(
                room_id=room.id,
                percent=80,
                titles={},
                minutes=45,
                signers=[],
                changed_by=owner.id,
                changed_at=clock.now(),
            )
            s.add(row)
            s.flush()
            automation.allow(s, owner.id, row.id, mails=mails)
            automation.settle(s, row.id, "mail_failed")

        db.write(work)

    return switch


def repeated(db, browser, room, **fields):
    form = {"title": "Later", "time_zone": "UTC", "minutes": "60", "date": "2027-03-01"}
    answer = browser.post(f"/desk/{room.code}/repeat", **form | {"time": "09:00"} | fields)
    assert answer.status_code == 303
    with db.read() as s:
        return s.scalars(select(Room.id).where(Room.id != room.id).order_by(Room.id)).all()


def switches(db, ids):
    """For each session: who allowed it, whether letters are sent, and the error of the last one."""
    query = (
        select(AutomaticCertificates)
        .join(CertificateRule, CertificateRule.id == AutomaticCertificates.rule_id)
        .where(CertificateRule.room_id.in_(ids))
        .order_by(CertificateRule.room_id)
    )
    with db.read() as s:
        rows = s.scalars(query).all()
    return [(row.by_user_id, row.mails_since is not None, row.error, row.tries) for row in rows]


@pytest.mark.parametrize("mails", [False, True])
def test_repeated_sessions_issue_certificates_automatically(
    db, organiser, owner, room, automatic, mails
):
    automatic(mails)

    later = repeated(db, organiser, room, every="week", times="3")

    assert len(later) == 3
    assert switches(db, later) == [(owner.id, mails, "", 0)] * 3
    with db.read() as s:
        allowed = s.scalars(select(AuditEntry.room_id).filter_by(kind="certificates.allowed")).all()
    assert sorted(allowed) == [room.id, *later]


def test_session_from_a_template_issues_certificates_automatically(
    db, organiser, owner, room, automatic
):
    automatic(True)
    organiser.post(f"/desk/{room.code}/template", act="keep")

    later = repeated(db, organiser, room, every="", people="none")

    assert switches(db, later) == [(owner.id, True, "", 0)]


def test_who_makes_the_duplicate_allows_it(db, app, admin, room, automatic):
    automatic(False)
    browser = signed_in(app, admin)
    browser.get("/desk")

    later = repeated(db, browser, room, every="")

    assert switches(db, later) == [(admin.id, False, "", 0)]


def test_duplicate_of_a_session_without_the_switch_has_none(db, organiser, room):
    assert switches(db, repeated(db, organiser, room, every="")) == []
