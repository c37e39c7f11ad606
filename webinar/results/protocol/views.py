"""The protocol of a session: its page and its files, for users who may read the report."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webinar.content.handouts.press import CannotPrint
from webinar.kit import clock, concurrency, languages
from webinar.kit.files.downloads import attached, titled
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import signed_in_user
from webinar.results.protocol import forms, html
from webinar.results.protocol.forms import MIMETYPES, Form, Templates
from webinar.results.protocol.reading import read_record
from webinar.results.protocol.record import Copy, Record
from webinar.results.reports.session import NOT_FINAL, ReportedSession, reported_session
from webinar.results.series.readable_rooms import find_reported

bp = Blueprint("protocol", __name__)


@bp.get("/rooms/<code>/protocol")
def protocol(code: str) -> ResponseReturnValue:
    """Show the page in `?language=` or the reader's language.

    `?copy=all` is the copy to hand out.
    """
    (record, session), language = _read(code), _language()
    article = concurrency.offload(forms.article, record, language, _templates())
    page = render_template(
        "results/protocol/protocol.html",
        record=record,
        article=article,
        language=language,
        copies=_copies(),
        finality=session,
    )
    return page


@bp.get(f"/rooms/<code>/protocol.<any({', '.join(Form)}):form>")
def download(code: str, form: str) -> ResponseReturnValue:
    """Send a file in `?language=` or the reader's language; JSON contains all languages."""
    (record, _session), language, wanted = _read(code), _language(), Form(form)
    try:
        content = concurrency.offload(forms.write, record, language, wanted, _templates())
    except CannotPrint as error:
        current_app.logger.error("the protocol of %s as PDF: %s", record.session.code, error)
        told = _("The PDF cannot be made on this server now. Take the DOCX, or print the page.")
        return render_template("errors/error.html", code=409, detail=told), 409
    return attached(content, MIMETYPES[wanted], *_names(record, language, wanted))


def _read(code: str) -> tuple[Record, ReportedSession]:
    with services().db.read() as db:
        room = find_reported(db, read_code(code), signed_in_user())
        if room is None:
            abort(404)
        now = clock.now()
        return read_record(db, room, now, _copy()), reported_session(room, now)


def _copy() -> Copy:
    return Copy.ALL if request.args.get("copy") == Copy.ALL else Copy.HOSTS


def _copies() -> dict[str, str]:
    return {
        Copy.HOSTS.value: _("The whole record"),
        Copy.ALL.value: _("Copy to hand out"),
    }


def _language() -> str:
    return languages.known(request.args.get("language", "")) or page_language()


def _templates() -> Templates:
    find = current_app.jinja_env.get_template
    return Templates(find(html.ARTICLE), find(html.FILE))


def _names(record: Record, language: str, form: Form) -> tuple[str, str]:
    tag = "" if form is Form.JSON else f".{language}"
    copy = "" if record.copy is Copy.HOSTS else f".{record.copy}"
    title = next(iter(record.session.title.values()), "")
    final = "" if record.session.is_final else f".{NOT_FINAL}"
    return titled("protocol", record.session.code, title, f"{copy}{tag}{final}.{form}")
