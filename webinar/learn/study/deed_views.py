"""Receives scripts' reports of deeds, sent with the browser's seat or the learner's own link."""

from __future__ import annotations

from flask import g, jsonify, request
from flask.typing import ResponseReturnValue

from webinar.kit.errors import Refused
from webinar.learn.courses.models import Learner
from webinar.learn.study import deed_reports
from webinar.learn.study.device_clock import now_millis
from webinar.learn.study.models import Source
from webinar.learn.study.pages import sending_learner
from webinar.learn.study.wire import Done
from webinar.people.accounts.csrf import exempt
from webinar.people.accounts.refusals import status_of


def deeds(code: str) -> ResponseReturnValue:
    """Record the deeds that a script in this browser reports as JSON, or in a form's field `deeds`.

    A script sends the form while its page closes. The address has `seat`, the number of the page's
    learner: if another learner uses the browser by then, they must not be credited with the deeds.
    """
    course, learner = sending_learner(code)
    content = request.form.get("deeds", "").encode() if request.form else request.get_data()
    try:
        report = deed_reports.read_deeds(content)
        return _answer(deed_reports.record_online_report(course.id, learner.id, report))
    except Refused as refusal:
        return _refused(refusal)


@exempt
def token_deeds() -> ResponseReturnValue:
    """Record the deeds of a device that was without a network and sends the learner's token."""
    learner: Learner = g.learner
    try:
        report = deed_reports.read_deeds(request.get_data())
        return _answer(
            deed_reports.record_report(learner.course_id, learner.id, report, Source.OFFLINE)
        )
    except Refused as refusal:
        return _refused(refusal)


def _answer(results: list[Done]) -> ResponseReturnValue:
    fates = [{"key": deed.key, "code": deed.code, "is_right": deed.is_right} for deed in results]
    return jsonify(now=now_millis(), done=fates)


def _refused(refusal: Refused) -> ResponseReturnValue:
    return jsonify(code=refusal.code), status_of(refusal)
