"""The pages on which an organiser gets a course as a zip for USB sticks."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from sqlalchemy.orm import Session

from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.kit.files.downloads import attached
from webinar.kit.languages import LANGUAGES
from webinar.kit.web.assets import asset_content
from webinar.kit.web.i18n import language_name
from webinar.kit.web.services import services
from webinar.learn.courses.models import Course
from webinar.learn.courses.page import own_course
from webinar.learn.courses.queries import module_of_course
from webinar.learn.offline import course_packs
from webinar.learn.offline.package import Listed, package
from webinar.learn.offline.wire import Pack
from webinar.learn.offline.words import no_script_text, readme_text
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.refusals import refusal_text, status_of
from webinar.people.audit.actions import note
from webinar.room.cohorts.models import Cohort, Person
from webinar.room.cohorts.queries import people_of

packages = Blueprint("packages", __name__, url_prefix="/desk/courses/<int:course_id>/package")

PLAYER = "usb.js"


@packages.get("")
@for_organisers
def start(course_id: int) -> ResponseReturnValue:
    """Show the form that chooses languages, and whether the package contains names."""
    with services().db.read() as db:
        course = own_course(db, course_id)
        module = module_of_course(course)
        count = len(_roster(db, course))
    languages = [(tag, language_name(tag)) for tag in course_packs.offered_languages(module)]
    return page(
        "learn/offline/package.html",
        course=course,
        languages=languages,
        chosen=module.languages,
        people=count,
    )


@packages.get("/zip")
@for_organisers
def download(course_id: int) -> ResponseReturnValue:
    """Send the zip in each `language`; with the roster's names if `names` is `yes`."""
    with services().db.read() as db:
        course = own_course(db, course_id)
        module, edition = module_of_course(course), course.edition.hash
        has_names = request.args.get("names") == "yes"
        people = [
            Listed(str(person.number), person.name) for person in _roster(db, course) if has_names
        ]
    offered = course_packs.offered_languages(module)
    languages = [tag for tag in offered if tag in request.args.getlist("language")]
    if not languages:
        flash(refusal_text(Refused("package_languages")))
        return redirect(url_for(".start", course_id=course_id), 303)
    pack, images = course_packs.package_pack(PLAYER, module, languages, edition)
    readme, no_script = _texts(pack, languages)
    content = concurrency.offload(
        package,
        pack,
        course=course.code,
        people=people,
        script=asset_content(PLAYER),
        style=asset_content("player.css"),
        images=images,
        readme=readme,
        no_script=no_script,
    )
    _note(course, languages, len(people), content)
    name = f"course-{course.code}-{'-'.join(languages)}.zip"
    return attached(content, "application/zip", name)


def _texts(pack: Pack, languages: Sequence[str]) -> tuple[dict[str, str], str]:
    """Return the README texts by file name, and the text of the page without scripts."""
    readme, no_script = {}, []
    for tag in languages:
        with force_locale(LANGUAGES[tag].locale):
            readme[f"README-{tag}.txt"] = readme_text(pack.title[tag])
            no_script.append(no_script_text())
    return readme, " ".join(no_script)


def _note(course: Course, languages: Sequence[str], names: int, content: bytes) -> None:
    """Note the package in the audit log, with the number of its names, before it is sent."""
    user_id, edition, digest = this_user().id, course.edition.hash, sha256(content).hexdigest()
    services().db.write(
        lambda db: note(
            db,
            "package.made",
            user_id,
            cohort_id=course.cohort_id,
            course=course.id,
            edition=edition,
            standard="usb",
            language=" ".join(languages),
            rows=names,
            sha256=digest,
        )
    )


def page(template: str, refusal: Refused | None = None, **context: Any) -> ResponseReturnValue:
    words = None if refusal is None else refusal_text(refusal)
    return render_template(template, refusal=words, **context), status_of(refusal)


def _roster(db: Session, course: Course) -> Sequence[Person]:
    cohort = None if course.cohort_id is None else db.get(Cohort, course.cohort_id)
    return [] if cohort is None else people_of(db, cohort)
