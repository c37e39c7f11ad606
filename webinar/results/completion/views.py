"""An organiser's views of progress in a course: the list, one learner, the rule, the export."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request
from flask import url_for as url
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from webinar.kit import value_cache
from webinar.kit.errors import Refused
from webinar.kit.forms import number_in
from webinar.kit.numerals import digits
from webinar.kit.web.services import services
from webinar.learn.courses.page import own_course
from webinar.people.accounts.access import for_organisers, for_readers, this_user
from webinar.people.accounts.refusals import refused_page
from webinar.results.completion import actions, exporting, forgetting, forms, matching, page
from webinar.results.completion.learner_page import learner_or_404, learner_page

bp = Blueprint("completion", __name__)


@bp.get("/desk/courses/<int:course_id>/people")
@for_readers
def people(course_id: int) -> ResponseReturnValue:
    """Show the list of people; `page.Wish` reads the query."""
    return render_template(
        "results/completion/people.html",
        **page.people_page(course_id, page.Wish.read(request.args)),
    )


@bp.get("/desk/courses/<int:course_id>/people.<any(csv, xlsx):form>")
@for_organisers
def download(course_id: int, form: str) -> Response:
    """Export the list; `?profile=` and `?separator=` are as in other exports."""
    return exporting.deliver(course_id, form)


@bp.get("/desk/courses/<int:course_id>/people/<int:number>")
@for_organisers
def learner(course_id: int, number: int) -> ResponseReturnValue:
    return _learner(course_id, number)


@bp.post("/desk/courses/<int:course_id>/people/<int:number>")
@for_organisers
def change_learner(course_id: int, number: int) -> ResponseReturnValue:
    """Match, unmatch, or renew a link, depending on the form.

    `match` is the number of the person on the roster who this guest is, and `reason` says why;
    `unmatch` is the number of the guest to separate from this person. Without either, the guest
    gets a new link.
    """
    user, form, key = this_user(), request.form.to_dict(), services().settings.secret_key
    person_number, guest_number = number_in("match"), number_in("unmatch")

    def work(db: Session) -> None:
        course = own_course(db, course_id, user)
        learner_shown = learner_or_404(db, course, number)
        if "match" in form:
            reason = form.get("reason", "")
            matching.match(db, course, learner_shown, person_number, reason, key, user.id)
        elif "unmatch" in form:
            matching.unmatch(db, course, learner_shown, guest_number, key, user.id)
        else:
            forgetting.renew_link(db, course, learner_shown, key, user.id)

    try:
        services().db.write(work)
    except Refused as refusal:
        return refused_page(
            "results/completion/learner.html", refusal, **learner_page(course_id, number)
        )
    if "match" in form:
        message = _("What the guest did is this person's from now on")
    elif "unmatch" in form:
        message = _("The guest is a separate learner again")
    else:
        message = _("The link is new: the previous one no longer works")
    flash(message, "good")
    # A person who became a learner only by that guest may no longer be one: show the guest.
    next_number = guest_number if "unmatch" in form else number
    return redirect(url("completion.learner", course_id=course_id, number=next_number), 303)


@bp.post("/desk/courses/<int:course_id>/people/<int:number>/forget")
@for_organisers
def forget_learner(course_id: int, number: int) -> ResponseReturnValue:
    """Forget a guest if `sure` is `yes`, and their certificates if `certificates` is `yes`."""
    user, form = this_user(), request.form.to_dict()
    if form.get("sure") != "yes":
        return redirect(url("completion.learner", course_id=course_id, number=number), 303)

    def work(db: Session) -> None:
        course, with_certificates = (
            own_course(db, course_id, user),
            form.get("certificates") == "yes",
        )
        guest = learner_or_404(db, course, number)
        forgetting.forget(db, course, guest, user.id, with_certificates=with_certificates)

    try:
        services().db.write(work)
    except Refused as refusal:
        return refused_page(
            "results/completion/learner.html", refusal, **learner_page(course_id, number)
        )
    services().db.empty_log()
    value_cache.forget_values()
    flash(_("The guest is forgotten, with everything that they did here"), "good")
    return redirect(url("completion.people", course_id=course_id), 303)


@bp.get("/desk/courses/<int:course_id>/completion")
@for_organisers
def rule(course_id: int) -> ResponseReturnValue:
    return render_template("results/completion/rule.html", **page.rule_page(course_id))


@bp.post("/desk/courses/<int:course_id>/completion")
@for_organisers
def save_rule(course_id: int) -> ResponseReturnValue:
    """Save the rule: `slides`, `quizzes` and `mark` (percent), `must_pass`, `minutes`, `counts`."""
    user, form = this_user(), request.form
    with services().db.read() as db:
        has_test = page.has_test(own_course(db, course_id))
    try:
        terms = forms.terms_from_form(form, has_test=has_test)
        services().db.write(
            lambda db: actions.set_rule(db, own_course(db, course_id, user), user.id, terms)
        )
        count = actions.settle_everybody(services().db, course_id)
    except Refused as refusal:
        return refused_page(
            "results/completion/rule.html", refusal, **page.rule_page(course_id, form)
        )
    flash(f"{_('Saved')}. {_completed_sentence(count)}" if count else _("Saved"), "completion")
    return redirect(url("courses.show", course_id=course_id) + "#completion", 303)


@bp.app_template_global()
def completion_of_course(course_id: int) -> dict[str, Any]:
    """Return the rule as the page of a course shows it."""
    return page.rule_page(course_id)


def _completed_sentence(count: int) -> str:
    sentence = ngettext(
        "%(num)d learner has completed the course by it now",
        "%(num)d learners have completed the course by it now",
        count,
    )
    return digits(sentence)


def _learner(course_id: int, number: int) -> str:
    return render_template("results/completion/learner.html", **learner_page(course_id, number))
