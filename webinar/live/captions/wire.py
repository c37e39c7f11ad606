"""Messages and broadcasts of captions: to the readers of a language, and to the hosts.

To participants a line costs bytes and not sound, so it says nothing but itself.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec
from sqlalchemy.orm import Session

from webinar.live.captions import queries
from webinar.live.captions.models import Caption, Lane
from webinar.room.engine.wire import Audience, Mutation, PartState
from webinar.room.rooms.models import Member, MemberNumber, Room
from webinar.room.rooms.numbering import NumberOfMember

# Longer lines are refused with their own code; this only bounds the message.
Typed = Annotated[str, msgspec.Meta(min_length=1, max_length=400)]


class TakeLane(Mutation, frozen=True):
    """Interpret into one's language from now on.

    `holder` is the interpreter whom the client saw there when it sent this; null for none.
    """

    holder: NumberOfMember | None = None


class OfferLane(Mutation, frozen=True):
    """Ask the other interpreters of this language to take over, or stop asking."""

    offered: bool


class SayCaption(Mutation, frozen=True):
    """Add a line of captions in the language that the member interprets into."""

    text: Typed


class CorrectCaption(Mutation, frozen=True):
    """Correct the last line of captions, or any line by machine; `line` is its number."""

    line: Annotated[int, msgspec.Meta(ge=1, le=9_999_999)]
    text: Typed


class Mark(StrEnum):
    """The origin and state of the newest line, beside its text.

    `MACHINE`: a machine wrote it. `STOPPED`: a machine wrote it, and writes no more now.
    """

    NONE = ""
    MACHINE = "machine"
    STOPPED = "stopped"


class LineView(msgspec.Struct, frozen=True):
    """A line; the same `id` again means that the line was corrected."""

    id: int
    text: str
    mark: Mark


class CaptionsView(msgspec.Struct, frozen=True):
    """The newest line in the reader's language, and the one `before` it."""

    id: int
    text: str
    before: str
    mark: Mark = Mark.NONE


class PartialView(msgspec.Struct, frozen=True):
    """The end of what a machine has understood since the line with the id `after`.

    It is no line yet: the next such text replaces it, and a newer line makes it void.
    """

    after: int
    text: str


class LaneView(msgspec.Struct, frozen=True):
    """One language as hosts see it: its interpreter and its last two lines.

    `holder` is a member's number. `offered` means that the interpreter asks to be relieved. `mark`
    is that of the newest line.
    """

    holder: MemberNumber | None
    offered: bool
    id: int
    text: str
    before: str
    mark: Mark


class CaptionSaid(PartState, frozen=True):
    """A line was added or corrected; for participants who read the session in its language."""

    name: ClassVar[str] = "caption.said"
    audience: ClassVar[Audience] = Audience.READERS
    part: ClassVar[str] = "captions"

    set: LineView


class CaptionHeard(PartState, frozen=True):
    """A machine has understood something, but no whole line yet; for readers of its language."""

    name: ClassVar[str] = "caption.heard"
    audience: ClassVar[Audience] = Audience.READERS
    part: ClassVar[str] = "captions"

    set: dict[str, PartialView]


class CaptionsMarked(PartState, frozen=True):
    """A machine has stopped, or goes on; for readers who see a line of it as the newest."""

    name: ClassVar[str] = "captions.marked"
    audience: ClassVar[Audience] = Audience.READERS
    part: ClassVar[str] = "captions"

    set: dict[str, Mark]


class LaneChanged(PartState, frozen=True):
    """Another interpreter works in this language, asks to be relieved, or has added a line."""

    name: ClassVar[str] = "lane.changed"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "lanes"

    key: str
    set: dict[str, LaneView]


def caption_said(line: Caption) -> CaptionSaid:
    """Return the broadcast of a line that was just written; a machine that writes has not stopped.

    The mark is that of the line alone.
    """
    mark = Mark.MACHINE if line.is_by_machine else Mark.NONE
    return CaptionSaid(set=LineView(line.number, line.text, mark))


def caption_heard(after: int, text: str) -> CaptionHeard:
    return CaptionHeard(set={"partial": PartialView(after, text)})


def captions_marked(mark: Mark) -> CaptionsMarked:
    return CaptionsMarked(set={"mark": mark})


def lane_changed(db: Session, room: Room, lane: Lane) -> LaneChanged:
    holder = db.get_one(Member, lane.member_id).number
    view = _lane_view(db, room, lane.language, holder, lane.is_offered)
    return LaneChanged(key=lane.language, set={lane.language: view})


def lane_written(db: Session, room: Room, language: str) -> LaneChanged:
    """Return the lane after a machine wrote in it, or stopped; perhaps nobody holds it."""
    lane = db.get(Lane, (room.id, language))
    if lane is not None:
        return lane_changed(db, room, lane)
    return lane_freed(db, room, language)


def lane_freed(db: Session, room: Room, language: str) -> LaneChanged:
    view = _lane_view(db, room, language, None, False)
    return LaneChanged(key=language, set={language: view})


def captions_view(db: Session, room: Room, language: str) -> CaptionsView | None:
    """Return the captions; None before the first line: most sessions have no captions."""
    lines = queries.last_lines(db, room, language)
    if not lines:
        return None
    newest, before = lines[0], lines[1].text if len(lines) > 1 else ""
    return CaptionsView(newest.number, newest.text, before, mark_of(db, room, newest))


def mark_of(db: Session, room: Room, line: Caption) -> Mark:
    """Return the mark of a line that is the newest in its language."""
    if not line.is_by_machine:
        return Mark.NONE
    source = queries.find_source(db, room, line.language)
    return Mark.MACHINE if source is not None and source.is_running else Mark.STOPPED


def lanes_view(db: Session, room: Room) -> dict[str, LaneView]:
    """Return the opened lanes by language, and those in which only a machine writes."""
    unheld = {
        language: _lane_view(db, room, language, None, False)
        for language in queries.source_languages(db, room)
    }
    return unheld | {
        lane.language: _lane_view(db, room, lane.language, holder, lane.is_offered)
        for lane, holder in queries.lanes(db, room)
    }


def _lane_view(
    db: Session, room: Room, language: str, holder: MemberNumber | None, is_offered: bool
) -> LaneView:
    lines = captions_view(db, room, language) or CaptionsView(0, "", "")
    return LaneView(holder, is_offered, lines.id, lines.text, lines.before, lines.mark)
