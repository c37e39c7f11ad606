"""The page that turns another program's file into a module, to be downloaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from webinar.content.importing.kinds import LONGEST, LONGEST_FORM, Kind, Result, convert, kind_of
from webinar.content.importing.shelf import Shelf
from webinar.content.importing.words import lint_text, outcome_words, refusal_text, remark_words
from webinar.content.importing.writing import as_zip
from webinar.content.lessons.check_ids import suggest_id
from webinar.content.lessons.problems import Severity
from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.kit.files.downloads import attached
from webinar.kit.languages import LANGUAGES
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, signed_in_user, this_user
from webinar.people.accounts.delivery import at_a_desk
from webinar.people.accounts.models import UserRole
from webinar.people.audit.actions import note

bp = Blueprint("importing", __name__, url_prefix="/desk/import")


@bp.url_value_preprocessor
def allow_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let this upload be longer than forms, but only for users who may import."""
    if request.method == "POST" and endpoint == "importing.make":
        user = signed_in_user()
        if user is not None and user.role in (UserRole.ADMIN, UserRole.ORGANISER):
            request.max_content_length = LONGEST_FORM


@bp.get("")
@for_organisers
def home() -> ResponseReturnValue:
    """Show the form for a file. Importing writes nothing into the server's modules."""
    return _page()


@bp.post("")
@for_organisers
def make() -> ResponseReturnValue:
    """Make a module `name` of `file` in `language`; show the report and the address."""
    upload_file = request.files.get("file")
    file_name = (upload_file.filename or "") if upload_file else ""
    content = upload_file.read(LONGEST + 1) if upload_file else b""
    name = request.form.get("name", "").strip()
    name = name or suggest_id(file_name.rsplit(".", 1)[0], default="imported-module")
    try:
        result, token = _import_upload(content, file_name, name, request.form.get("language", ""))
    except Refused as refusal:
        return _page(refusal_text(refusal.code)), 422
    return render_template(
        "content/importing/report.html",
        name=name,
        file_name=file_name,
        token=token,
        made=result,
        lines=_lines(result),
        came=outcome_words(),
        problems=_problems(result),
    )


@bp.get("/<token>/<name>.zip")
@for_organisers
def fetch(token: str, name: str) -> ResponseReturnValue:
    """Send the files made from the organiser's own upload, for a day."""
    content = _shelf().fetch(this_user().id, token)
    if content is None or suggest_id(name, default="module") != name:
        abort(404)
    return attached(content, "application/zip", f"{name}.zip")


def _import_upload(content: bytes, file_name: str, name: str, language: str) -> tuple[Result, str]:
    """Convert the file, and keep the result under a token.

    Raises `Refused` with `file_missing`, `file_empty`, `file_too_large` or `no_language`, or as
    `kind_of` and `convert` do.
    """
    if not content:
        raise Refused("file_missing" if not file_name else "file_empty")
    if language not in LANGUAGES:
        raise Refused("no_language")
    if len(content) > LONGEST:
        raise Refused("file_too_large")
    kind_name = request.form.get("kind", "")
    kind = Kind(kind_name) if kind_name in set(Kind) else kind_of(file_name, content)
    shelf = _shelf()
    with at_a_desk():
        result = concurrency.offload(
            convert, kind, content, name, language, file_name, shelf.work_folder()
        )
        archive = concurrency.offload(as_zip, result.written, name)
    user_id = this_user().id
    token = shelf.keep(user_id, archive)
    services().db.write(
        lambda db: note(db, "module.imported", user_id, what=kind.value, slides=result.slides)
    )
    return result, token


def _lines(result: Result) -> list[tuple[int, str, str, str]]:
    """Return slide, outcome, remark and a name out of the file, in the order of slides."""
    words = remark_words()
    remarks = sorted(result.remarks, key=lambda remark: remark.slide)
    return [
        (remark.slide, remark.outcome.value, words[remark.code], remark.detail)
        for remark in remarks
    ]


def _problems(result: Result) -> Mapping[tuple[str, Markup], list[int]]:
    """Return the lines of the lint's remarks, by file and message."""
    lines_by_problem: dict[tuple[str, Markup], list[int]] = defaultdict(list)
    for problem in result.written.problems:
        # An imported module has no translations yet, so remarks on coverage say nothing new.
        if problem.severity is not Severity.INFO:
            lines_by_problem[problem.file, lint_text(problem)].append(problem.line)
    return lines_by_problem


def _shelf() -> Shelf:
    return Shelf(services().settings.instance / "imports")


def _page(refusal: str = "") -> str:
    return render_template(
        "content/importing/import.html",
        refusal=refusal,
        languages=LANGUAGES.values(),
        form=request.form,
    )
