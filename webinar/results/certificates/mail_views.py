"""The buttons that mail certificates to their holders."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from webinar.kit.errors import Refused
from webinar.kit.numerals import digits
from webinar.kit.text import whole_number
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.results.certificates.delivery import deliver
from webinar.results.certificates.mailing import is_to_send
from webinar.results.certificates.page import address_of, own_scope, refused
from webinar.results.certificates.queries import find_rule

mail_bp = Blueprint("mail", __name__)


@mail_bp.post("/desk/<code>/certificates/mail")
@mail_bp.post("/desk/series/<int:series>/certificates/mail")
@mail_bp.post("/desk/courses/<int:course_id>/certificates/mail")
@for_organisers
def send(code: str = "", series: int = 0, course_id: int = 0) -> ResponseReturnValue:
    """Mail all certificates that were not mailed (`mail` is `all`), or those that are ticked.

    Each `certificate` is `ID.STATE`, with the state that the page showed (`mailing.state_of`), so
    that a form that is sent twice mails nothing twice.
    """
    server = services().settings.mail
    if server is None:
        abort(404)
    with services().db.read() as db:
        scope = own_scope(db, code, series, course_id)
        rule = find_rule(db, scope)
    if rule is None:
        return refused(Refused("certificate_no_rule"), code, series, course_id)
    user_id = this_user().id
    if request.form.get("mail") == "all":
        results = deliver(server, rule.id, user_id, lambda one: is_to_send(one.certificate))
    else:
        seen = _ticked(request.form.getlist("certificate"))
        if not seen:
            return refused(Refused("certificate_nobody_chosen"), code, series, course_id)
        results = deliver(
            server, rule.id, user_id, lambda one: one.certificate.id in seen, seen=seen
        )
    unsent = sum(map(bool, results.values()))
    sent = len(results) - unsent
    if sent or not unsent:
        message = ngettext(
            "%(num)d certificate is mailed.", "%(num)d certificates are mailed.", sent
        )
        flash(digits(message), "people")
    if unsent:
        message = ngettext(
            "%(num)d certificate is not mailed. Its row says why.",
            "%(num)d certificates are not mailed. Their rows say why.",
            unsent,
        )
        flash(digits(message), "people-refused")
    address = url_for("certificates.listed", **address_of(scope))
    return redirect(f"{address}#people", 303)


def _ticked(values: list[str]) -> dict[int, str]:
    """Return the states of the ticked certificates that the page showed, by their ids."""
    seen = {}
    for value in values:
        number, _, state = value.partition(".")
        certificate_id = whole_number(number)
        if certificate_id is not None:
            seen[certificate_id] = state
    return seen
