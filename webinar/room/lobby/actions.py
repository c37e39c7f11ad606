"""Actions that admit people, turn them away, or remove them. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, insert, update

from webinar import features
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.people.audit.actions import note
from webinar.room.engine.change import Change
from webinar.room.lobby import queries, wire
from webinar.room.lobby.models import ExpectedName
from webinar.room.lobby.names import read_list
from webinar.room.rooms.models import Member, Seat
from webinar.room.sessions.actions import NAME_LENGTH, let_in

# After this time, a participant's page has either been loaded, or will never be.
ARRIVING = timedelta(minutes=1)


def guard(change: Change, host: Member | None, mode: wire.Mode) -> None:
    """Set whether newcomers wait, come in, or are refused.

    The mode `open` also lets everybody in who waits.
    """
    old_mode = wire.mode_of(change.room)
    if old_mode == mode:
        return
    change.room.is_closed = mode == "closed"
    if mode != "closed":
        change.room.is_guarded = mode == "admit"
    match mode:
        case "open":
            change.record("lobby.opened", host)
        case "admit":
            change.record("lobby.guarded", host)
        case "closed":
            change.record("lobby.closed", host)
    if mode == "open":
        _admit_members(change, host, queries.waiting_members(change.db, change.room))
    change.stir("lobby")


def expect(change: Change, typed: str) -> None:
    """Replace the list of expected names with this one, which has a name on each line.

    Refused: `too_many_names`.
    """
    names = read_list(typed)
    room_id = change.room.id
    change.db.execute(delete(ExpectedName).where(ExpectedName.room_id == room_id))
    if names:
        rows = [{"room_id": room_id, "key": key, "name": name} for key, name in names.items()]
        change.db.execute(insert(ExpectedName), rows)
    change.record("lobby.names", names=len(names))
    change.stir("lobby")


def admit(change: Change, host: Member, number: int) -> None:
    """Let a waiting member in, or one who was turned away before. Refused: `not_waiting`."""
    _admit_members(change, host, [_waiting_member(change, number)])


def admit_all(change: Change, host: Member) -> None:
    """Let in all members who wait now. Does nothing if nobody waits."""
    _admit_members(change, host, queries.waiting_members(change.db, change.room))


def refuse(change: Change, host: Member, number: int, reason: str) -> None:
    """Turn this member away for now; they may ask again. Refused: `not_waiting`."""
    member = _waiting_member(change, number)
    if member.turned_away is not None:
        raise Refused("not_waiting")
    member.turned_away = reason
    change.record("lobby.refused", host, number=number, reason=reason)
    change.tell(member, wire.LobbyRefused(reason=reason))
    change.stir("lobby")


def ask_again(change: Change, member: Member) -> None:
    """Let a member who was turned away wait again, behind the members who came since."""
    if member.turned_away is None:
        return
    member.turned_away, member.waits_since = None, change.at
    change.record("lobby.entered", member)
    change.stir("lobby")


def rename(change: Change, member: Member, name: str) -> None:
    """Correct the name that will stand on the certificate. Refused: `name_empty`, `not_allowed`.

    The name of a member with an account is the account's, and cannot be changed here.
    """
    if member.user_id is not None:
        raise Refused("not_allowed")
    new_name = one_line(name, NAME_LENGTH, "name_empty")
    if new_name == member.name:
        return
    change.record("member.renamed", member, before=member.name, after=new_name)
    member.name = new_name
    change.stir("room.people")
    change.stir("lobby")


def note_link(change: Change, member: Member, quality: str) -> None:
    """Store the link quality that the member's device has measured, for the host at the door."""
    if member.link == quality:
        return
    member.link = quality
    if member.waits_since is not None:
        change.stir("lobby")


def remove(change: Change, host: Member, number: int) -> None:
    """Remove a participant, who hears nothing more and stays out until a host restores them.

    Refused: `unknown_member`.
    """
    member = queries.find_participant(change.db, change.room, number)
    if member is None or member.removed_at is not None:
        raise Refused("unknown_member")
    member.removed_at = change.at
    change.record("member.removed", host, number=number)
    note(change.db, "member.removed", host.user_id, room_id=change.room.id, member=member.id)
    features.call(lambda feature: feature.after_removed, change, member)
    change.tell(member, wire.MemberRemoved())
    change.stir("room.people")
    change.stir("lobby")


def clear(change: Change, host: Member) -> None:
    """Remove all participants who were never heard from, and free their browsers.

    A participant who was here after all can join again, as a new member.
    """
    ids = queries.never_here(change.db, change.room, change.at - ARRIVING)
    if not ids:
        return
    change.db.execute(delete(Seat).where(Seat.room_id == change.room.id, Seat.member_id.in_(ids)))
    change.db.execute(
        update(Member)
        .where(Member.id.in_(ids))
        .values(removed_at=change.at, turned_away=queries.NEVER_HERE)
        .execution_options(synchronize_session=False)
    )
    change.db.expire_all()
    change.record("lobby.cleared", host, people=len(ids))
    note(change.db, "lobby.cleared", host.user_id, room_id=change.room.id, people=len(ids))
    change.stir("room.people")
    change.stir("lobby")


def restore(change: Change, host: Member, number: int) -> None:
    """Restore a removed participant, who may come in again. Refused: `unknown_member`."""
    member = queries.find_participant(change.db, change.room, number)
    if member is None or member.removed_at is None:
        raise Refused("unknown_member")
    member.removed_at = None
    change.record("member.restored", host, number=number)
    change.stir("room.people")
    change.stir("lobby")


def _waiting_member(change: Change, number: int) -> Member:
    member = queries.find_participant(change.db, change.room, number)
    if member is None or member.waits_since is None or member.removed_at is not None:
        raise Refused("not_waiting")
    return member


def _admit_members(change: Change, host: Member | None, members: Sequence[Member]) -> None:
    for member in members:
        let_in(change, member)
    if members:
        numbers = [member.number for member in members]
        change.record("lobby.admitted", host, numbers=numbers)
        change.stir("room.people")
        change.stir("lobby")
