"""Deep linking: teachers choose courses at their platform, and the platform gets the links."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from pylti1p3.deep_link import DeepLink
from pylti1p3.deep_link_resource import DeepLinkResource
from pylti1p3.lineitem import LineItem

from webinar.connect.lti import actions, keys, pages, queries, states
from webinar.connect.lti.addresses import is_among, origins_of
from webinar.connect.lti.claims import Launch
from webinar.connect.lti.models import LtiPlatform
from webinar.connect.lti.scores import MAXIMUM
from webinar.connect.lti.tool_config import PlatformRegistration
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course
from webinar.people.accounts.csrf import exempt

ITEMS = "https://purl.imsglobal.org/spec/lti-dl/claim/content_items"

deep = Blueprint("deep", __name__)


def offer(platform: LtiPlatform, launch: Launch, state: str) -> Response:
    """Return the page of courses that this platform may use.

    Refused: `lti_not_teacher`, `lti_elsewhere` (the platform wants the answer at an unknown host).
    """
    if not launch.is_teacher:
        raise Refused("lti_not_teacher")
    return_url = launch.deep.get("deep_link_return_url")
    origins = origins_of(platform)
    if not isinstance(return_url, str) or not is_among(
        return_url, origins, insecure=pages.is_insecure()
    ):
        raise Refused("lti_elsewhere")
    at = clock.now()
    content = {
        "platform": platform.id,
        "deployment": launch.deployment,
        "return": return_url,
        "data": launch.deep.get("data"),
        "several": launch.deep.get("accept_multiple") in (True, "true"),
    }
    ticket = services().db.write(lambda db: actions.new_ticket(db, state, content, at))
    return _choices(platform, content, ticket, state)


@deep.post("/lti/deep/choose")
@exempt
def choose() -> ResponseReturnValue:
    """Take the chosen codes in `course`; return a form with the signed answer for the platform."""
    form, at, platform = request.form, clock.now(), None
    state = form.get("state", "")
    try:
        pages.check_rate()
        if not state or request.cookies.get(states.cookie_of(state)) != state:
            raise Refused("lti_state")
        content = services().db.write(
            lambda db: actions.take_ticket(db, form.get("ticket", ""), state, at)
        )
        with services().db.read() as db:
            platform = db.get(LtiPlatform, content.get("platform"))
            if platform is None or platform.disabled_at is not None:
                raise Refused("lti_unknown_platform")
            allowed = queries.courses_allowed(db, platform)
        chosen = [course for course in allowed if course.code in form.getlist("course")]
        if not chosen:
            return _choices_refused(platform, content, state)
        answer = _answer(platform, content, chosen if content["several"] else chosen[:1])
    except Refused as refusal:
        return pages.refused(refusal, platform)
    origins = origins_of(platform)
    return pages.page(
        "connect/lti/chosen.html",
        frames=origins,
        forms=origins,
        platform=platform.name,
        chosen=[course.title for course in chosen],
        onward=content["return"],
        answer=answer,
    )


def _choices_refused(platform: LtiPlatform, content: dict[str, Any], state: str) -> Response:
    """Return the page again, with a new ticket, because the teacher chose nothing."""
    at = clock.now()
    ticket = services().db.write(lambda db: actions.new_ticket(db, state, content, at))
    response = _choices(platform, content, ticket, state, is_empty=True)
    response.status_code = 422
    return response


def _choices(
    platform: LtiPlatform,
    content: dict[str, Any],
    ticket: str,
    state: str,
    *,
    is_empty: bool = False,
) -> Response:
    with services().db.read() as db:
        allowed = queries.courses_allowed(db, platform)
    return pages.page(
        "connect/lti/choose.html",
        frames=origins_of(platform),
        platform=platform.name,
        courses=allowed,
        several=content["several"],
        ticket=ticket,
        state=state,
        is_empty=is_empty,
    )


def _answer(platform: LtiPlatform, content: dict[str, Any], chosen: list[Course]) -> str:
    signing = keys.signing_key(services().settings)
    settings: Any = {"deep_link_return_url": content["return"], "data": content["data"]}
    link: Any = DeepLink(PlatformRegistration(platform, signing), content["deployment"], settings)
    message = link.get_message_jwt([_item(course) for course in chosen])
    for item in message[ITEMS]:
        # Platforms may follow this wish; within a frame, the learner has to press once more.
        item["window"] = {"targetName": "_blank"}
    # Our own clock sets the times, as for everything that we sign; absent values are not sent back.
    now = int(clock.now().timestamp())
    message |= {"iat": now, "exp": now + 600}
    return str(link.encode_jwt({key: value for key, value in message.items() if value is not None}))


def _item(course: Course) -> DeepLinkResource:
    column = LineItem().set_score_maximum(MAXIMUM).set_label(course.title)
    return (
        DeepLinkResource()
        .set_title(course.title)
        .set_url(pages.address("lti.launch"))
        .set_custom_params({"course": course.code})
        .set_lineitem(column.set_resource_id(course.code))
    )
