"""Pages to print, copy, mail, renew and revoke the personal links of a cohort."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any
from urllib.parse import quote

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from markupsafe import Markup
from sqlalchemy.orm import Session

from webinar.kit import concurrency
from webinar.kit.errors import Refused
from webinar.kit.forms import number_in
from webinar.kit.list_wishes import list_page
from webinar.kit.numerals import digits
from webinar.kit.qr_codes import qr_inline
from webinar.kit.text import whole_number
from webinar.kit.tokens import read_code, show_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.room.cohorts import inviting, letters, queries, sessions
from webinar.room.cohorts.automatic_views import status_of
from webinar.room.cohorts.card_codes import code_of
from webinar.room.cohorts.delivery import deliver
from webinar.room.cohorts.forms import day, own_cohort, page
from webinar.room.cohorts.letters import Letter, letter
from webinar.room.cohorts.mailing import (
    Wish,
    address_of,
    is_waiting,
    linked_people,
    outdated,
    sessions_in,
)
from webinar.room.cohorts.models import Person, PersonLink
from webinar.room.cohorts.words import mail_words

links = Blueprint("links", __name__, url_prefix="/desk/cohorts/<int:cohort_id>/links")

ON_A_PAGE = 100


@links.get("")
@for_organisers
def home(cohort_id: int) -> ResponseReturnValue:
    return _page(cohort_id)


@links.get("/sheet")
@for_organisers
def sheet(cohort_id: int) -> ResponseReturnValue:
    """Return cards to cut out, eight on a sheet of paper."""
    with services().db.read() as db:
        cohort = own_cohort(db, cohort_id)
        part = list_page(linked_people(db, cohort), _wished_page(), ON_A_PAGE)
        cards = part.rows
        languages = [letters.language_of(person, page_language()) for person, _, _ in cards]
        calls = {
            language: letters.card_call(sessions_in(db, cohort, language), language)
            for language in set(languages)
        }
        next_sessions = {
            language: letters.card_session(sessions_in(db, cohort, language), language)
            for language in set(languages)
        }
    addresses = [address for _, _, address in cards]
    settings = services().settings
    qr_codes = concurrency.offload(_draw, addresses)
    return page(
        "room/cohorts/sheet.html",
        cohort=cohort,
        # We draw the QR codes from our own addresses, so they are safe to insert.
        cards=[
            {
                "person": person,
                "address": address,
                "code": show_code(code_of(link, settings.secret_keys)),
                "qr": qr,
                "language": language,
            }
            for (person, link, address), qr, language in zip(
                cards, qr_codes, languages, strict=True
            )
        ],
        words=letters.card_words(sorted(set(languages))),
        code_words=letters.card_code_words(
            settings.public_url.partition("://")[2], sorted(set(languages))
        ),
        next_sessions=next_sessions,
        calls=calls,
        part=part,
    )


@links.post("")
@for_organisers
def change(cohort_id: int) -> ResponseReturnValue:
    """`make` links for people without one, or `renew` or `revoke` one, by the person's number."""
    with services().db.read() as db:
        own_cohort(db, cohort_id)
    user, secret = this_user(), services().settings.secret_key
    renewed, revoked = number_in("renew"), number_in("revoke")

    def work(db: Session) -> None:
        if renewed:
            inviting.renew(db, user, cohort_id, renewed, secret)
        elif revoked:
            inviting.revoke(db, user, cohort_id, revoked)
        else:
            inviting.make_missing(db, user, cohort_id, secret)

    try:
        services().db.write(work)
    except Refused as refusal:
        return _page(cohort_id, refusal)
    return redirect(_address(cohort_id, renewed or revoked), 303)


@links.post("/send")
@for_organisers
def send(cohort_id: int) -> ResponseReturnValue:
    """Send the letters that were not sent, or, with `changed`, those without the newest dates.

    With `make`, first make the links that are missing. With `number`, send that person's letter in
    any case. `back` is the code of the session from whose page the user comes, if any.
    """
    server = services().settings.mail
    if server is None:
        abort(404)
    only, changed = number_in("number"), "changed" in request.form
    user = this_user()
    with services().db.read() as db:
        own_cohort(db, cohort_id)
    if "make" in request.form:
        secret = services().settings.secret_key
        services().db.write(lambda db: inviting.make_missing(db, user, cohort_id, secret))
    errors = deliver(server, cohort_id, user.id, Wish(only, changed), page_language())
    sent, unsent = (
        sum(bool(error) is failed for error in errors.values()) for failed in (False, True)
    )
    if sent or not unsent:
        flash(
            digits(ngettext("%(num)d letter is sent.", "%(num)d letters are sent.", sent)), "good"
        )
    if unsent:
        flash(digits(_unsent_text(unsent)), "stop")
    back = read_code(request.form.get("back", ""))
    if back:
        return redirect(url_for("desk.plan", code=back), 303)
    return redirect(_address(cohort_id, only), 303)


def _unsent_text(count: int) -> str:
    text: str = ngettext(
        "%(num)d letter is not sent. The page of personal links says why.",
        "%(num)d letters are not sent. The page of personal links says why.",
        count,
    )
    return text


def _person(
    person: Person,
    link: PersonLink | None,
    sessions_by_language: Callable[[str], list[sessions.Session]],
) -> dict[str, Any]:
    """Return a person's row, with the letter in the person's language if there is a link."""
    address = "" if link is None else address_of(link)
    language = letters.language_of(person, page_language())
    personal_letter = letter(person.name, address, sessions_by_language(language), language)
    return {
        "person": person,
        "link": link,
        "address": address,
        "letter": personal_letter if address else None,
        "mailto": _mailto(person.email, personal_letter) if address else "",
    }


def _wished_page() -> int:
    return whole_number(request.args.get("page", "")) or 1


def _draw(addresses: Sequence[str]) -> list[Markup]:
    return [qr_inline(address) if address else Markup() for address in addresses]


def _address(cohort_id: int, person: int) -> str:
    number = _wished_page()
    page_number = number if number > 1 else None
    address = url_for("cohorts.links.home", cohort_id=cohort_id, page=page_number)
    return f"{address}#person-{person}" if person else address


def _mailto(to: str, personal_letter: Letter) -> str:
    """Return a link that opens the letter in the organiser's mail program."""
    text = personal_letter.text.replace("\n", "\r\n")
    return f"mailto:{quote(to)}?subject={quote(personal_letter.subject)}&body={quote(text)}"


def _page(cohort_id: int, refusal: Refused | None = None) -> ResponseReturnValue:
    with services().db.read() as db:
        cohort = own_cohort(db, cohort_id)
        links_by_person = queries.links_of(db, cohort)
        roster_people = queries.people_of(db, cohort)
        part = list_page(roster_people, _wished_page(), ON_A_PAGE)
        sessions_by_language = cache(partial(sessions_in, db, cohort))
        people = [
            _person(person, links_by_person.get(person.id), sessions_by_language)
            for person in part.rows
        ]
        stale = outdated(db, cohort)
        can_send = services().settings.mail is not None
        automatic = status_of(db, cohort) if can_send else None
    recipients = [
        person
        for person in roster_people
        if person.email
        and (person.id not in links_by_person or is_waiting(links_by_person[person.id]))
    ]
    return page(
        "room/cohorts/links.html",
        refusal,
        cohort=cohort,
        people=people,
        without=sum(person.id not in links_by_person for person in roster_people),
        has_links=bool(links_by_person),
        part=part,
        can_send=can_send,
        outdated=stale,
        automatic=automatic,
        ready=len(recipients),
        errors=mail_words(),
        sending=inviting.SENDING,
        day=day,
    )


# Import this module so that it adds its route to the blueprint above.
from webinar.room.cohorts import link_file  # noqa: E402, F401
