"""The board of a session: the agreed steps, filtered on request, and two charts of all steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_of
from webinar.content.lessons.model import Module, part_number
from webinar.kit.language_fallback import resolve
from webinar.kit.text import whole_number
from webinar.kit.zones import local_time
from webinar.live.slides.plan import Stay, slide_visits
from webinar.live.steps.models import Step, StepState
from webinar.live.steps.queries import draft_keys
from webinar.results.followup import queries, shown
from webinar.results.followup.charts import Turn, bars, burn_down
from webinar.results.followup.models import ReportKind
from webinar.results.followup.queries import OwnerOf, RecordedReport
from webinar.room.rooms.models import Room

STATES = ("agreed", "owned", "in_progress", "blocked", "done")
# The names of the filters in an address.
FILTERS = ("state", "owner", "part", "late")


@dataclass(frozen=True)
class Filter:
    """The requested part of the board; an empty field does not filter."""

    state: str = ""
    owner: str = ""
    part: int | None = None
    is_late: bool = False

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Filter:
        """Read the filter from an address; invalid values are ignored."""
        state = asked.get("state", "")
        return cls(
            state if state in STATES else "",
            asked.get("owner", "")[:130],
            whole_number(asked.get("part", ""), 999),
            asked.get("late") == "1",
        )

    @property
    def is_set(self) -> bool:
        return bool(self.state or self.owner or self.part is not None or self.is_late)


def board(db: Session, room: Room, wanted: Filter, language: str) -> dict[str, Any]:
    """Return the context of the template `followup/board.html`."""
    steps = queries.followed(db, room)
    owners, today = queries.owners_of(db, room), shown.today_in(room)
    parts = module_of(room.edition).parts
    part_of = parts_of_steps(db, room, steps)
    views = shown.steps_shown(db, room, steps, language)
    for view, step in zip(views, steps, strict=True):
        number = part_of.get(step.id)
        view["part"] = number
        view["part_title"] = "" if number is None else resolve(parts[number].title, language)[1]
    told = queries.reports_of(db, steps)
    counts = {state: sum(one["state"] == state for one in views) for state in STATES}
    return {
        "today": shown.day(today),
        "counts": counts,
        "late": sum(one["days_late"] > 0 for one in views),
        "whole": len(views),
        "steps": [one for one in views if _is_wanted(one, wanted, owners)],
        "filter": wanted,
        "owners": owners,
        "parts": [
            (number, resolve(part.title, language)[1])
            for number, part in enumerate(parts)
            if number in part_of.values()
        ],
        "burn_down": burn_down(_turns(room, steps, told), today),
        "bars": bars(_people(owners, views)),
    }


def parts_of_steps(db: Session, room: Room, steps: Sequence[Step]) -> dict[int, int]:
    """Return the part of the programme that each step belongs to, by step id.

    A step belongs to the part whose slide drafted it, or else to the part that the session was in
    when the step was proposed.
    """
    module = module_of(room.edition)
    if not module.parts:
        return {}
    drafts, stays = draft_keys(db, steps), slide_visits(db, room)
    slides = {
        step.id: slide
        for step in steps
        if (slide := _slide(module, step, drafts.get(step.id), stays)) is not None
    }
    return {step_id: part_number(module.parts, slide) for step_id, slide in slides.items()}


def _slide(module: Module, step: Step, draft: str | None, stays: Sequence[Stay]) -> int | None:
    if draft is not None:
        for number, slide in enumerate(module.slides):
            if any(item.id == draft for item in slide.steps):
                return number
    known = [stay.slide for stay in stays if stay.at <= step.proposed_at and stay.slide is not None]
    return known[-1] if known else None


def _is_wanted(view: dict[str, Any], wanted: Filter, owners: Sequence[OwnerOf]) -> bool:
    if wanted.state and view["state"] != wanted.state:
        return False
    if wanted.is_late and not view["days_late"]:
        return False
    if wanted.part is not None and view["part"] != wanted.part:
        return False
    if wanted.owner:
        return any(view["number"] in owner.steps for owner in owners if owner.key == wanted.owner)
    return True


def _turns(
    room: Room, steps: Sequence[Step], told: Mapping[int, Sequence[RecordedReport]]
) -> list[Turn]:
    """Return the days on which steps were agreed, done and reopened."""
    turns = []
    for step in steps:
        turns.append(Turn(_day(step.decided_at or step.proposed_at, room), 1))
        is_done = False
        for one in told[step.id]:
            if one.row.kind is ReportKind.DONE and not is_done:
                is_done = True
                turns.append(Turn(_day(one.row.reported_at, room), -1))
            elif one.row.kind is ReportKind.REOPENED and is_done:
                is_done = False
                turns.append(Turn(_day(one.row.reported_at, room), 1))
    return turns


def _day(instant: datetime, room: Room) -> date:
    return local_time(instant, room.time_zone).date()


def _people(
    owners: Sequence[OwnerOf], views: Sequence[dict[str, Any]]
) -> list[tuple[str, int, int, int]]:
    """Return each owner's numbers of steps done, open and overdue.

    A shared step counts for each of its owners.
    """
    by_number = {view["number"]: view for view in views}
    people = []
    for owner in owners:
        own = [by_number[number] for number in owner.steps]
        done = sum(view["state"] == StepState.DONE for view in own)
        late = sum(view["days_late"] > 0 for view in own)
        people.append((owner.name, done, len(own) - done - late, late))
    return people
