"""Commands of signals, their part of the snapshot, and their topics of the pulse."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.limits import Limit
from webinar.kit.permissions import Can, can
from webinar.live.signals import actions, queries, wire
from webinar.live.signals.models import Pace, Reaction
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_due, on_ended
from webinar.room.engine.registry import Reader, command, hot_command, own_part, part, topic
from webinar.room.engine.wire import Bare
from webinar.room.floor.acts import tell_hosts_of
from webinar.room.rooms.models import Member, Room

# Taps per seconds. Nobody needs more; if somebody keeps tapping, further taps are refused.
SIGNALLING = Limit(6, 10)
REACTING = Limit(5, 5)
# Thousands may press at once, so everybody gets the result once a second, not at each beat.
REST_SECONDS = 1.0

on_ended(actions.finish)
tell_hosts_of("hand.called")


@hot_command("hand.raise", needs=Can.SIGNAL, message=Bare, limit=SIGNALLING)
def raise_hands(change: Change, presses: Sequence[tuple[Person, Bare]]) -> Sequence[Refused | None]:
    """Raise one's hand: join the end of the queue, unless already in it."""
    actions.raise_hands(change, [member for member, _ in presses])
    return [None] * len(presses)


@hot_command("hand.lower", needs=Can.SIGNAL, message=Bare, limit=SIGNALLING)
def lower_hands(change: Change, presses: Sequence[tuple[Person, Bare]]) -> Sequence[Refused | None]:
    """Lower one's own hand. Does nothing if it is not up."""
    actions.lower_hands(change, [member for member, _ in presses])
    return [None] * len(presses)


@command("hand.call", needs=Can.MODERATE, message=wire.NameHand)
def call(change: Change, member: Member, message: wire.NameHand) -> None:
    """Give this member the floor, and lower the hand of the previous speaker."""
    actions.call(change, member, message.member)


@command("hand.dismiss", needs=Can.MODERATE, message=wire.NameHand)
def dismiss(change: Change, member: Member, message: wire.NameHand) -> None:
    """Lower this member's hand for them. Does nothing if it is not up."""
    actions.dismiss(change, member, message.member)


@command("hand.dismiss_all", needs=Can.MODERATE, message=Bare)
def dismiss_all(change: Change, member: Member, _message: Bare) -> None:
    """Lower all hands."""
    actions.dismiss_all(change, member)


@hot_command(
    "pace.signal", needs=Can.SIGNAL, message=wire.SendPace, limit=SIGNALLING, can_wait=True
)
def signal_pace(
    change: Change, presses: Sequence[tuple[Person, wire.SendPace]]
) -> Sequence[Refused | None]:
    actions.signal_pace(change, [(member, Pace(message.kind)) for member, message in presses])
    return [None] * len(presses)


@command("pace.ask", needs=Can.CAPTION, message=Bare, limit=SIGNALLING)
def ask_slower(change: Change, member: Member, _message: Bare) -> None:
    """Tell the hosts that the interpreter cannot keep up, and in which language."""
    actions.ask_slower(change, member)


@hot_command(
    "reaction.send", needs=Can.SIGNAL, message=wire.SendReaction, limit=REACTING, can_wait=True
)
def react(
    change: Change, presses: Sequence[tuple[Person, wire.SendReaction]]
) -> Sequence[Refused | None]:
    actions.react(change, [Reaction(message.kind) for _, message in presses])
    return [None] * len(presses)


@on_due("hands.look")
def look_for_absent(change: Change, _key: str) -> None:
    actions.lower_absent(change)


@on_due("pace.fade")
def fade(change: Change, _key: str) -> None:
    actions.forget_faded(change)


@part("signals")
def signals_part(db: Session, room: Room, reader: Reader) -> wire.SignalsView:
    counts = queries.reactions(db, room)
    if not can(reader, Can.SEE_PEOPLE):
        return wire.SignalsView(reactions=counts)
    hands, pace = queries.hands_view(db, room), queries.pace_view(db, room)
    return wire.SignalsView(
        reactions=counts,
        hands=hands.hands,
        up=hands.up,
        slower=pace.slower,
        unclear=pace.unclear,
        interpreters=pace.interpreters,
    )


@own_part("signals")
def my_signals(db: Session, _room: Room, member: Member, signals: dict[str, Any]) -> dict[str, Any]:
    """Add the member's own hand and signals; hosts have none."""
    if can(member, Can.SEE_PEOPLE):
        return signals
    pace = queries.own_pace(db, member.id)
    own = {
        "hand": queries.hands_up(db, [member.id]).get(member.id),
        "slower_at": pace.get(Pace.SLOWER),
        "unclear_at": pace.get(Pace.UNCLEAR),
    }
    return {**signals, **own}


@topic("signals.hands")
def hands_states(db: Session, room: Room, _keys: Collection[str]) -> list[wire.HandsChanged]:
    return [wire.HandsChanged(set=queries.hands_view(db, room))]


@topic("signals.pace", rest=REST_SECONDS)
def pace_states(db: Session, room: Room, _keys: Collection[str]) -> list[wire.PaceChanged]:
    return [wire.PaceChanged(set=queries.pace_view(db, room))]


@topic("signals.reactions", rest=REST_SECONDS)
def reactions_states(
    db: Session, room: Room, _keys: Collection[str]
) -> list[wire.ReactionsChanged]:
    return [wire.ReactionsChanged(set=wire.ReactionsView(reactions=queries.reactions(db, room)))]
