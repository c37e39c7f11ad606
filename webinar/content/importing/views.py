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
from webinar.content.importing.words import came_words, lint_text, refusal_text, told_words
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
    sent = request.files.get("file")
    file_name = (sent.filename or "") if sent else ""
    content = sent.read(LONGEST + 1) if sent else b""
    name = request.form.get("name", "").strip()
    name = name or suggest_id(file_name.rsplit(".", 1)[0], default="imported-module")
    try:
        made, token = _made(content, file_name, name, request.form.get("language", ""))
    except Refused as refusal:
        return _page(refusal_text(refusal.code)), 422
    return render_template(
        "content/importing/report.html",
        name=name,
        file_name=file_name,
        token=token,
        made=made,
        lines=_lines(made),
        came=came_words(),
        problems=_problems(made),
    )


@bp.get("/<token>/<name>.zip")
@for_organisers
def fetch(token: str, name: str) -> ResponseReturnValue:
    """Send the files made from the organiser's own upload, for a day."""
    content = _shelf().fetch(this_user().id, token)
    if content is None or suggest_id(name, default="module") != name:
        abort(404)
    return attached(content, "application/zip", f"{name}.zip")


def _made(content: bytes, file_name: str, name: str, language: str) -> tuple[Result, str]:
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
    wanted = request.form.get("kind", "")
    kind = Kind(wanted) if wanted in set(Kind) else kind_of(file_name, content)
    shelf = _shelf()
    with at_a_desk():
        made = concurrency.offload(
            convert, kind, content, name, language, file_name, shelf.work_folder()
        )
        packed = concurrency.offload(as_zip, made.written, name)
    user_id = this_user().id
    token = shelf.keep(user_id, packed)
    services().db.write(
        lambda db: note(db, "module.imported", user_id, what=kind.value, slides=made.slides)
    )
    return made, token


def _lines(made: Result) -> list[tuple[int, str, str, str]]:
    """Return slide, outcome, remark and a name out of the file, in the order of slides."""
    words = told_words()
    told = sorted(made.told, key=lambda one: one.slide)
    return [(one.slide, one.came.value, words[one.code], one.detail) for one in told]


def _problems(made: Result) -> Mapping[tuple[str, Markup], list[int]]:
    """Return the lines of the lint's remarks, by file and message."""
    found: dict[tuple[str, Markup], list[int]] = defaultdict(list)
    for problem in made.written.problems:
        # An imported module has no translations yet, so remarks on coverage say nothing new.
        if problem.severity is not Severity.INFO:
            found[problem.file, lint_text(problem)].append(problem.line)
    return found


def _shelf() -> Shelf:
    return Shelf(services().settings.instance / "imports")


def _page(refusal: str = "") -> str:
    return render_template(
        "content/importing/import.html",
        refusal=refusal,
        languages=LANGUAGES.values(),
        form=request.form,
    )
