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

# In characters.
NOTE_LENGTH = 1000
REPORTS_PER_STEP = 200
FILES_PER_STEP = 5
BYTES_PER_SESSION = 500 * 1024 * 1024
LATEST_DUE = date(2199, 12, 31)

_STATE_AFTER = {
    ReportKind.STARTED: StepState.IN_PROGRESS,
    ReportKind.DONE: StepState.DONE,
    ReportKind.BLOCKED: StepState.BLOCKED,
    ReportKind.REOPENED: StepState.IN_PROGRESS,
}
# These reports make no sense without a note; without it they are refused with this code.
_CODE_WITHOUT_NOTE = {
    ReportKind.MOVED: "why_empty",
    ReportKind.BLOCKED: "need_empty",
    ReportKind.REOPENED: "why_empty",
    ReportKind.NOTE: "note_empty",
}


@dataclass(frozen=True)
class StoredFile:
    """A file that is already on the shelf, under the name `kept`."""

    kept: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class NewReport:
    """A report on a step. `key` comes with the form: a key that is sent twice adds one report."""

    kind: ReportKind
    key: str
    note: str = ""
    new_due: date | None = None
    files: Sequence[StoredFile] = ()


def report_by_link(change: Change, holder: Holder, number: int, report: NewReport) -> bool:
    """Record a link holder's report on one of their steps; return whether it was new.

    Raises `Refused` with `unknown_step`, `not_accepted`, and the errors of `_record`.
    """
    owned = queries.find_owned_step(change.db, holder.link, number)
    # The link may have been revoked since the page was requested.
    is_valid = queries.find_link(change.db, change.room, holder.link.id) is not None
    if owned is None or not is_valid:
        raise Refused("unknown_step")
    return _record(change, owned.step, owned.owner, report, link=holder.link)


def report_by_host(
    change: Change, host: Member, number: int, owner_number: int, report: NewReport
) -> bool:
    """Record what an owner told a host; return whether it was new.

    Raises `Refused` with `unknown_step`, `unknown_owner`, and the errors of `_record`.
    """
    step = queries.find_followed_step(change.db, change.room, number)
    owner = None if step is None else find_owner(change.db, step, owner_number)
    if step is None:
        raise Refused("unknown_step")
    if owner is None:
        raise Refused("unknown_owner")
    return _record(change, step, owner, report, host=host)


def _record(
    change: Change,
    step: Step,
    owner: StepOwner,
    report: NewReport,
    *,
    link: FollowLink | None = None,
    host: Member | None = None,
) -> bool:
    """Record a report on a step for an owner; return whether it was new.

    Raises `Refused` with `not_accepted`, `step_move`, `why_empty`, `need_empty`, `note_empty`,
    `due_empty`, `due_past`, `due_same`, `check_back_after_due`, `too_many_reports`,
    `too_many_files`, `no_room_for_files`.
    """
    if queries.report_by_key(change.db, step, report.key) is not None:
        return False
    if owner.state is not OwnerState.ACCEPTED:
        raise Refused("not_accepted")
    note = _checked_note(report)
    number = queries.count_reports(change.db, step) + 1
    if number > REPORTS_PER_STEP:
        raise Refused("too_many_reports")
    _check_files(change, step, report.files)
    was_due, is_moved = step.due, report.kind is ReportKind.MOVED
    if is_moved:
        _move_due(change, step, report.new_due)
    elif report.kind in _STATE_AFTER:
        _move_state(step, report.kind)
    change.db.add(
        StepReport(
            step_id=step.id,
            number=number,
            key=report.key,
            owner=owner.number,
            kind=report.kind,
            note=note,
            was_due=was_due if is_moved else None,
            new_due=step.due if is_moved else None,
            reported_at=change.at,
            link_id=None if link is None else link.id,
            member_id=None if host is None else host.id,
        )
    )
    change.db.flush()
    _add_files(change, step, number, report.files)
    _announce(change, step, owner, number, report, host)
    return True


def _announce(
    change: Change,
    step: Step,
    owner: StepOwner,
    number: int,
    report: NewReport,
    host: Member | None,
) -> None:
    detail: dict[str, object] = {"report": number, "what": report.kind.value, "owner": owner.number}
    if report.kind is ReportKind.MOVED:
        detail["due"] = None if step.due is None else step.due.isoformat()
    by = "link" if host is None else "host"
    say_changed(change, step, "step.reported", host, **detail, files=len(report.files), by=by)


def _checked_note(report: NewReport) -> str:
    code = _CODE_WITHOUT_NOTE.get(report.kind, "")
    if not report.note.strip() and (not code or (report.kind is ReportKind.NOTE and report.files)):
        return ""
    return one_line(report.note, NOTE_LENGTH, code or "note_empty")


def _move_state(step: Step, kind: ReportKind) -> None:
    if (kind is ReportKind.REOPENED) is not (step.state is StepState.DONE):
        raise Refused("step_move")
    if step.state is StepState.AGREED:
        # An owner who has accepted the step may act, even if other owners have not answered.
        check_move(step.state, StepState.OWNED)
        step.state = StepState.OWNED
    check_move(step.state, _STATE_AFTER[kind])
    step.state = _STATE_AFTER[kind]


def _move_due(change: Change, step: Step, new_due: date | None) -> None:
    if step.state not in UNDONE:
        raise Refused("step_move")
    if new_due is None or new_due > LATEST_DUE:
        raise Refused("due_empty")
    if new_due == step.due:
        raise Refused("due_same")
    if new_due < local_time(change.at, change.room.time_zone).date():
        raise Refused("due_past")
    if step.check_back is not None and step.check_back > new_due:
        raise Refused("check_back_after_due")
    step.due, step.details = new_due, step.details + 1


def _check_files(change: Change, step: Step, files: Sequence[StoredFile]) -> None:
    if not files:
        return
    if queries.count_files(change.db, step) + len(files) > FILES_PER_STEP:
        raise Refused("too_many_files")
    size = sum(file.size for file in files)
    if queries.stored_bytes(change.db, change.room) + size > BYTES_PER_SESSION:
        raise Refused("no_room_for_files")


def _add_files(change: Change, step: Step, report_number: int, files: Sequence[StoredFile]) -> None:
    file_count = queries.count_files(change.db, step)
    for number, file in enumerate(files, file_count + 1):
        change.db.add(
            StepFile(
                step_id=step.id,
                number=number,
                report=report_number,
                name=file.name,
                media_type=file.media_type,
                size=file.size,
                sha256=file.sha256,
                kept=file.kept,
            )
        )
    change.db.flush()
