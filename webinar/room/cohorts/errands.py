"""Finished sessions with guests to be matched, for the organiser's page of today."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from flask import url_for
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.name_keys import key_of
from webinar.kit.numerals import digits
from webinar.kit.preparations import Errand
from webinar.kit.web.i18n import page_language
from webinar.people.accounts.models import User
from webinar.room.cohorts import matching
from webinar.room.cohorts.models import Invited, Match, Person
from webinar.room.cohorts.namesakes import count_namesakes
from webinar.room.rooms.models import Member, Purged, Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.agenda import held_lately


def guests_to_match(db: Session, user: User, rooms: Sequence[Room]) -> list[Errand]:
    """Return an errand for each own session, held lately, whose guests have names of its roster."""
    held = held_lately(db, user, rooms)
    counts = _counts(db, [room.id for room in held]) if held else {}
    return [
        Errand(
            digits(
                ngettext(
                    "Match %(num)d guest of the same name",
                    "Match %(num)d guests of the same names",
                    counts[room.id],
                )
            ),
            title_in(room, page_language()),
            url_for("cohorts.of_room.people", code=room.code),
        )
        for room in held
        if counts.get(room.id)
    ]


def _counts(db: Session, room_ids: Sequence[int]) -> Mapping[int, int]:
    """Return by room id how many guests `namesakes_in` would find, with one statement per table."""
    forgotten = select(Purged.room_id).where(Purged.attendance_at.is_not(None))
    invited = select(Invited.room_id, Invited.cohort_id).where(
        Invited.room_id.in_(room_ids), Invited.room_id.not_in(forgotten)
    )
    cohort_by_room = {room_id: cohort_id for room_id, cohort_id in db.execute(invited)}
    if not cohort_by_room:
        return {}
    guests: dict[int, list[str]] = defaultdict(list)
    is_guest = matching.is_guest() & Member.room_id.in_(cohort_by_room)
    for room_id, name in db.execute(select(Member.room_id, Member.name).where(is_guest)):
        guests[room_id].append(key_of(name))
    present = {
        (room_id, person_id)
        for room_id, person_id in db.execute(
            select(Match.room_id, Match.person_id).where(Match.room_id.in_(guests))
        )
    }
    people: dict[int, list[tuple[int, str]]] = defaultdict(list)
    cohort_ids = {cohort_by_room[room_id] for room_id in guests}
    on_roster = Person.cohort_id.in_(cohort_ids) & Person.removed_at.is_(None)
    for cohort_id, person_id, name in db.execute(
        select(Person.cohort_id, Person.id, Person.name).where(on_roster)
    ):
        people[cohort_id].append((person_id, key_of(name)))
    return {
        room_id: count_namesakes(
            names,
            people[cohort_by_room[room_id]],
            {person_id for room, person_id in present if room == room_id},
        )
        for room_id, names in guests.items()
    }
