"""Takes reports from scripts on learners' devices, by the browser's seat or the own link."""

from __future__ import annotations

from flask import g, jsonify, request
from flask.typing import ResponseReturnValue

from webinar.kit.errors import Refused
from webinar.learn.courses.models import Learner
from webinar.learn.study import telling
from webinar.learn.study.device_clock import now_millis
from webinar.learn.study.models import Source
from webinar.learn.study.pages import sent
from webinar.learn.study.wire import Done
from webinar.people.accounts.csrf import exempt
from webinar.people.accounts.refusals import status_of


def deeds(code: str) -> ResponseReturnValue:
    """Record the deeds that a script in this browser reports as JSON, or in a form's field `deeds`.

    Browsers send the form while their page closes. `seat` says whose page it is: deeds left over
    from a learner who has left must not be credited to the next.
    """
    course, learner = sent(code)
    content = request.form.get("deeds", "").encode() if request.form else request.get_data()
    try:
        told = telling.read_deeds(content)
        return _answer(telling.tell_online(course.id, learner.id, told))
    except Refused as refusal:
        return _refused(refusal)


@exempt
def token_deeds() -> ResponseReturnValue:
    """Record deeds by the learner's own token, from a device that has been without a network."""
    learner: Learner = g.learner
    try:
        told = telling.read_deeds(request.get_data())
        return _answer(telling.tell(learner.course_id, learner.id, told, Source.OFFLINE))
    except Refused as refusal:
        return _refused(refusal)


def _answer(done: list[Done]) -> ResponseReturnValue:
    listed = [{"key": one.key, "code": one.code, "is_right": one.is_right} for one in done]
    return jsonify(now=now_millis(), done=listed)


def _refused(refusal: Refused) -> ResponseReturnValue:
    return jsonify(code=refusal.code), status_of(refusal)
