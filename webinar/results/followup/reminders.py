"""The reasons to remind owners of steps, and the letter to each owner in their language."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit.languages import LANGUAGES
from webinar.kit.numerals import digits
from webinar.live.steps.models import OwnerState, Step
from webinar.live.steps.moves import UNDONE
from webinar.results.followup import display, queries
from webinar.results.followup.models import FollowLink, ReminderKind, StepReminder
from webinar.results.followup.queries import OwnerWithSteps
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in

SOON = timedelta(days=7)


class Reason(NamedTuple):
    """The reason to remind an owner of a step; `day` is the date that the reminder is about."""

    step_id: int
    owner: int
    kind: ReminderKind
    day: date


class Letter(NamedTuple):
    """A letter to one owner for these `reasons`. `address` is that of the owner's own page."""

    subject: str
    text: str
    address: str
    language: str
    reasons: tuple[Reason, ...]


def kinds_today(step: Step, today: date) -> list[tuple[ReminderKind, date]]:
    """Return the reminders that a step needs on this day."""
    kinds = []
    if step.state in UNDONE and step.due is not None:
        if step.due < today:
            kinds.append((ReminderKind.OVERDUE, step.due))
        elif step.due == today:
            kinds.append((ReminderKind.TODAY, step.due))
        elif step.due <= today + SOON:
            kinds.append((ReminderKind.SOON, step.due))
    if step.state in UNDONE and step.check_back == today:
        kinds.append((ReminderKind.CHECK_BACK, today))
    return kinds


def recorded_reminders(db: Session, steps: Sequence[Step]) -> dict[Reason, StepReminder]:
    """Return the reminders recorded so far, by reason."""
    rows = db.scalars(
        select(StepReminder).where(StepReminder.step_id.in_([step.id for step in steps]))
    )
    return {Reason(row.step_id, row.owner, row.kind, row.day): row for row in rows}


def letter_to(
    db: Session,
    room: Room,
    owner: OwnerWithSteps,
    link: FollowLink,
    address: str,
    language: str,
    leave_out: Collection[Reason] = (),
) -> Letter | None:
    """Return today's letter to an owner; None if there is no reason for one.

    `language` is used for a role, whose holder's language is unknown. `address` is the address of
    the link.
    """
    tag = language if owner.member is None else owner.member.language
    today = display.today_in(room)
    accepted = [
        owned for owned in queries.owned_steps(db, link) if owned.owner.state is OwnerState.ACCEPTED
    ]
    with force_locale(LANGUAGES[tag].locale):
        views = display.step_views(db, room, [owned.step for owned in accepted], tag)
        lines: dict[ReminderKind, list[str]] = {kind: [] for kind in ReminderKind}
        reasons = []
        for owned, view in zip(accepted, views, strict=True):
            for kind, day in kinds_today(owned.step, today):
                reason = Reason(owned.step.id, owned.owner.number, kind, day)
                if reason not in leave_out:
                    reasons.append(reason)
                    lines[kind].append(_line(view))
        if not reasons:
            return None
        title = title_in(room, tag)
        subject = _("Your steps from the session: %(session)s", session=title)
        text = digits(_text(owner.name, title, lines), tag).replace("{link}", address)
    return Letter(digits(subject, tag), text, address, tag, tuple(reasons))


def _text(name: str, title: str, lines: dict[ReminderKind, list[str]]) -> str:
    heads = {
        ReminderKind.OVERDUE: _("Overdue"),
        ReminderKind.TODAY: _("Due today"),
        ReminderKind.SOON: _("Due within seven days"),
        ReminderKind.CHECK_BACK: _("To be checked today"),
    }
    parts = [
        _("Hello %(name)s,", name=name),
        _("this is about what you agreed to do in the session: %(session)s", session=title),
    ]
    parts += ["\n".join([f"{heads[kind]}:", *steps]) for kind, steps in lines.items() if steps]
    parts.append(_("Say how it stands, or what is needed, on your own page:") + "\n{link}")
    parts.append(_("The link is yours alone. Please do not pass it on."))
    return "\n\n".join(parts) + "\n"


def _line(view: dict[str, Any]) -> str:
    if not view["due"]:
        return f"– {view['text']}"
    text = _("%(step)s (due date: %(date)s)", step=view["text"], date=view["due"])
    return f"– {text}"
