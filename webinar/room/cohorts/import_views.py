"""Pages to import a roster from a file or a pasted table, with a preview of the changes."""

from __future__ import annotations

import csv
import io
from typing import Any

import msgspec
from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit import concurrency
from webinar.kit.desks import Desks
from webinar.kit.errors import Refused
from webinar.kit.files.csv_export import guard
from webinar.kit.files.downloads import attached
from webinar.kit.text import whole_number
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, signed_in_user, this_user
from webinar.people.accounts.models import UserRole
from webinar.room.cohorts import actions, preview, queries
from webinar.room.cohorts.columns import FIELDS
from webinar.room.cohorts.forms import own_cohort, page
from webinar.room.cohorts.mapping import Choices, guess, read_people
from webinar.room.cohorts.models import RosterDraft
from webinar.room.cohorts.reading import is_workbook, read_table
from webinar.room.cohorts.tables import LONGEST_FILE, MOST_COLUMNS, Table
from webinar.room.cohorts.words import field_words, problem_text, refusal_text
from webinar.room.cohorts.workbooks import read_sheets

importing = Blueprint("importing", __name__, url_prefix="/desk/cohorts/<int:cohort_id>/import")

# How many workbooks are read at once: each needs a process that may take some time and memory.
readers = Desks(2)
# Larger than the limit for files, so that this page can say that a file is too large.
LONGEST_FORM = 4 * LONGEST_FILE


@importing.url_value_preprocessor
def allow_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Allow longer forms for uploads by users who may import; other forms keep their limit."""
    if request.method == "POST" and (endpoint or "").endswith("importing.upload"):
        user = signed_in_user()
        if user is not None and user.role in (UserRole.ADMIN, UserRole.ORGANISER):
            request.max_content_length = LONGEST_FORM
            request.max_form_memory_size = LONGEST_FORM


@importing.get("")
@for_organisers
def start(cohort_id: int) -> ResponseReturnValue:
    return _start(cohort_id)


@importing.post("")
@for_organisers
def upload(cohort_id: int) -> ResponseReturnValue:
    """Store an uploaded `file`, or a table pasted as `text`, as a draft."""
    with services().db.read() as db:
        cohort = own_cohort(db, cohort_id)
    user, text = this_user(), request.form.get("text", "")
    name, content = _sent_file()
    if not name:
        content = text.encode()
    try:
        choices = concurrency.offload(guess, _table(content))
        draft = services().db.write(
            lambda db: actions.keep_draft(db, user, cohort, name, content, choices)
        )
    except Refused as refusal:
        return _start(cohort_id, refusal, text)
    return redirect(_address(cohort_id, draft.id), 303)


@importing.get("/<int:draft_id>")
@for_organisers
def look(cohort_id: int, draft_id: int) -> ResponseReturnValue:
    return _preview(cohort_id, draft_id)


@importing.post("/<int:draft_id>/choices")
@for_organisers
def choose(cohort_id: int, draft_id: int) -> ResponseReturnValue:
    """Store how to read it: `encoding`, `sheet`, `header`, `field-0`…, `calmed`, `takes_off`."""
    draft = _draft(cohort_id, draft_id)
    old_choices, new_choices = _choices(draft), _sent_choices()
    try:
        table = _table(draft.content, new_choices)
        choices = concurrency.offload(preview.chosen_again, table, old_choices, new_choices)
    except Refused as refusal:
        flash(refusal_text(refusal))
        return redirect(_address(cohort_id, draft_id), 303)

    def work(db: Session) -> None:
        actions.choose(db.get_one(RosterDraft, draft.id), choices)

    services().db.write(work)
    return redirect(_address(cohort_id, draft_id) + "#changes", 303)


@importing.post("/<int:draft_id>")
@for_organisers
def apply(cohort_id: int, draft_id: int) -> ResponseReturnValue:
    """Make the changes that the user has seen; `seen` is their digest."""
    draft, user, seen_digest = (
        _draft(cohort_id, draft_id),
        this_user(),
        request.form.get("seen", ""),
    )
    choices = _choices(draft)
    try:
        read = concurrency.offload(read_people, _table(draft.content, choices), choices)
        roster_import = services().db.write(
            lambda db: actions.import_roster(
                db, user, cohort_id, draft_id, read, choices.takes_off, seen_digest
            )
        )
    except Refused as refusal:
        return _preview(cohort_id, draft_id, refusal)
    return redirect(url_for("cohorts.roster", cohort_id=cohort_id, done=roster_import.id), 303)


@importing.get("/<int:draft_id>/left-out.csv")
@for_organisers
def left_out(cohort_id: int, draft_id: int) -> ResponseReturnValue:
    """Send the rows that are left out, unchanged, with their lines and problems."""
    result = _preview_of(cohort_id, _draft(cohort_id, draft_id))
    if result.read is None:
        abort(404)
    reasons: dict[int, list[str]] = {}
    for problem in result.read.problems:
        reasons.setdefault(problem.line, []).append(problem_text(problem))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_("Line"), _("What is wrong"), *[c["head"] for c in _columns(result)]])
    for row in result.read.left_out:
        cells = [" ".join(reasons.get(row.line, [])), *row.cells]
        writer.writerow([row.line, *[guard(cell) for cell in cells]])
    return attached(text.getvalue().encode("utf-8-sig"), "text/csv", "left-out.csv")


def _sent_file() -> tuple[str, bytes]:
    """Return name and content of the file, up to one byte over the limit to show the excess."""
    file = request.files.get("file")
    if file is None:
        return "", b""
    content = file.read(LONGEST_FILE + 1)
    file.close()
    return file.filename or "", content


def _address(cohort_id: int, draft_id: int) -> str:
    return url_for("cohorts.importing.look", cohort_id=cohort_id, draft_id=draft_id)


def _draft(cohort_id: int, draft_id: int) -> RosterDraft:
    with services().db.read() as db:
        draft = queries.find_draft(db, own_cohort(db, cohort_id), draft_id)
    if draft is None:
        flash(refusal_text(Refused("draft_gone")))
        abort(redirect(url_for("cohorts.importing.start", cohort_id=cohort_id), 303))
    return draft


def _choices(draft: RosterDraft) -> Choices:
    return msgspec.convert(draft.choices, Choices)


def _sent_choices() -> Choices:
    form = request.form
    fields = tuple(form.get(f"field-{number}", "") for number in range(MOST_COLUMNS))
    return Choices(
        header=whole_number(form.get("header", ""), 999) or 0,
        fields=tuple(field if field in FIELDS else "" for field in fields),
        repeats_units=form.get("repeats_units") == "yes",
        is_calmed=form.get("calmed") == "yes",
        takes_off=form.get("takes_off") == "yes",
        encoding=form.get("encoding", ""),
        sheet=whole_number(form.get("sheet", ""), 999) or 0,
    )


def _start(cohort_id: int, refusal: Refused | None = None, typed: str = "") -> ResponseReturnValue:
    with services().db.read() as db:
        cohort = own_cohort(db, cohort_id)
    return page("room/cohorts/import.html", refusal, cohort=cohort, typed=typed)


def _preview_of(cohort_id: int, draft: RosterDraft) -> preview.Preview:
    with services().db.read() as db:
        roster = queries.known_people(db, own_cohort(db, cohort_id))
    choices = _choices(draft)
    result: preview.Preview = concurrency.offload(
        preview.preview, _table(draft.content, choices), choices, roster
    )
    return result


def _table(content: bytes, choices: Choices | None = None) -> Table:
    """Read the table by these choices, or detect them. Refuses as `read_table` does."""
    encoding, sheet = (choices.encoding, choices.sheet) if choices else ("", None)
    with readers.place():
        # Waits for another process, so it runs on the loop, where waiting lets others run.
        sheets = read_sheets(content) if is_workbook(content) else None
        table: Table = concurrency.offload(read_table, content, encoding, sheet, sheets)
        return table


def _columns(result: preview.Preview) -> list[dict[str, Any]]:
    return preview.columns_shown(result)


def _preview(cohort_id: int, draft_id: int, refusal: Refused | None = None) -> ResponseReturnValue:
    draft = _draft(cohort_id, draft_id)
    with services().db.read() as db:
        cohort = own_cohort(db, cohort_id)
        names = {
            person.number: person.values["name"] for person in queries.known_people(db, cohort)
        }
    result = _preview_of(cohort_id, draft)
    if result.refusal and refusal is None:
        refusal = Refused(result.refusal)
    read = result.read
    return page(
        "room/cohorts/preview.html",
        refusal,
        cohort=cohort,
        draft=draft,
        made=result,
        columns=_columns(result),
        heads=preview.heads_shown(result),
        encodings=preview.encodings_shown(result),
        names=names,
        fields=field_words(),
        problems=[]
        if read is None
        else [(problem, problem_text(problem)) for problem in read.problems],
        listed=preview.LISTED,
    )
