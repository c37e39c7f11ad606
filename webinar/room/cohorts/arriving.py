"""Seats the holders of personal links. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from sqlalchemy import select

from webinar import features
from webinar.kit.errors import Refused
from webinar.kit.name_keys import key_of
from webinar.kit.permissions import Role
from webinar.room.cohorts import queries
from webinar.room.cohorts.models import Match, Person, PersonLink
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, RoomState, Seat
from webinar.room.sessions.actions import let_in, new_member


def take_seat(
    change: Change,
    browser_id: int,
    link_id: int,
    language: str,
    consent: tuple[int, str] | None = None,
) -> bool:
    """Seat the holder of a link at this browser; return whether another member sat there before.

    A person is the same member at every browser, and does not wait at the door. `consent` is the
    version that the person agreed to, and the language in which they read it. Refused:
    `link_gone`, `room_ended`, `room_full`, `not_allowed` (removed), and `host_here` if a user who
    runs the session sits at this browser.
    """
    db, room = change.db, change.room
    link, person = _find_holder(change, link_id)
    if room.state is RoomState.ENDED:
        raise Refused("room_ended")
    seat = db.get(Seat, (browser_id, room.id))
    seated_member = None if seat is None else db.get(Member, seat.member_id)
    if seated_member is not None and (
        seated_member.user_id is not None or seated_member.role != Role.PARTICIPANT
    ):
        raise Refused("host_here")
    member = _member_of(change, person) or _adopt_guest(change, person, seated_member)
    if member is None:
        member = new_member(change, person.name, language, Role.PARTICIPANT)
        _match(change, member, person)
    if member.removed_at is not None:
        raise Refused("not_allowed")
    _welcome(change, member, person, language)
    if consent is not None:
        features.call(lambda feature: feature.after_seated, change, {member.id: consent})
    if seat is None:
        db.add(Seat(browser_id=browser_id, room_id=room.id, member_id=member.id))
    else:
        seat.member_id = member.id
    link.opened_at = link.opened_at or change.at
    return seated_member is not None and seated_member.id != member.id


def _find_holder(change: Change, link_id: int) -> tuple[PersonLink, Person]:
    """Return the link, and its person if invited to this session. Refused: `link_gone`."""
    link: PersonLink | None = change.db.get(PersonLink, link_id)
    person = None if link is None else change.db.get(Person, link.person_id)
    invitation = queries.invitation_of(change.db, change.room)
    if (
        link is None
        or link.revoked_at is not None
        or person is None
        or person.removed_at is not None
        or invitation is None
        or invitation.cohort_id != person.cohort_id
    ):
        raise Refused("link_gone")
    return link, person


def _member_of(change: Change, person: Person) -> Member | None:
    """Return the member that the person's link made, else the first matched to the person."""
    return change.db.scalar(
        select(Member)
        .join(Match, Match.member_id == Member.id)
        .where(
            Match.room_id == change.room.id,
            Match.person_id == person.id,
            Member.role == Role.PARTICIPANT,
            Member.user_id.is_(None),
        )
        .order_by(Match.by_user_id.is_not(None), Member.number)
        .limit(1)
    )


def _adopt_guest(change: Change, person: Person, seated_member: Member | None) -> Member | None:
    """Match the guest at this browser to the person if the names are the same; return the guest.

    A guest with another name is another person: many people share a station's computer.
    """
    if seated_member is None or change.db.get(Match, seated_member.id) is not None:
        return None
    if key_of(seated_member.name) != key_of(person.name):
        return None
    _match(change, seated_member, person)
    return seated_member


def _match(change: Change, member: Member, person: Person) -> None:
    change.db.add(
        Match(
            member_id=member.id,
            room_id=change.room.id,
            person_id=person.id,
            matched_at=change.at,
        )
    )
    change.db.flush()


def _welcome(change: Change, member: Member, person: Person, language: str) -> None:
    member.name, member.language = person.name, language
    if member.waits_since is not None:
        let_in(change, member)
        change.stir("lobby")
    change.stir("room.people")


def rename(change: Change, person_id: int, old_name: str) -> None:
    """Use a person's corrected spelling in this session, too."""
    person: Person | None = change.db.get(Person, person_id)
    if person is None:
        return
    members = change.db.scalars(
        select(Member)
        .join(Match, Match.member_id == Member.id)
        .where(
            Match.room_id == change.room.id,
            Match.person_id == person.id,
            Member.user_id.is_(None),
            Member.name == old_name,
        )
    )
    for member in members:
        change.record("member.renamed", member, before=old_name, after=person.name)
        member.name = person.name
        change.stir("room.people")
