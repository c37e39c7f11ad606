"""Ballots, intervals and steps for reports; each function takes a writable session."""

from datetime import date, timedelta

from tests.live.steps.making import answer, ask_owner, make_step  # noqa: F401
from webinar.kit import clock
from webinar.live.polls.models import Ballot, Choice
from webinar.live.steps.models import StepState
from webinar.results.reports.about import Words
from webinar.results.reports.kinds import Kind
from webinar.room.engine.models import Interval
from webinar.room.rooms.models import TimelineEntry


def cast(db, poll, member, *keys, at=None):
    """Store this member's ballot for these options, and count it."""
    at = at or clock.now()
    db.add(Ballot(poll_id=poll.id, member_id=member.id, cast_at=at, language=member.language))
    db.flush()
    ids = {option.key: option.id for option in poll.options}
    poll.voters += 1
    for option in poll.options:
        option.votes += option.key in keys
    for key in keys:
        db.add(Choice(poll_id=poll.id, member_id=member.id, option_id=ids[key]))
    db.flush()


def be_there(db, member, begin, seconds):
    db.add(
        Interval(
            room_id=member.room_id,
            member_id=member.id,
            boot="one",
            began_at=begin,
            last_heard_at=begin + timedelta(seconds=seconds),
        )
    )
    db.flush()


def agree(db, room, member, text, owner="Head of unit", due=date(2027, 3, 1)):
    step = make_step(db, room, member, text, StepState.AGREED, due=due, decided_at=clock.now())
    ask_owner(db, step, member, role=owner)
    return step


def add_happening(db, room, kind, member=None, **detail):
    """Add an entry to the session's timeline."""
    entry = TimelineEntry(
        room_id=room.id,
        version=room.version,
        at=clock.now(),
        kind=kind,
        member_id=None if member is None else member.id,
        detail=detail,
    )
    db.add(entry)
    db.flush()


class Same(dict):
    """Words in no language: each word is its key."""

    def __missing__(self, key):
        return str(key)


def plain_words(is_rtl=False):
    """The words of a workbook, without a language."""
    kinds = {kind: kind.value for kind in Kind}
    return Words("English", Same(), kinds, Same(), Same(), Same(), is_rtl)
