"""Recording reports on agreed steps, by owners or by hosts for them.

No Flask, no Socket.IO, no commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.kit.zones import local_time
from webinar.live.steps.actions import say_changed
from webinar.live.steps.models import OwnerState, Step, StepOwner, StepState
from webinar.live.steps.moves import UNDONE, check_move
from webinar.live.steps.queries import find_owner
from webinar.results.followup import queries
from webinar.results.followup.models import FollowLink, ReportKind, StepFile, StepReport
from webinar.results.followup.queries import Holder
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member

NOTE_LENGTH = 1000
REPORTS_PER_STEP = 200
FILES_PER_STEP = 5
BYTES_PER_SESSION = 500 * 1024 * 1024
LATEST_DUE = date(2199, 12, 31)

_LEADS_TO = {
    ReportKind.STARTED: StepState.IN_PROGRESS,
    ReportKind.DONE: StepState.DONE,
    ReportKind.BLOCKED: StepState.BLOCKED,
    ReportKind.REOPENED: StepState.IN_PROGRESS,
}
# These reports make no sense without a note.
_NEED_NOTE = {
    ReportKind.MOVED: "why_empty",
    ReportKind.BLOCKED: "need_empty",
    ReportKind.REOPENED: "why_empty",
    ReportKind.NOTE: "note_empty",
}


@dataclass(frozen=True)
class Kept:
    """A file that is already on the shelf, under the name `kept`."""

    kept: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Saying:
    """A report on a step. `key` comes with the form: a key that is sent twice adds one report."""

    kind: ReportKind
    key: str
    note: str = ""
    new_due: date | None = None
    files: Sequence[Kept] = ()


def report_by_link(change: Change, holder: Holder, number: int, said: Saying) -> bool:
    """Record a link holder's report on one of their steps; return whether it was new.

    Raises `Refused` with `unknown_step`, `not_accepted`, and as `_report`.
    """
    found = queries.find_owned(change.db, holder.link, number)
    # The link may have been revoked since the page was requested.
    is_good = queries.find_link(change.db, change.room, holder.link.id) is not None
    if found is None or not is_good:
        raise Refused("unknown_step")
    return _report(change, found.step, found.owner, said, link=holder.link)


def report_by_host(
    change: Change, host: Member, number: int, owner_number: int, said: Saying
) -> bool:
    """Record what an owner told a host; return whether it was new. Raises as `_report`."""
    step = queries.find_followed(change.db, change.room, number)
    owner = None if step is None else find_owner(change.db, step, owner_number)
    if step is None:
        raise Refused("unknown_step")
    if owner is None:
        raise Refused("unknown_owner")
    return _report(change, step, owner, said, host=host)


def _report(
    change: Change,
    step: Step,
    owner: StepOwner,
    said: Saying,
    *,
    link: FollowLink | None = None,
    host: Member | None = None,
) -> bool:
    """Record a report on a step for an owner; return whether it was new.

    Refused: `not_accepted`, `step_move`, `why_empty`, `need_empty`, `note_empty`, `due_empty`,
    `due_past`, `due_same`, `check_back_after_due`, `too_many_reports`, `too_many_files`,
    `no_room_for_files`.
    """
    if queries.report_by_key(change.db, step, said.key) is not None:
        return False
    if owner.state is not OwnerState.ACCEPTED:
        raise Refused("not_accepted")
    note = _note(said)
    number = queries.count_reports(change.db, step) + 1
    if number > REPORTS_PER_STEP:
        raise Refused("too_many_reports")
    _check_files(change, step, said.files)
    was_due, is_moved = step.due, said.kind is ReportKind.MOVED
    if is_moved:
        _move_due(change, step, said.new_due)
    elif said.kind in _LEADS_TO:
        _move(step, said.kind)
    change.db.add(
        StepReport(
            step_id=step.id,
            number=number,
            key=said.key,
            owner=owner.number,
            kind=said.kind,
            note=note,
            was_due=was_due if is_moved else None,
            new_due=step.due if is_moved else None,
            reported_at=change.at,
            link_id=None if link is None else link.id,
            member_id=None if host is None else host.id,
        )
    )
    change.db.flush()
    _add_files(change, step, number, said.files)
    _tell(change, step, owner, number, said, host)
    return True


def _tell(
    change: Change, step: Step, owner: StepOwner, number: int, said: Saying, host: Member | None
) -> None:
    detail: dict[str, object] = {"report": number, "what": said.kind.value, "owner": owner.number}
    if said.kind is ReportKind.MOVED:
        detail["due"] = None if step.due is None else step.due.isoformat()
    by = "link" if host is None else "host"
    say_changed(change, step, "step.reported", host, **detail, files=len(said.files), by=by)


def _note(said: Saying) -> str:
    code = _NEED_NOTE.get(said.kind, "")
    if not said.note.strip() and (not code or (said.kind is ReportKind.NOTE and said.files)):
        return ""
    return one_line(said.note, NOTE_LENGTH, code or "note_empty")


def _move(step: Step, kind: ReportKind) -> None:
    if (kind is ReportKind.REOPENED) is not (step.state is StepState.DONE):
        raise Refused("step_move")
    if step.state is StepState.AGREED:
        # An owner who has accepted the step may act, even if other owners have not answered.
        check_move(step.state, StepState.OWNED)
        step.state = StepState.OWNED
    check_move(step.state, _LEADS_TO[kind])
    step.state = _LEADS_TO[kind]


def _move_due(change: Change, step: Step, wanted: date | None) -> None:
    if step.state not in UNDONE:
        raise Refused("step_move")
    if wanted is None or wanted > LATEST_DUE:
        raise Refused("due_empty")
    if wanted == step.due:
        raise Refused("due_same")
    if wanted < local_time(change.at, change.room.time_zone).date():
        raise Refused("due_past")
    if step.check_back is not None and step.check_back > wanted:
        raise Refused("check_back_after_due")
    step.due, step.details = wanted, step.details + 1


def _check_files(change: Change, step: Step, files: Sequence[Kept]) -> None:
    if not files:
        return
    if queries.count_files(change.db, step) + len(files) > FILES_PER_STEP:
        raise Refused("too_many_files")
    size = sum(file.size for file in files)
    if queries.bytes_kept(change.db, change.room) + size > BYTES_PER_SESSION:
        raise Refused("no_room_for_files")


def _add_files(change: Change, step: Step, report: int, files: Sequence[Kept]) -> None:
    there = queries.count_files(change.db, step)
    for number, file in enumerate(files, there + 1):
        change.db.add(
            StepFile(
                step_id=step.id,
                number=number,
                report=report,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
                kept=file.kept,
            )
        )
    change.db.flush()
