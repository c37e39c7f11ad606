"""Adds a member's own answers to everybody's view of the polls. Reads only."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import msgspec
from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.db import Base, table_of
from webinar.live.polls import queries
from webinar.live.polls.kinds import OPEN_KINDS, OPTION_KINDS
from webinar.live.polls.kinds.base import Own
from webinar.live.polls.models import Ballot, Poll
from webinar.room.rooms.models import Member, Room

View = dict[str, Any]


def with_own_answers(db: Session, room: Room, member: Member, polls: list[View]) -> list[View]:
    """Return these polls as participants see them, with this member's answers.

    For an anonymous poll in which the member voted, `mine` is empty: only the ballot is known, not
    the answer.
    """
    ids = {"room_id": room.id, "member_id": member.id}
    answers = _ballot_views(db, ids) if any(map(_is_more_than_options, polls)) else {}
    kinds = {poll["poll"]: PollKind(poll["kind"]) for poll in polls}
    for key, chosen in queries.choices_of(db, room, member).items():
        if key in kinds:
            answers[key] = _own_view(OPTION_KINDS[kinds[key]].own_kept(chosen))
    for kind in {*kinds.values()} & OPEN_KINDS.keys():
        values_by_key: defaultdict[str, list[Any]] = defaultdict(list)
        for key, value in db.execute(_OWN[kind], ids):
            values_by_key[key].append(value)
        for key, values in values_by_key.items():
            # The member's options, if the kind has any, are there already.
            own = _own_view(OPEN_KINDS[kind].own_kept(values))
            answers[key] = {**own, **answers.get(key, {}), "answer": own["answer"]}
    return [{**poll, **answers.get(poll["poll"], {})} for poll in polls]


def _own_view(own: Own) -> View:
    answer = {"answer": msgspec.to_builtins(own.answer)} if own.answer else {}
    return {"mine": own.options, **answer}


def _is_more_than_options(poll: View) -> bool:
    is_open = not PollKind(poll["kind"]).has_options
    return is_open or poll.get("anonymous", False) or poll.get("abstain", False)


def _ballot_views(db: Session, ids: View) -> dict[str, View]:
    return {
        key: {"mine": [], "answer": {"abstain": True}} if has_abstained else {"mine": []}
        for key, has_abstained in db.execute(_BALLOTS, ids)
    }


def _select_own(table: type[Base], column: Any) -> Select[Any]:
    """Select one member's rows in this table for the polls of one room."""
    own = table_of(table).c
    is_members = (own.poll_id == Poll.id) & (own.member_id == bindparam("member_id"))
    return (
        select(Poll.key, column)
        .join(table_of(table), is_members)
        .where(Poll.room_id == bindparam("room_id"))
    )


_BALLOTS = _select_own(Ballot, Ballot.has_abstained)
_OWN = {name: _select_own(kind.named, kind.value) for name, kind in OPEN_KINDS.items()}
