"""Reading the forms of reports, for owners and hosts alike."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

from babel.dates import format_date
from flask import Blueprint, Response, request
from flask_babel import get_locale
from werkzeug.datastructures import FileStorage

from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.kit.files.downloads import attached
from webinar.kit.web.services import services
from webinar.results.followup import shelf
from webinar.results.followup.actions import FILES_PER_STEP, NewReport
from webinar.results.followup.evidence import LONGEST_FILE, SUFFIXES
from webinar.results.followup.models import ReportKind, StepFile

# In bytes: the most files that a step may have, and the other fields of the form.
LONGEST_FORM = FILES_PER_STEP * LONGEST_FILE + 256 * 1024
_KEY = re.compile(r"[0-9a-f]{32}")


def fresh_key() -> str:
    """Return a key for the report in a form: if the form is sent twice, it makes one report."""
    return uuid4().hex


def allow_files() -> None:
    """Let this request be longer than other forms. Call it before the form is read."""
    request.max_content_length = LONGEST_FORM


def evidence_folder() -> Path:
    """Return the folder with the files of evidence."""
    return services().settings.instance / "evidence"


def send_report(report: Callable[[NewReport], bool]) -> bool:
    """Read the form, pass it to `report`, and return whether the report was new.

    The files are kept only if it was new. Raises `Refused`: `bad_message` and `too_many_files`, and
    the errors of `evidence.clean` and of `report`.
    """
    files = [_read_file(file) for file in request.files.getlist("files")]
    files = [file for file in files if file.name]
    if len(files) > FILES_PER_STEP:
        raise Refused("too_many_files")
    new_report = _typed_report()
    stored_files = concurrency.offload(shelf.put, evidence_folder(), files) if files else []
    is_new = False
    try:
        is_new = report(
            NewReport(
                new_report.kind, new_report.key, new_report.note, new_report.new_due, stored_files
            )
        )
    finally:
        if stored_files and not is_new:
            concurrency.offload(shelf.delete_files, evidence_folder(), stored_files)
    return is_new


def _typed_report() -> NewReport:
    kind, key = request.form.get("kind", ""), request.form.get("key", "")
    if kind not in set(ReportKind) or not _KEY.fullmatch(key):
        raise Refused("bad_message")
    return NewReport(ReportKind(kind), key, request.form.get("note", ""), _typed_due())


def _typed_due() -> date | None:
    try:
        return date.fromisoformat(request.form.get("due", "").strip())
    except ValueError:
        return None


def _read_file(file: FileStorage) -> shelf.SentFile:
    """Read a sent file, but at most one byte more than allowed, which shows that it is too long."""
    content = file.read(LONGEST_FILE + 1)
    file.close()
    return shelf.SentFile(file.filename or "", content)


def file_response(file: StepFile) -> Response:
    """Return a file as a download, which a browser must not show as a page of this site."""
    content: bytes = concurrency.offload(shelf.read, evidence_folder(), file.kept)
    plain_name = f"evidence-{file.number}.{SUFFIXES[file.media_type]}"
    response = attached(content, file.media_type, plain_name, file.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def typed_values() -> dict[str, str]:
    """Return the typed values, with which the form is filled again after a refusal."""
    return {name: request.form.get(name, "") for name in ("kind", "note", "due", "reason")}


def short_day(value: date) -> str:
    """Return a short date for narrow places, such as below a chart."""
    return format_date(value, "short", get_locale())


def add_globals(bp: Blueprint) -> None:
    bp.app_template_global("fresh_key")(fresh_key)
    bp.app_template_filter("short_day")(short_day)
