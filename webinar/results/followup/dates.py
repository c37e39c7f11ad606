"""An owner's steps as calendar entries, in the owner's language."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.live.steps.models import Step, StepState
from webinar.results.followup import display, queries
from webinar.results.followup.calendar import Entry
from webinar.room.rooms.models import Room


def entries(
    db: Session, room: Room, steps: Sequence[Step], language: str, public_url: str
) -> list[Entry]:
    """Return entries for the steps that have a date. Each report or new date raises `sequence`."""
    views = display.step_views(db, room, steps, language)
    reports = queries.reports_of(db, steps)
    host = urlsplit(public_url).hostname or "localhost"
    calendar_entries = []
    for step, view in zip(steps, views, strict=True):
        if step.due is None and step.check_back is None:
            continue
        step_reports = reports[step.id]
        last_change = (
            step_reports[-1].row.reported_at
            if step_reports
            else step.decided_at or step.proposed_at
        )
        is_done = step.state is StepState.DONE
        text = view["text"]
        calendar_entries.append(
            Entry(
                uid=f"{room.code}-{step.number}@{host}",
                sequence=step.details + len(step_reports),
                changed=last_change,
                summary=_("Done: %(step)s", step=text) if is_done else text,
                check_back_summary=_("Check back: %(step)s", step=text),
                description=_description(step),
                due=step.due,
                check_back=None if is_done else step.check_back,
            )
        )
    return calendar_entries


def _description(step: Step) -> str:
    lines = []
    if step.indicator:
        lines.append(_("How one can see that it is done") + ": " + step.indicator)
    if step.evidence:
        lines.append(_("Evidence wanted") + ": " + step.evidence)
    return "\n".join(lines)
