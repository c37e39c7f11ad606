"""The plan of a session, and the time really spent on each slide and in each part. No Flask."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.lessons.model import Module, Part, part_number
from webinar.kit import clock
from webinar.kit.language_fallback import resolve
from webinar.kit.value_cache import cached_value
from webinar.room.rooms.models import Room, TimelineEntry

# If a slide was on the screen for less than this, the presenter only leafed through it.
GLANCE = timedelta(seconds=5)


class PlanPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the programme. `spent` is how many seconds the session has been in it."""

    title: str
    language: str
    first: int
    minutes: int
    spent: int
    keeps_answers: bool


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """The plan, for hosts. `minutes` are planned for each slide; all are 0 if no slide has its own.

    In `parts`, `spent` counts up to the time of the snapshot. `seen` are the slides, in order of
    their numbers, at which the session has been since its start, outside breaks. `reveals` has the
    number of items of each slide that reveals its lists item by item, by the number of the slide.
    """

    minutes: list[float]
    parts: list[PlanPart]
    seen: list[int]
    reveals: dict[str, int]


class Stay(NamedTuple):
    """A stay of the session on a slide, from the time `at`; `slide` is None during a break."""

    at: datetime
    slide: int | None


def plan_of(db: Session, room: Room, module: Module, language: str) -> PlanView:
    """Return the plan and the time spent so far, worded in `language`."""
    parts = module.all_parts()
    stays = slide_visits(db, room)
    seconds_spent = seconds_by_part(parts, stays, room.ended_at or clock.now())
    return PlanView(
        minutes=[slide.minutes for slide in module.slides],
        parts=[
            _part(part, seconds, language)
            for part, seconds in zip(parts, seconds_spent, strict=True)
        ],
        seen=sorted({stay.slide for stay in stays if stay.slide is not None}),
        reveals={
            str(number): slide.reveals
            for number, slide in enumerate(module.slides)
            if slide.reveals
        },
    )


def seconds_by_part(parts: Sequence[Part], stays: Iterable[Stay], end: datetime) -> list[int]:
    """Return the seconds spent in each part. `stays` are in order; the last one lasts to `end`."""
    spent = [0.0] * len(parts)
    in_order = list(stays)
    ends = [*(next_stay.at for next_stay in in_order[1:]), end]
    for stay, stay_end in zip(in_order, ends, strict=False):
        if stay.slide is None:
            continue
        spent[part_number(parts, stay.slide)] += max(0.0, (stay_end - stay.at).total_seconds())
    return [round(seconds) for seconds in spent]


# The time of a break counts for no part, whichever slide the room shows meanwhile.
_MOVES = ("slide.moved", "break.started", "break.ended")


def with_breaks(stays: Iterable[Stay], module: Module) -> list[Stay]:
    """Return the stays with each slide for a break turned into a break."""
    break_slides = {number for number, slide in enumerate(module.slides) if slide.is_break}
    return [Stay(at, None if slide in break_slides else slide) for at, slide in stays]


def slide_visits(db: Session, room: Room) -> list[Stay]:
    """Return the stays since the session started; slides that were tried before do not count."""
    # Every move is announced to everyone, which changes the stamp. Without moves, the list of a
    # long day is not read again for each host who asks.
    stamp = (room.said_everyone, room.started_at)
    return cached_value(db, ("stays", room.id), stamp, lambda: _read_stays(db, room))


def _read_stays(db: Session, room: Room) -> list[Stay]:
    if room.started_at is None:
        return []
    moves = db.execute(
        select(TimelineEntry.at, TimelineEntry.kind, TimelineEntry.detail)
        .where(TimelineEntry.room_id == room.id, TimelineEntry.kind.in_(_MOVES))
        .order_by(TimelineEntry.id)
    )
    stays, slide = [], 0
    is_break = False
    for at, kind, detail in moves:
        if kind == "slide.moved":
            slide = detail["slide"]
        else:
            is_break = kind == "break.started"
        stays.append(Stay(at, None if is_break else slide))
    earlier_stays = [stay for stay in stays if stay.at < room.started_at]
    later_stays = [stay for stay in stays if stay.at >= room.started_at]
    if later_stays and later_stays[0].at == room.started_at:
        # The session stood at a hidden slide, and began with the next one that is shown.
        return later_stays
    at_start = Stay(room.started_at, earlier_stays[-1].slide if earlier_stays else 0)
    return [at_start, *later_stays]


def _part(part: Part, seconds: int, language: str) -> PlanPart:
    title_language, title = resolve(part.title, language)
    return PlanPart(
        title=title,
        language=title_language,
        first=part.first,
        minutes=part.minutes,
        spent=seconds,
        keeps_answers=part.keeps_answers,
    )
