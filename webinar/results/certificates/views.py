"""Organisers' views of certificates of a session, series or course: the rule, issuing, revoking."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.erased_names import is_erased
from webinar.kit.errors import Refused
from webinar.kit.languages import our_tag
from webinar.kit.numerals import digits
from webinar.kit.web.services import services
from webinar.learn.courses.page import own_course
from webinar.people.accounts.access import for_organisers, this_user
from webinar.results.certificates import actions, drafting, forms, page
from webinar.results.certificates.automatic_views import automatic_bp
from webinar.results.certificates.drafting import (
    planned_certificate,
)
from webinar.results.certificates.holders import Holder, holder_of, holders_of, issued_certificates
from webinar.results.certificates.mail_views import mail_bp
from webinar.results.certificates.models import Certificate, CertificateRule
from webinar.results.certificates.page import own_scope, plan_of, refused
from webinar.results.certificates.printing import pages_of
from webinar.results.certificates.public import pdf_response, public_bp
from webinar.results.certificates.queries import Scope, find_rule
from webinar.results.certificates.scope_standing import all_standings, terms_in_scope
from webinar.results.certificates.standing import Standing, has_test
from webinar.results.certificates.words import AnyTerms
from webinar.results.completion.actions import settle_everybody

bp = Blueprint("certificates", __name__)
bp.register_blueprint(public_bp)
bp.register_blueprint(automatic_bp)
bp.register_blueprint(mail_bp)
bp.add_app_template_global(plan_of, "certificates_of")


@bp.get("/desk/<code>/certificates")
@bp.get("/desk/series/<int:series>/certificates")
@bp.get("/desk/courses/<int:course_id>/certificates")
@for_organisers
def listed(code: str = "", series: int = 0, course_id: int = 0) -> ResponseReturnValue:
    return render_template(page.TEMPLATE, **page.certificates_page(code, series, course_id))


@bp.post("/desk/<code>/certificates/rule")
@bp.post("/desk/series/<int:series>/certificates/rule")
@bp.post("/desk/courses/<int:course_id>/certificates/rule")
@for_organisers
def save_rule(code: str = "", series: int = 0, course_id: int = 0) -> ResponseReturnValue:
    """Save the rule: the requirements of a certificate, and the texts on it."""
    user = this_user()
    with services().db.read() as db:
        scope = own_scope(db, code, series, course_id)
        test_exists = has_test(db, scope)
    try:
        is_course = scope.course is not None
        typed = forms.rule_typed(request.form, has_test=test_exists, is_course=is_course)
        at = clock.now()
        services().db.write(
            lambda db: actions.set_rule(
                db, scope.room_id, scope.series_id, user.id, typed, at, course_id=scope.course_id
            )
        )
    except Refused as refusal:
        return refused(refusal, code, series, course_id, request.form)
    flash(_("Saved"), "rule")
    return _back(scope, "rule")


@bp.post("/desk/<code>/certificates/issue")
@bp.post("/desk/series/<int:series>/certificates/issue")
@bp.post("/desk/courses/<int:course_id>/certificates/issue")
@for_organisers
def issue(code: str = "", series: int = 0, course_id: int = 0) -> ResponseReturnValue:
    """Issue certificates to all people who earned one, or to some of them.

    `issue` is `all`, a person's key, or `ticked` for each `person`, which is a key, too;
    `language.<key>` is the language of that person's paper.
    """
    choice, at, settings = request.form.get("issue", ""), clock.now(), services().settings
    is_for_all = choice == "all"
    keys = request.form.getlist("person") if choice == "ticked" else [choice]
    if course_id:
        _settle_completions(course_id)
    try:
        with services().db.read() as db:
            scope = own_scope(db, code, series, course_id)
            rule = _saved_rule(db, scope)
            if not scope.is_over:
                raise Refused("certificate_not_over")
            if scope.last_to_become_final(at):
                raise Refused("certificate_not_final")
            terms = terms_in_scope(db, scope, rule)
            everybody = all_standings(db, scope, rule, at)
            standings = _earned(everybody, None if is_for_all else keys)
            certificates = [
                planned_certificate(rule, scope, standing, _language_of(standing))
                for standing in standings
            ]
            # After a revocation, issue another one only on request for that person.
            holders = holders_of(db, rule, revoked_too=is_for_all)
        certificates = [
            certificate
            for certificate in certificates
            if certificate.holder.identity not in holders
        ]
        if not certificates and not is_for_all:
            raise Refused("certificate_has_one")
        drafts = drafting.draft(certificates, rule.id, terms, settings, at)
        work = partial(
            actions.issue,
            rule_id=rule.id,
            changed_at=rule.changed_at,
            user_id=this_user().id,
            drafts=drafts,
            revoked_too=is_for_all,
        )
        count = services().db.write(work)
    except Refused as refusal:
        return refused(refusal, code, series, course_id)
    message = ngettext("%(num)d certificate issued", "%(num)d certificates issued", count)
    flash(digits(message), "people")
    return _back(scope, "people")


@bp.post("/desk/<code>/certificates/<int:number>/<any(revoke, replace):what>")
@bp.post("/desk/series/<int:series>/certificates/<int:number>/<any(revoke, replace):what>")
@bp.post("/desk/courses/<int:course_id>/certificates/<int:number>/<any(revoke, replace):what>")
@for_organisers
def change(
    number: int, what: str, code: str = "", series: int = 0, course_id: int = 0
) -> ResponseReturnValue:
    """Revoke a certificate for a `reason`, or replace it by one with the holder's present name."""
    reason, at, user = request.form.get("reason", ""), clock.now(), this_user()
    with services().db.read() as db:
        scope = own_scope(db, code, series, course_id)
        rule = find_rule(db, scope)
        old = db.get(Certificate, number)
        if rule is None or old is None or old.rule_id != rule.id:
            abort(404)
        holder, terms = holder_of(db, old), terms_in_scope(db, scope, rule)
    try:
        if what == "revoke":
            services().db.write(lambda db: actions.revoke(db, rule.id, number, user.id, reason, at))
            message = _("The certificate is revoked")
        else:
            _replace(rule, terms, old, holder, reason)
            message = _("A new certificate is issued, and the old one is revoked")
    except Refused as refusal:
        return refused(refusal, code, series, course_id)
    flash(message, "people")
    return _back(scope, "people")


@bp.get("/desk/<code>/certificates.pdf")
@bp.get("/desk/series/<int:series>/certificates.pdf")
@bp.get("/desk/courses/<int:course_id>/certificates.pdf")
@for_organisers
def batch(code: str = "", series: int = 0, course_id: int = 0) -> ResponseReturnValue:
    """Return a PDF of all valid certificates, one page each, in the order of their issue."""
    with services().db.read() as db:
        scope = own_scope(db, code, series, course_id)
        rule = find_rule(db, scope)
        issued = [] if rule is None else issued_certificates(db, rule)
        valid = [certificate for _, certificate in issued if certificate.revoked_at is None]
        if not valid:
            abort(404)
        printed = pages_of(db, valid, services().settings)
    name = scope.course.code if scope.course else code or f"series-{series}"
    return pdf_response(printed, f"certificates-{name}.pdf")


def _settle_completions(course_id: int) -> None:
    """Record completions that resulted from sessions, which the regular check may not have seen."""
    with services().db.read() as db:
        own_course(db, course_id)
    settle_everybody(services().db, course_id)


def _replace(
    rule: CertificateRule, terms: AnyTerms, old: Certificate, holder: Holder, reason: str
) -> None:
    if is_erased(holder.name):
        raise Refused("certificate_unknown")
    at, settings, user = clock.now(), services().settings, this_user()
    certificates = [drafting.replacement_of(old, holder)]
    [new] = drafting.draft(certificates, rule.id, terms, settings, at)
    services().db.write(lambda db: actions.replace(db, rule.id, old.id, user.id, reason, new))


def _saved_rule(db: Session, scope: Scope) -> CertificateRule:
    rule = find_rule(db, scope)
    if rule is None:
        raise Refused("certificate_no_rule")
    return rule


def _earned(everybody: list[Standing], keys: Collection[str] | None) -> list[Standing]:
    """Return the standings of those who have earned a certificate: all, or those with these keys.

    Raises `Refused`: `certificate_nobody_chosen` without a key, `certificate_not_earned`.
    """
    earned = [standing for standing in everybody if not standing.missing]
    if keys is None:
        return earned
    if not keys:
        raise Refused("certificate_nobody_chosen")
    chosen = [standing for standing in earned if standing.key in keys]
    if not chosen:
        raise Refused("certificate_not_earned")
    return chosen


def _language_of(standing: Standing) -> str:
    """Return the language chosen for this person's paper, else an empty text."""
    return our_tag(request.form.get(f"language.{standing.key}", "")) or ""


def _back(scope: Scope, place: str) -> ResponseReturnValue:
    address = url_for("certificates.listed", **page.address_of(scope))
    return redirect(f"{address}#{place}", 303)
