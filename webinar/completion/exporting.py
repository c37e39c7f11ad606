"""The table of learners handed over as a file: who may, how often, and what is noted of it."""

from __future__ import annotations

from contextlib import ExitStack

from flask import Response, abort, request

from webinar.accounts.access import this_user
from webinar.audit.actions import note
from webinar.completion import words
from webinar.completion.people import people_of_course
from webinar.completion.table import SHEET, encode, learners_table
from webinar.courses.models import Course
from webinar.courses.page import own_course, zone_of
from webinar.courses.queries import title_in
from webinar.i18n import page_language
from webinar.kit import clock, concurrency
from webinar.kit.files.csv_export import Separator
from webinar.kit.files.downloads import attached, titled
from webinar.kit.files.tables import Table, clean
from webinar.kit.files.xlsx_export import Wording
from webinar.kit.languages import LANGUAGES
from webinar.reports import delivering
from webinar.reports.export_words import words_in
from webinar.reports.kinds import MIMETYPES
from webinar.reports.profile_queries import find_profile
from webinar.reports.profiles import ALL, Profile
from webinar.reports.session import zone_named
from webinar.services import services


def deliver(course_id: int, form: str) -> Response:
    """Read, write off the loop, note, hand over. 404 for a profile that is not this user's."""
    user, at = this_user(), clock.now().replace(microsecond=0)
    zone = zone_named(zone_of(user))
    is_semicolon = request.args.get("separator") == "semicolon"
    separator = Separator.SEMICOLON if is_semicolon else Separator.COMMA
    with ExitStack() as desk:
        with services().db.read() as db:
            course = own_course(db, course_id)
            profile = find_profile(db, user.id, request.args.get("profile", ALL.key))
            if profile is None:
                abort(404)
            title = title_in(course, page_language())
            if request.method == "HEAD":
                return _file(b"", course, title, form)
            desk.enter_context(delivering.at_a_desk(f"course:{course.id}", f"learners.{form}"))
            rows = people_of_course(db, course)
        found = learners_table(rows, profile)
        as_of = f"{at.astimezone(zone):%Y-%m-%d %H:%M:%S} ({zone.key})"
        told = _wording(course, title, found, profile, as_of)
        content = concurrency.offload(encode, found, form, zone, separator, told, at)
    digest = concurrency.offload(delivering.sha256, content)
    # An export does not leave unless the audit log has it.
    services().db.write(
        lambda db: note(
            db,
            "export.made",
            user.id,
            cohort_id=course.cohort_id,
            what=SHEET,
            format=form,
            course=course.id,
            profile=profile.key,
            fields=sorted(profile.fields),
            rows=len(found.rows),
            sha256=digest,
        )
    )
    return _file(content, course, title, form)


def _file(content: bytes, course: Course, title: str, form: str) -> Response:
    return attached(content, MIMETYPES[form], *titled(SHEET, course.code, title, f".{form}"))


def _wording(course: Course, title: str, found: Table, profile: Profile, at: str) -> Wording:
    """The first sheet of the workbook: which course it is of, and what its columns mean."""
    said = words_in(page_language())
    labels = said.labels
    lines: list[tuple[str, ...]] = [
        (words.course_label(), clean(title)),
        (labels["code"], course.code),
        (labels["as_of"], at),
        (labels["profile"], profile.name or said.profiles.get(profile.key, profile.key)),
        (labels["language"], LANGUAGES[page_language()].name),
        (),
        (labels["table"], labels["column"], labels["meaning"]),
    ]
    lines += [(SHEET, column.id, str(column.meaning)) for column in found.columns]
    return Wording(labels["about"], lines, labels["yes"], labels["no"], said.is_rtl)
