"""Exporting the table of learners as a file: its content, its name, and the entry in the log."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from flask import Response
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.files.downloads import file_names
from webinar.kit.files.tables import clean
from webinar.kit.files.xlsx_export import Wording
from webinar.kit.languages import LANGUAGES
from webinar.kit.web.i18n import page_language
from webinar.learn.courses.models import Course
from webinar.learn.courses.page import own_course, zone_of
from webinar.learn.courses.queries import title_in
from webinar.people.accounts import delivery
from webinar.people.accounts.access import this_user
from webinar.people.accounts.delivery import Made, Order
from webinar.results.completion import words
from webinar.results.completion.people import Row, people_of_course
from webinar.results.completion.table import SHEET, encode, learners_table
from webinar.results.reports.actions import note_export
from webinar.results.reports.delivering import own_profile_in_address, separator_in_address
from webinar.results.reports.export_words import words_in
from webinar.results.reports.kinds import MIMETYPES
from webinar.results.reports.profiles import Profile
from webinar.results.reports.session import zone_named


def deliver(course_id: int, form: str) -> Response:
    """Return the file; abort with 404 if the course or the profile is not this user's."""
    return delivery.deliver(partial(_order, course_id=course_id, form=form))


def _order(db: Session, course_id: int, form: str) -> Order[Sequence[Row]]:
    user, now = this_user(), clock.now().replace(microsecond=0)
    zone, separator = zone_named(zone_of(user)), separator_in_address()
    course, profile = own_course(db, course_id), own_profile_in_address(db)
    title, user_id, cohort_id = title_in(course, page_language()), user.id, course.cohort_id
    as_of = f"{now.astimezone(zone):%Y-%m-%d %H:%M:%S} ({zone.key})"
    last_sheet = _wording(course, title, profile, as_of)

    def write(rows: Sequence[Row]) -> Made:
        table = learners_table(rows, profile)
        return Made(encode(table, form, zone, separator, last_sheet, now), len(table.rows))

    return Order(
        names=file_names(SHEET, course.code, title, f".{form}"),
        media_type=MIMETYPES[form],
        subject=f"course:{course.id}",
        file=f"{SHEET}.{form}",
        read=lambda: people_of_course(db, course),
        write=write,
        note=lambda db, made, digest: note_export(
            db,
            user_id,
            cohort_id=cohort_id,
            course=course_id,
            export=SHEET,
            file_format=form,
            profile=profile,
            rows=made.rows,
            sha256=digest,
        ),
    )


def _wording(course: Course, title: str, profile: Profile, as_of: str) -> Wording:
    """Return the last sheet of the workbook, which names the course and explains the columns."""
    sheet_words = words_in(page_language())
    labels = sheet_words.labels
    lines: list[tuple[str, ...]] = [
        (words.course_label(), clean(title)),
        (labels["code"], course.code),
        (labels["as_of"], as_of),
        (labels["profile"], profile.name or sheet_words.profiles.get(profile.key, profile.key)),
        (labels["language"], LANGUAGES[page_language()].name),
        (),
        (labels["table"], labels["column"], labels["meaning"]),
    ]
    heads = {column.id: str(column.meaning) for column in learners_table([], profile).columns}
    lines += [(SHEET, column_id, head) for column_id, head in heads.items()]
    return Wording(labels["about"], lines, labels["yes"], labels["no"], sheet_words.is_rtl, heads)
