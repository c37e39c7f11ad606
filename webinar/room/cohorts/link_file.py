"""The personal links of a cohort as a table, for mail merge and messengers."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

from flask import Response, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.files.csv_export import Separator, encode_rows, guard
from webinar.kit.files.downloads import attached, file_names
from webinar.kit.languages import LANGUAGES
from webinar.kit.tokens import show_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.audit.actions import note
from webinar.room.cohorts import letters, sessions
from webinar.room.cohorts.card_codes import code_of
from webinar.room.cohorts.forms import own_cohort
from webinar.room.cohorts.link_views import links
from webinar.room.cohorts.mailing import linked_people, sessions_in
from webinar.room.cohorts.models import Person
from webinar.room.cohorts.words import field_words

# No spreadsheet calculates a telephone number without spaces and dashes: it needs no apostrophe.
_TELEPHONE = re.compile(r"\+\d+")


@links.get("/links.csv")
@for_organisers
def table(cohort_id: int) -> Response:
    """Send a row for everybody with a link: who it is, the link, its letter, and its code.

    `?separator=` is `comma` or `semicolon`.
    """
    user_id, keys = this_user().id, services().settings.secret_keys
    with services().db.read() as db:
        cohort = own_cohort(db, cohort_id)
        names = file_names("links", str(cohort.id), cohort.name, ".csv")
        sessions_by_language = cache(partial(sessions_in, db, cohort))
        rows = [
            _row(person, address, show_code(code_of(link, keys)), sessions_by_language)
            for person, link, address in linked_people(db, cohort)
            if address
        ]

    def record(db: Session) -> None:
        note(db, "link.exported", user_id, cohort_id=cohort_id, links=len(rows))

    services().db.write(record)
    is_comma = request.args.get("separator") == "comma"
    separator = Separator.COMMA if is_comma else Separator.SEMICOLON
    guarded = ([_guarded(cell) for cell in row] for row in [_heads(), *rows])
    return attached(encode_rows(guarded, separator), "text/csv", *names)


def _heads() -> list[str]:
    words = field_words()
    fields = ("name", "rank", "unit", "email", "phone", "language")
    return [
        *(words[field] for field in fields),
        _("Personal link"),
        _("Subject"),
        _("Text"),
        _("Code"),
    ]


def _row(
    person: Person,
    address: str,
    code: str,
    sessions_by_language: Callable[[str], list[sessions.Session]],
) -> list[str]:
    language = letters.language_of(person, page_language())
    letter = letters.letter(person.name, address, sessions_by_language(language), language)
    return [
        person.name,
        person.rank,
        person.unit,
        person.email,
        person.phone,
        LANGUAGES[language].name,
        address,
        letter.subject,
        letter.text,
        code,
    ]


def _guarded(cell: str) -> str:
    return cell if _TELEPHONE.fullmatch(cell) else guard(cell)
