"""What people on a roster are sent and handed: their link, in their language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from flask_babel import force_locale
from flask_babel import gettext as _

from webinar.cohorts.models import Person
from webinar.cohorts.sessions import Session
from webinar.languages import LANGUAGES
from webinar.numerals import digits
from webinar.rooms.models import RoomState


class Letter(NamedTuple):
    """For one person; without a link in it, for all who read that language."""

    subject: str
    text: str
    language: str


def letter(name: str, address: str, sessions: Sequence[Session], language: str) -> Letter:
    """An invitation to these sessions, of which those that are over are left out."""
    coming = [one for one in sessions if one.state is not RoomState.ENDED]
    with force_locale(LANGUAGES[language].locale):
        parts = [_("Hello %(name)s,", name=name)]
        if coming:
            invited = _("you are invited to:")
            parts.append("\n".join([invited, *(_line(one) for one in coming)]))
        parts.append(_("Your personal link:") + "\n{link}")
        parts.append(
            _(
                "Open it on the phone or computer on which you will take part, and press “Join”."
                " No account and no password is needed."
            )
        )
        parts.append(_("The link is yours alone. Please do not pass it on."))
        text = digits("\n\n".join(parts), language).replace("{link}", address)
        subject = (
            _("Invitation: %(session)s", session=coming[0].title)
            if coming
            else _("Your personal link to the sessions")
        )
    return Letter(digits(subject, language), text + "\n", language)


def card_words(languages: Sequence[str]) -> Mapping[str, str]:
    """What stands on a printed card, by language."""
    found = {}
    for language in languages:
        with force_locale(LANGUAGES[language].locale):
            found[language] = _(
                "Point the phone's camera at the square, open the link, press “Join”. The link is"
                " yours alone."
            )
    return found


def language_of(person: Person, otherwise: str) -> str:
    """In which they are written to."""
    return person.language if person.language in LANGUAGES else otherwise


def _line(one: Session) -> str:
    if not one.when:
        return f"– {one.title}"
    return f"– {one.title}: {one.when} ({one.zone})"
