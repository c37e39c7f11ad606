"""For organisers: a course's platforms, their learners, and the scores sent to the platforms."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.connect.lti import actions, queries, registrations, roster, score_outbox
from webinar.connect.lti.models import LtiLink, LtiPlatform
from webinar.connect.lti.words import failure_words
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.numerals import digits
from webinar.kit.web.services import services
from webinar.learn.courses.page import own_course
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.refusals import refused_page
from webinar.results.protocol import phrases

using = Blueprint("using", __name__, url_prefix="/desk/courses/<int:course_id>/lti")

TEMPLATE = "connect/lti/using.html"


@for_organisers
def show(course_id: int) -> ResponseReturnValue:
    return render_template(TEMPLATE, **_page(course_id))


@using.post("/platforms/<int:platform_id>/<any(allow, withdraw):what>")
@for_organisers
def allow(course_id: int, platform_id: int, what: str) -> ResponseReturnValue:
    user_id, at = this_user().id, clock.now()
    with services().db.read() as db:
        course = own_course(db, course_id)
    try:
        services().db.write(
            lambda db: registrations.allow_course(
                db, user_id, course, platform_id, at, is_allowed=what == "allow"
            )
        )
    except Refused as refusal:
        return refused_page(TEMPLATE, refusal, **_page(course_id))
    flash(_("Saved"), "good")
    return _back(course_id)


@using.post("/names/<int:link_id>")
@for_organisers
def names(course_id: int, link_id: int) -> ResponseReturnValue:
    """Ask the platform for its learners: correct their names, and show those who have not begun."""
    with services().db.read() as db:
        course, link = own_course(db, course_id), db.get(LtiLink, link_id)
        if link is None or link.course_id != course.id or not link.members:
            abort(404)
        platform = db.get_one(LtiPlatform, link.platform_id)
    members, failure = roster.fetch(platform, link, services().settings)
    names_by_sub = {member.sub: member.name for member in members}
    user_id = this_user().id
    changed = services().db.write(
        lambda db: actions.rename(db, user_id, course, platform.id, names_by_sub)
    )
    with services().db.read() as db:
        missing = roster.members_not_started(members, queries.users_of(db, course, platform.id))
    return render_template(
        TEMPLATE,
        **_page(course_id),
        asked_link_id=link_id,
        failure=failure_words().get(failure, ""),
        member_count=len(members),
        missing=missing,
        renamed=digits(
            ngettext("%(num)d name was corrected", "%(num)d names were corrected", changed)
        ),
    )


@using.post("/send")
@for_organisers
def send(course_id: int) -> ResponseReturnValue:
    """Let the scores that wait for their next try be tried at once."""
    at = clock.now()
    with services().db.read() as db:
        own_course(db, course_id)
    services().db.write(lambda db: score_outbox.send_now(db, course_id, at))
    flash(_("It is sent within a minute"), "good")
    return _back(course_id)


@using.get("/<any(send):what>")
@using.get("/names/<int:link_id>")
@using.get("/platforms/<int:platform_id>/<any(allow, withdraw):what>")
@for_organisers
def back(course_id: int, **_rest: Any) -> ResponseReturnValue:
    """Show the page to a reader who switches the language on the answer to a form."""
    return _back(course_id)


def _back(course_id: int) -> ResponseReturnValue:
    return redirect(url_for("lti.course", course_id=course_id), 303)


def _page(course_id: int) -> dict[str, Any]:
    with services().db.read() as db:
        course = own_course(db, course_id)
        platforms = {platform.id: platform for platform in queries.all_platforms(db)}
        allowed = queries.allowed_platform_ids(db, course)
        links = queries.links_of(db, course)
        grades = queries.grades_of(db, course)
    words = failure_words()
    return {
        "course": course,
        "course_address": url_for("courses.show", course_id=course.id),
        "platforms": list(platforms.values()),
        "allowed": allowed,
        "links": [(link, platforms[link.platform_id].name) for link in links],
        "grades": [
            {
                "name": learner.name,
                "given": grade.given,
                "has_score": grade.said_at is not None,
                "sent": phrases.day(grade.sent_at) if grade.sent_at else "",
                "waits": grade.next_at is not None,
                "error": words.get(grade.error, ""),
            }
            for grade, learner in grades
        ],
        "failed": sum(bool(grade.error) for grade, _learner in grades),
        "form": request.form,
    }
