"""The organiser's page of packages for other platforms, and the packages themselves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.connect.packages import package_requests
from webinar.connect.packages.part_choice import ALL_PARTS, has_quizzes, parts_offered
from webinar.connect.packages.subject import PASS_MARK
from webinar.connect.packages.words import refusals_of_hosts, standard_words
from webinar.content.lessons.model import Module
from webinar.kit.errors import Refused
from webinar.kit.files.downloads import file_names
from webinar.kit.language_fallback import resolve
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course
from webinar.learn.courses.page import own_course
from webinar.learn.courses.queries import module_of_course, title_in
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.delivery import Made, Order, deliver
from webinar.people.accounts.refusals import refusal_text
from webinar.people.audit.actions import note

bp = Blueprint("packages", __name__, url_prefix="/desk/courses/<int:course_id>/packages")


@bp.get("")
@for_organisers
def home(course_id: int) -> ResponseReturnValue:
    """Show the choice of packages, as a form whose address can be kept."""
    with services().db.read() as db:
        course = own_course(db, course_id)
        return _page(course)


@bp.get("/package.zip")
@for_organisers
def file(course_id: int) -> ResponseReturnValue:
    """Send the package of `?standard=&language=&part=&mark=`, or the page with the refusal."""
    try:
        return deliver(partial(_order, course_id=course_id))
    except Refused as refusal:
        with services().db.read() as db:
            return _page(own_course(db, course_id), refusal)


def _order(db: Session, course_id: int) -> Order[Callable[[], bytes]]:
    """Return the order for the package in the address.

    Raises `Refused` as `package_requests.read_request` does.
    """
    course, user_id = own_course(db, course_id), this_user().id
    module, edition = module_of_course(course), course.edition.hash
    package_request = package_requests.read_request(module, request.args)
    return Order(
        names=_names(course, package_request),
        media_type="application/zip",
        read=lambda: package_requests.prepare(module, package_request),
        write=lambda pack: Made(pack()),
        note=lambda db, _made, digest: note(
            db,
            "package.made",
            user_id,
            course=course_id,
            edition=edition,
            standard=package_request.standard.value,
            language=package_request.language,
            part=package_request.part,
            sha256=digest,
        ),
    )


def _names(course: Course, package_request: package_requests.PackageRequest) -> tuple[str, str]:
    part = f" {package_request.part}" if package_request.part else ""
    title = f"{title_in(course, package_request.language)}{part}"
    return file_names(
        package_request.standard.value, course.code, title, f".{package_request.language}.zip"
    )


def _page(course: Course, refusal: Refused | None = None) -> Response:
    module = module_of_course(course)
    refusal_words = refusal and (refusals_of_hosts().get(refusal.code) or refusal_text(refusal))
    html = render_template(
        "connect/packages/packages.html",
        course=course,
        refusal=refusal_words,
        standards=standard_words(),
        languages=module.languages,
        parts=_parts(module),
        is_programme=bool(module.parts),
        has_quizzes=has_quizzes(module),
        chosen={
            "standard": request.args.get("standard", package_requests.USUAL.value),
            "language": request.args.get("language", package_requests.usual_language(module)),
            "part": request.args.get("part", ALL_PARTS),
            "mark": request.args.get("mark", str(PASS_MARK)),
        },
    )
    return Response(html, 200 if refusal is None else 422)


def _parts(module: Module) -> list[tuple[str, str]]:
    """Return the id and title of each part that can become a package."""
    return [(part.id, resolve(part.title, page_language())[1]) for part in parts_offered(module)]
