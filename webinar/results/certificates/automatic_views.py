"""The switch for certificates that the server issues by itself."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.results.certificates import automation, page
from webinar.results.certificates.page import own_scope, refused
from webinar.results.certificates.queries import find_rule

automatic_bp = Blueprint("automatic", __name__)


@automatic_bp.post("/desk/<code>/certificates/automatic")
@automatic_bp.post("/desk/series/<int:series>/certificates/automatic")
@automatic_bp.post("/desk/courses/<int:course_id>/certificates/automatic")
@for_organisers
def change(code: str = "", series: int = 0, course_id: int = 0) -> ResponseReturnValue:
    """Let the server issue certificates by itself (`allowed` is `yes`), or stop it (`no`).

    With `mails`, let it mail them, too (`yes`), or stop that (`no`).
    """
    user, allowed, mails = this_user(), request.form.get("allowed"), request.form.get("mails")
    with services().db.read() as db:
        scope = own_scope(db, code, series, course_id)
        rule = find_rule(db, scope)
    if rule is None:
        return refused(Refused("certificate_no_rule"), code, series, course_id)
    rule_id = rule.id

    def work(db: Session) -> None:
        if allowed == "yes":
            automation.allow(db, user.id, rule_id, mails=mails == "yes")
        elif allowed == "no":
            automation.stop(db, user.id, rule_id)
        else:
            automation.set_mailing(db, user.id, rule_id, mails=mails == "yes")

    services().db.write(work)
    return redirect(url_for("certificates.listed", **page.address_of(scope)) + "#automatic", 303)
