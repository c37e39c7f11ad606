"""Letters with personal links: their recipients, dates, and the addresses in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy.orm import Session

from webinar.kit import clock, concurrency
from webinar.kit.files import ics
from webinar.kit.files.ics import Party
from webinar.kit.languages import DEFAULT
from webinar.kit.mail import Invitation, Mail
from webinar.kit.web.letter_html import letter_html
from webinar.kit.web.services import services
from webinar.people.accounts.models import User
from webinar.room.cohorts import dates, inviting, letters, queries, sessions
from webinar.room.cohorts.dates import Dates, is_outdated
from webinar.room.cohorts.letters import Letter, letter
from webinar.room.cohorts.models import Cohort, Person, PersonLink

# One request sends at most this many letters; the next press of the button sends more.
LETTERS_AT_ONCE = 200


def address_of(link: PersonLink) -> str:
    """Return the address of the page that the link opens; empty if it cannot be shown.

    The host comes from the settings, never from the request, where a forged Host header would send
    the secret elsewhere.
    """
    token = inviting.token_of(link, *services().settings.secret_keys)
    # Not by `url_for`: letters are also made while no request is answered.
    return f"{services().settings.public_url}/me/{token}" if token else ""


def calendar_of(listed_sessions: Sequence[sessions.Session], address: str, language: str) -> bytes:
    words = letters.letter("", "", [], language)
    content: bytes = concurrency.offload(
        sessions.calendar, words.subject, list(listed_sessions), words.subject, address, clock.now()
    )
    return content


class CalendarParts(NamedTuple):
    """The sessions and parties of a letter's calendar parts; `about` is as in `letters.Letter`."""

    sessions: list[sessions.Session]
    about: sessions.Session | None
    name: str
    address: str
    organizer: Party


def with_dates(message: Mail, session_dates: CalendarParts) -> Mail:
    """Return the letter with its calendar parts, if its sessions have times."""
    listed, about, name, address, organizer = session_dates
    if not any(session.starts for session in listed):
        return message
    message = message._replace(calendar=calendar_of(listed, address, message.language))
    words = letters.letter("", "", [], message.language)
    entry = None if about is None else sessions.entry_of(about, words.subject, address)
    if entry is None:
        return message
    content: bytes = concurrency.offload(
        ics.invitation, entry, organizer, Party(name, message.to), clock.now()
    )
    return message._replace(invitation=Invitation(ics.method_of(entry), content))


class Wish(NamedTuple):
    """The letters that an organiser wants to send.

    With `only`, it is the letter to the person of this number. Otherwise, with `changed`, they are
    the letters to people whose last one has old dates, else to people who have not got one.
    """

    only: int
    changed: bool

    def takes(self, person: Person, link: PersonLink, newest: Dates) -> bool:
        if self.only:
            return person.number == self.only
        return is_outdated(link, newest) if self.changed else is_waiting(link)


def newest_dates(db: Session, cohort: Cohort) -> Dates:
    return dates.newest(sessions_in(db, cohort, DEFAULT), clock.now())


def outdated(db: Session, cohort: Cohort) -> int:
    """Return the number of people with an address whose letter lacks the newest dates."""
    newest, links = newest_dates(db, cohort), queries.links_of(db, cohort)
    old = [
        links[person.id]
        for person in queries.people_of(db, cohort)
        if person.email and person.id in links and is_outdated(links[person.id], newest)
    ]
    # This check comes last, because making a link's address takes longest.
    return sum(bool(address_of(link)) for link in old)


def mails(
    db: Session, cohort: Cohort, wish: Wish, newest: Dates, otherwise: str
) -> list[tuple[Mail, CalendarParts]]:
    """Return the letters for people who match the wish and have an address and a link.

    `otherwise` is the language for people whose language is unknown.
    """
    messages: list[tuple[Mail, CalendarParts]] = []
    by_language: dict[str, list[sessions.Session]] = {}
    owner = db.get_one(User, cohort.owner_id)
    for person, link, address in linked_people(db, cohort):
        is_wanted = person.email and address and wish.takes(person, link, newest)
        if not is_wanted or len(messages) == LETTERS_AT_ONCE:
            continue
        language = letters.language_of(person, otherwise)
        if language not in by_language:
            by_language[language] = sessions_in(db, cohort, language)
        upcoming = by_language[language]
        content = letter(
            person.name, address, upcoming, language, dates.changed_sessions(link, newest)
        )
        messages.append(message_of(link.id, person, content, address, upcoming, owner))
    return messages


def message_of(
    number: int,
    person: Person,
    content: Letter,
    address: str,
    listed: list[sessions.Session],
    owner: User,
) -> tuple[Mail, CalendarParts]:
    """Return this letter as a mail with this `id`, and what `with_dates` needs for it."""
    html = letter_html(content.subject, content.text, content.language, address)
    server = services().settings.mail
    # Replies of calendars go to the sender of the letter; see `ics.invitation`.
    organizer = Party(owner.name, "" if server is None else server.sender)
    mail = Mail(
        number,
        person.email,
        content.subject,
        content.text,
        html,
        content.language,
        answers_to=(owner.name, owner.email),
    )
    return mail, CalendarParts(listed, content.about, person.name, address, organizer)


def sessions_in(db: Session, cohort: Cohort, language: str) -> list[sessions.Session]:
    return sessions.sessions_of(db, queries.sessions_of(db, cohort), language)


def linked_people(db: Session, cohort: Cohort) -> list[tuple[Person, PersonLink, str]]:
    links = queries.links_of(db, cohort)
    return [
        (person, links[person.id], address_of(links[person.id]))
        for person in queries.people_of(db, cohort)
        if person.id in links
    ]


def is_waiting(link: PersonLink) -> bool:
    return link.mailed_at is None or link.mail_failed not in ("", inviting.SENDING)
