"""The protocol of a session: its page and its files, for users who may read the report."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webinar.content.handouts.press import CannotPrint
from webinar.kit import clock, concurrency, languages
from webinar.kit.files.downloads import attached, file_names
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import signed_in_user
from webinar.results.protocol import forms, html
from webinar.results.protocol.forms import MIMETYPES, Form, Templates
from webinar.results.protocol.reading import read_record
from webinar.results.protocol.record import Copy, Record
from webinar.results.reports.session import NOT_FINAL, ReportedSession, reported_session
from webinar.results.series.readable_rooms import find_report_room

bp = Blueprint("protocol", __name__)


@bp.get("/rooms/<code>/protocol")
def protocol(code: str) -> ResponseReturnValue:
    """Show the page in `?language=` or the reader's language.

    `?copy=all` is the copy to hand out.
    """
    (record, session), language = _read_or_404(code), _language_in_address()
    article = concurrency.offload(forms.article, record, language, _templates())
    page = render_template(
        "results/protocol/protocol.html",
        record=record,
        article=article,
        language=language,
        copies=_copy_names(),
        finality=session,
    )
    return page


@bp.get(f"/rooms/<code>/protocol.<any({', '.join(Form)}):form>")
def download(code: str, form: str) -> ResponseReturnValue:
    """Send a file in `?language=` or the reader's language; JSON contains all languages."""
    (record, _session), language, file_form = _read_or_404(code), _language_in_address(), Form(form)
    try:
        content = concurrency.offload(forms.write, record, language, file_form, _templates())
    except CannotPrint as error:
        current_app.logger.error("the protocol of %s as PDF: %s", record.session.code, error)
        explanation = _(
            "The PDF cannot be made on this server now. Take the DOCX, or print the page."
        )
        return render_template("errors/error.html", code=409, detail=explanation), 409
    return attached(content, MIMETYPES[file_form], *_file_names(record, language, file_form))


def _read_or_404(code: str) -> tuple[Record, ReportedSession]:
    with services().db.read() as db:
        room = find_report_room(db, read_code(code), signed_in_user())
        if room is None:
            abort(404)
        now = clock.now()
        return read_record(db, room, now, _copy_in_address()), reported_session(room, now)


def _copy_in_address() -> Copy:
    return Copy.ALL if request.args.get("copy") == Copy.ALL else Copy.HOSTS


def _copy_names() -> dict[str, str]:
    return {
        Copy.HOSTS.value: _("The whole record"),
        Copy.ALL.value: _("Copy to hand out"),
    }


def _language_in_address() -> str:
    return languages.our_tag(request.args.get("language", "")) or page_language()


def _templates() -> Templates:
    find = current_app.jinja_env.get_template
    return Templates(find(html.ARTICLE), find(html.FILE))


def _file_names(record: Record, language: str, form: Form) -> tuple[str, str]:
    language_tag = "" if form is Form.JSON else f".{language}"
    copy_tag = "" if record.copy is Copy.HOSTS else f".{record.copy}"
    title = next(iter(record.session.title.values()), "")
    finality_tag = "" if record.session.is_final else f".{NOT_FINAL}"
    return file_names(
        "protocol", record.session.code, title, f"{copy_tag}{language_tag}{finality_tag}.{form}"
    )
