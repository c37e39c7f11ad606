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
from webinar.live.steps.models import Step, StepDraft, StepState
from webinar.live.steps.queries import drafts_of
from webinar.results.followup import display, queries
from webinar.results.followup.charts import Turn, bars, burn_down
from webinar.results.followup.models import ReportKind
from webinar.results.followup.queries import OwnerWithSteps, RecordedReport
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
    def read(cls, query: Mapping[str, str]) -> Filter:
        """Read the filter from an address; invalid values are ignored."""
        state = query.get("state", "")
        return cls(
            state if state in STATES else "",
            query.get("owner", "")[:130],
            whole_number(query.get("part", ""), 999),
            query.get("late") == "1",
        )

    @property
    def is_set(self) -> bool:
        return bool(self.state or self.owner or self.part is not None or self.is_late)


def board(db: Session, room: Room, board_filter: Filter, language: str) -> dict[str, Any]:
    """Return the context of the template `results/followup/board.html`."""
    steps = queries.followed_steps(db, room)
    owners, today = queries.owners_of(db, room), display.today_in(room)
    parts = module_of(room.edition).parts
    part_by_step = parts_of_steps(db, room, steps)
    views = display.step_views(db, room, steps, language)
    for view, step in zip(views, steps, strict=True):
        number = part_by_step.get(step.id)
        view["part"] = number
        view["part_title"] = "" if number is None else resolve(parts[number].title, language)[1]
    reports = queries.reports_of(db, steps)
    counts = {state: sum(view["state"] == state for view in views) for state in STATES}
    return {
        "today": display.day(today),
        "counts": counts,
        "late": sum(view["days_late"] > 0 for view in views),
        "whole": len(views),
        "steps": [view for view in views if _matches(view, board_filter, owners)],
        "filter": board_filter,
        "owners": owners,
        "parts": [
            (number, resolve(part.title, language)[1])
            for number, part in enumerate(parts)
            if number in part_by_step.values()
        ],
        "burn_down": burn_down(_turns(room, steps, reports), today),
        "bars": bars(_step_counts(owners, views)),
    }


def parts_of_steps(db: Session, room: Room, steps: Sequence[Step]) -> dict[int, int]:
    """Return the number of the part of the programme that each step belongs to, by step id.

    A step belongs to the part whose slide drafted it, or else to the part that the session was in
    when the step was proposed.
    """
    module = module_of(room.edition)
    if not module.parts:
        return {}
    drafts, stays = drafts_of(db, steps), slide_visits(db, room)
    slides = {
        step.id: slide
        for step in steps
        if (slide := _slide(module, step, drafts.get(step.id), stays)) is not None
    }
    return {step_id: part_number(module.parts, slide) for step_id, slide in slides.items()}


def _slide(
    module: Module, step: Step, draft: StepDraft | None, stays: Sequence[Stay]
) -> int | None:
    if draft is not None:
        for number, slide in enumerate(module.slides):
            if any(item.id == draft.key for item in slide.steps):
                return number
    slides_before = [
        stay.slide for stay in stays if stay.at <= step.proposed_at and stay.slide is not None
    ]
    return slides_before[-1] if slides_before else None


def _matches(view: dict[str, Any], board_filter: Filter, owners: Sequence[OwnerWithSteps]) -> bool:
    if board_filter.state and view["state"] != board_filter.state:
        return False
    if board_filter.is_late and not view["days_late"]:
        return False
    if board_filter.part is not None and view["part"] != board_filter.part:
        return False
    if board_filter.owner:
        return any(
            view["number"] in owner.steps for owner in owners if owner.key == board_filter.owner
        )
    return True


def _turns(
    room: Room, steps: Sequence[Step], reports: Mapping[int, Sequence[RecordedReport]]
) -> list[Turn]:
    """Return the days on which steps were agreed, done and reopened."""
    turns = []
    for step in steps:
        turns.append(Turn(_day(step.decided_at or step.proposed_at, room), 1))
        is_done = False
        for report in reports[step.id]:
            if report.row.kind is ReportKind.DONE and not is_done:
                is_done = True
                turns.append(Turn(_day(report.row.reported_at, room), -1))
            elif report.row.kind is ReportKind.REOPENED and is_done:
                is_done = False
                turns.append(Turn(_day(report.row.reported_at, room), 1))
    return turns


def _day(instant: datetime, room: Room) -> date:
    return local_time(instant, room.time_zone).date()


def _step_counts(
    owners: Sequence[OwnerWithSteps], views: Sequence[dict[str, Any]]
) -> list[tuple[str, int, int, int]]:
    """Return each owner's numbers of steps done, open and overdue.

    A shared step counts for each of its owners.
    """
    by_number = {view["number"]: view for view in views}
    counts = []
    for owner in owners:
        own_views = [by_number[number] for number in owner.steps]
        done = sum(view["state"] == StepState.DONE for view in own_views)
        late = sum(view["days_late"] > 0 for view in own_views)
        counts.append((owner.name, done, len(own_views) - done - late, late))
    return counts
