"""Letters and cards that give people on a roster their links, in their languages."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from flask_babel import force_locale, ngettext, pgettext
from flask_babel import gettext as _
from msgspec.structs import replace

from webinar.kit.languages import LANGUAGES
from webinar.kit.numerals import digits
from webinar.kit.shown_times import place_of
from webinar.room.call.words import lines as call_lines
from webinar.room.cohorts.models import Person
from webinar.room.cohorts.sessions import Session
from webinar.room.rooms.models import RoomState

# On a card, a link of this length takes two lines.
LONGEST_PRINTED_LINK = 80


class Letter(NamedTuple):
    """A letter to one person, or, if it contains no link, to all readers of its language.

    `about` is the session for the calendar: the first that is new to its reader.
    """

    subject: str
    text: str
    language: str
    about: Session | None = None


def letter(
    name: str,
    address: str,
    sessions: Sequence[Session],
    language: str,
    changed: Collection[str] = (),
) -> Letter:
    """Return an invitation to these sessions, without those that are over.

    `changed` are the codes of sessions for which an earlier letter gave other dates or none.
    """
    upcoming = [session for session in sessions if session.state is not RoomState.ENDED]
    cancelled = [
        session for session in sessions if session.is_cancelled and session.code in changed
    ]
    with force_locale(LANGUAGES[language].locale):
        parts = [_("Hello %(name)s,", name=name)]
        if changed:
            parts.append(_("dates have changed since the last letter."))
        if cancelled:
            parts.append("\n".join([_("Cancelled:"), *(_line(session) for session in cancelled)]))
        parts = [digits(part, language) for part in parts]
        if upcoming:
            heading = _("you are invited to:")
            blocks = (
                _block(session, language, is_new=session.code in changed) for session in upcoming
            )
            parts.append("\n".join([heading, *blocks]))
        parts.append(_("Your personal link:") + "\n" + address)
        parts += _about_link()
        subject = _subject(upcoming, [*upcoming, *cancelled], changed)
    mentioned = [*upcoming, *cancelled]
    new = [session for session in mentioned if session.code in changed] or mentioned
    about = next((session for session in new if session.starts is not None), None)
    return Letter(digits(subject, language), "\n\n".join(parts) + "\n", language, about)


def reminder(name: str, address: str, session: Session, language: str) -> Letter:
    """Return a reminder of a session that begins within a day."""
    with force_locale(LANGUAGES[language].locale):
        parts = [
            digits(_("Hello %(name)s,", name=name), language),
            "\n".join([_("this session begins soon:"), _block(session, language, is_new=False)]),
            _("Your personal link:") + "\n" + address,
            *_about_link(),
        ]
        subject = _("Reminder: %(session)s", session=session.title)
    return Letter(digits(subject, language), "\n\n".join(parts) + "\n", language, session)


def _about_link() -> list[str]:
    return [
        _(
            "Open it on the phone or computer on which you will take part, and press “Join”."
            " No account and no password is needed."
        ),
        _("The link is yours alone. Please do not pass it on."),
    ]


def card_words(languages: Sequence[str]) -> Mapping[str, str]:
    """Return the text of a printed card, by language."""
    words = {}
    for language in languages:
        with force_locale(LANGUAGES[language].locale):
            words[language] = _(
                "Point the phone's camera at the square, open the link, press “Join”. The link is"
                " yours alone."
            )
    return words


def card_code_words(host: str, languages: Sequence[str]) -> Mapping[str, str]:
    """Return the text above a card's short code, by language."""
    words = {}
    for language in languages:
        with force_locale(LANGUAGES[language].locale):
            words[language] = _("Or type this code at %(host)s:", host=host)
    return words


def card_session(sessions: Sequence[Session], language: str) -> list[str]:
    """Return lines with the title and the time of the next session, and how many come after it."""
    upcoming = sorted(
        (s for s in sessions if s.state is not RoomState.ENDED and not s.is_cancelled),
        key=lambda s: math.inf if s.starts is None else s.starts.timestamp(),
    )
    if not upcoming:
        return []
    first, more = upcoming[0], len(upcoming) - 1
    lines = [first.title]
    if first.when:
        lines.append(f"{first.when} ({place_of(first.zone)})")
    if more:
        with force_locale(LANGUAGES[language].locale):
            later = ngettext("and %(num)d more session", "and %(num)d more sessions", more)
            lines.append(digits(later, language))
    return lines


def card_call(sessions: Sequence[Session], language: str) -> list[str]:
    """Return lines with the call of the sessions to come, if they all have the same.

    They have no PIN, because paper is lost easily, and neither a note nor a link that is too long
    to type: the page that the personal link opens has it all.
    """
    calls = {session.call for session in sessions if session.state is not RoomState.ENDED}
    call = calls.pop() if len(calls) == 1 else None
    if call is None:
        return []
    link = call.link if len(call.link) <= LONGEST_PRINTED_LINK else ""
    with force_locale(LANGUAGES[language].locale):
        return call_lines(replace(call, link=link, note=""), with_pin=False)


def language_of(person: Person, otherwise: str) -> str:
    """Return the language in which to write to the person."""
    return person.language if person.language in LANGUAGES else otherwise


def _subject(
    upcoming: Sequence[Session], mentioned: Sequence[Session], changed: Collection[str]
) -> str:
    for session in mentioned:
        if session.code in changed:
            return str(_("Dates have changed: %(session)s", session=session.title))
    if upcoming:
        return str(_("Invitation: %(session)s", session=upcoming[0].title))
    return str(_("Your personal link to the sessions"))


def _block(session: Session, language: str, *, is_new: bool) -> str:
    """Return the session's line, and below it how to join the call, with its PIN.

    The letter goes to one person, who needs all of it at hand when the session begins.
    """
    line = _line(session)
    if is_new:
        new = pgettext("date of a session", "new")
        line = f"{line} – {new}"
    call = [] if session.call is None else call_lines(session.call, with_pin=True)
    return "\n".join([digits(line, language), *(f"  {text}" for text in call)])


def _line(session: Session) -> str:
    if not session.when:
        return f"– {session.title}"
    return f"– {session.title}: {session.when} ({place_of(session.zone)})"
