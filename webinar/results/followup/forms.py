"""Reading and refusing the forms of reports, in one place for owners and hosts."""

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
from webinar.results.followup.actions import FILES_PER_STEP, Saying
from webinar.results.followup.evidence import LONGEST_FILE, SUFFIXES
from webinar.results.followup.models import ReportKind, StepFile

# As many files as a step may have, and what the form says around them.
LONGEST_FORM = FILES_PER_STEP * LONGEST_FILE + 256 * 1024
_KEY = re.compile(r"[0-9a-f]{32}")


def fresh_key() -> str:
    """The key of a report that a form sends: sent twice, it is one report."""
    return uuid4().hex


def allow_files() -> None:
    """This one request may be longer than forms are. Before anything reads the form."""
    request.max_content_length = LONGEST_FORM


def folder() -> Path:
    return services().settings.instance / "evidence"


def send_report(report: Callable[[Saying], bool]) -> bool:
    """Let `report` say what the form says; whether it was new. Its files stay only if it was.

    Refused: `bad_message`, as `evidence.clean`, and as `report`.
    """
    sent = [_read(one) for one in request.files.getlist("files")]
    sent = [one for one in sent if one.name]
    if len(sent) > FILES_PER_STEP:
        raise Refused("too_many_files")
    said = _saying()
    kept = concurrency.offload(shelf.put, folder(), sent) if sent else []
    is_new = False
    try:
        is_new = report(Saying(said.kind, said.key, said.note, said.new_due, kept))
    finally:
        if kept and not is_new:
            concurrency.offload(shelf.take_away, folder(), kept)
    return is_new


def _saying() -> Saying:
    kind, key = request.form.get("kind", ""), request.form.get("key", "")
    if kind not in set(ReportKind) or not _KEY.fullmatch(key):
        raise Refused("bad_message")
    return Saying(ReportKind(kind), key, request.form.get("note", ""), _date())


def _date() -> date | None:
    try:
        return date.fromisoformat(request.form.get("due", "").strip())
    except ValueError:
        return None


def _read(file: FileStorage) -> shelf.Sent:
    """One byte more than is allowed is enough to see that it is too long."""
    content = file.read(LONGEST_FILE + 1)
    file.close()
    return shelf.Sent(file.filename or "", content)


def file_response(file: StepFile) -> Response:
    """A file to download, never to be shown as one of our pages."""
    content: bytes = concurrency.offload(shelf.read, folder(), file.kept)
    plain = f"evidence-{file.number}.{SUFFIXES[file.media_type]}"
    response = attached(content, file.media_type, plain, file.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def typed() -> dict[str, str]:
    """The values to fill the form with again after a refusal."""
    return {name: request.form.get(name, "") for name in ("kind", "note", "due", "reason")}


def short_day(value: date) -> str:
    """A short date for narrow places, such as below a chart."""
    return format_date(value, "short", get_locale())


def add_globals(bp: Blueprint) -> None:
    bp.app_template_global("fresh_key")(fresh_key)
    bp.app_template_filter("short_day")(short_day)
