"""The addresses to which a learning platform sends browsers: LTI 1.3, OpenID Connect.

docs/self-paced.md says how a course that is opened within a platform's frame gets its own window.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.connect.lti import actions, claims, keys, pages, states
from webinar.connect.lti.addresses import origins_of
from webinar.connect.lti.claims import Launch
from webinar.connect.lti.course_views import show, using
from webinar.connect.lti.deep_views import deep, offer
from webinar.connect.lti.models import LtiPlatform
from webinar.connect.lti.platform_views import platforms
from webinar.connect.lti.register_views import registration
from webinar.connect.lti.tool import CheckedLaunch, Cookies, Login, request_for_library
from webinar.connect.lti.tool_config import Platforms
from webinar.kit import clock, languages
from webinar.kit.errors import Refused
from webinar.kit.web import i18n
from webinar.kit.web.i18n import page_language, use_language
from webinar.kit.web.services import services
from webinar.learn.courses import seating
from webinar.learn.courses.models import Course, Learner
from webinar.learn.courses.queries import module_of_course
from webinar.learn.study.studied_slides import studied_slides
from webinar.people.accounts.csrf import exempt
from webinar.people.accounts.refusals import refusal_text
from webinar.people.accounts.sessions import current_session

bp = Blueprint("lti", __name__)
for part in (platforms, registration, using, deep):
    bp.register_blueprint(part)
bp.add_url_rule("/desk/courses/<int:course_id>/lti", "course", show)

# The platform's opening parameters, which our page for a new window passes on.
_BEGINS = (
    "iss",
    "login_hint",
    "target_link_uri",
    "lti_message_hint",
    "lti_deployment_id",
    "client_id",
)
# The longest value of such a parameter, in characters.
LONGEST = 3000


@bp.get("/lti/jwks.json")
def jwks() -> Response:
    """Return our public keys, with which platforms check our signatures."""
    response = make_response({"keys": keys.published_keys(services().settings)})
    response.headers["Cache-Control"] = "public, max-age=300"
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@bp.route("/lti/login", methods=["GET", "POST"])
@exempt
def login() -> ResponseReturnValue:
    """Begin: redirect to the platform, which identifies the person. Only a cookie changes.

    Within a frame, a page offers to go on in a window of its own, unless a course is to be chosen.
    """
    parameters = request.form if request.method == "POST" else request.args
    platform = None
    try:
        pages.check_rate()
        registered_platforms = pages.registered_platforms()
        platform = registered_platforms.find(parameters.get("iss", ""), parameters.get("client_id"))
        if any(len(parameters.get(name, "")) > LONGEST for name in _BEGINS):
            raise Refused("lti_bad_login")
        if platform is None and parameters.get("iss"):
            raise Refused("lti_unknown_platform")
        if platform is not None and _wants_window(parameters):
            return _window_page(platform, parameters)
        return _begin(registered_platforms)
    except Refused as refusal:
        return pages.refused(refusal, platform)


@bp.post("/lti/launch")
@exempt
def launch() -> ResponseReturnValue:
    """Go on: the platform's token identifies the person and their request."""
    platform = None
    try:
        pages.check_rate()
        platform, body = _checked_launch()
        content = claims.read_launch(body)
        if content.language and languages.our_tag(request.cookies.get(i18n.COOKIE, "")) is None:
            use_language(content.language)
        at, nonce = clock.now(), str(body["nonce"])
        if content.kind == claims.DEEP_LINKING:
            services().db.write(lambda db: actions.use_nonce(db, nonce, at))
            return offer(platform, content, _state())
        if content.kind != claims.RESOURCE:
            raise Refused("lti_message")
        return _open(platform, content, nonce)
    except Refused as refusal:
        return pages.refused(refusal, platform)


@bp.post("/lti/enter")
@exempt
def enter() -> ResponseReturnValue:
    """Give the learner a seat, when the page of a launch sends its form, with or without a press.

    From here on the browser's own session is known: a platform's form comes without its cookie.
    """
    state, token, at = request.form.get("state", ""), request.form.get("ticket", ""), clock.now()
    try:
        pages.check_rate()
        if not state or request.cookies.get(states.cookie_of(state)) != state:
            raise Refused("lti_state")
        if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise Refused("lti_state")
        browser_id = current_session().ensure()

        def work(db: Session) -> tuple[str, str]:
            learner_id = actions.take_ticket(db, token, state, at)["learner"]
            learner = db.get_one(Learner, learner_id)
            seating.sit(db, learner, browser_id)
            return db.get_one(Course, learner.course_id).code, learner.language

        code, language = services().db.write(work)
    except Refused as refusal:
        return pages.refused(refusal, None)
    response = redirect(url_for("study.home", code=code), 303)
    response.delete_cookie(states.cookie_of(state), path="/lti/")
    if languages.our_tag(request.cookies.get(i18n.COOKIE, "")) is None:
        i18n.remember(response, language)
    return response


@bp.get("/lti/launch")
@bp.get("/lti/enter")
@bp.get("/lti/deep")
def astray() -> ResponseReturnValue:
    """Explain to a person who opened an address for platforms, or reloaded the answer to a form."""
    return pages.page("connect/lti/refused.html", refusal=refusal_text(Refused("lti_bad_login")))


def _begin(registered_platforms: Platforms) -> ResponseReturnValue:
    app_settings = services().settings
    library_request = request_for_library(request, is_https=app_settings.is_https)
    cookies = Cookies(request, is_https=app_settings.is_https)
    return Login(
        library_request, registered_platforms, cookies, app_settings.secret_key, clock.now()
    ).begin(pages.address("lti.launch"))


def _checked_launch() -> tuple[LtiPlatform, Mapping[str, Any]]:
    app_settings = services().settings
    library_request = request_for_library(request, is_https=app_settings.is_https)
    return CheckedLaunch(
        library_request,
        pages.registered_platforms(),
        Cookies(request, is_https=app_settings.is_https),
        request.form,
        app_settings.secret_keys,
        clock.now(),
        insecure=pages.is_insecure(),
    ).check()


def _state() -> str:
    return request.form.get("state", "")


def _wants_window(parameters: Mapping[str, str]) -> bool:
    """Whether to go on in a new window: frames may keep no cookie, and our pages forbid frames.

    Choosing courses needs no window: the platform waits for the answer in its own frame.
    """
    if parameters.get("window") or pages.is_framed() is False:
        return False
    return parameters.get("target_link_uri", "") != pages.deep_linking_address()


def _window_page(platform: LtiPlatform, parameters: Mapping[str, str]) -> Response:
    passed_on = {name: parameters[name] for name in _BEGINS if parameters.get(name)}
    onward = f"{url_for('lti.login')}?{urlencode({**passed_on, 'window': '1'})}"
    return pages.page(
        "connect/lti/window.html",
        frames=origins_of(platform),
        onward=onward,
        platform=platform.name,
    )


def _open(platform: LtiPlatform, content: Launch, nonce: str) -> ResponseReturnValue:
    at, key, language = clock.now(), services().settings.secret_key, page_language()
    nameless, state = _("Learner {n}"), _state()

    def work(db: Session) -> tuple[int, str, str]:
        actions.use_nonce(db, nonce, at)
        link = actions.open_link(db, platform, content, at)
        if content.is_teacher:
            return link.course_id, "", ""
        learner = actions.learner_of(db, link, content, language, nameless, key, at)
        ticket = actions.new_ticket(db, state, {"learner": learner.id}, at)
        return link.course_id, ticket, learner.name

    course_id, ticket, name = services().db.write(work)
    with services().db.read() as db:
        course = db.get_one(Course, course_id)
        if not ticket:
            return _preview(course, platform)
        return pages.page(
            "connect/lti/enter.html", course=course, name=name, ticket=ticket, state=state
        )


def _preview(course: Course, platform: LtiPlatform) -> Response:
    """Return the page for teachers: the content of the course, and nothing about its learners."""
    module, language = module_of_course(course), page_language()
    shown_in = language if language in module.languages else module.languages[0]
    return pages.page(
        "connect/lti/preview.html",
        course=course,
        onward=url_for("study.home", code=course.code),
        platform=platform.name,
        minutes=module.minutes,
        languages=[i18n.language_name(tag) for tag in module.languages],
        shown_in=shown_in,
        slides=[
            slide.text[shown_in].title for slide in studied_slides(module) if shown_in in slide.text
        ],
    )
