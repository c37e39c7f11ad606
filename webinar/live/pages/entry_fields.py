"""Reads what newcomers type: an access code, or the link that they pasted instead, and a name."""

from __future__ import annotations

import re

from flask import url_for
from flask_babel import gettext as _

from webinar import features
from webinar.kit.errors import Refused
from webinar.kit.numerals import digits
from webinar.kit.text import one_line
from webinar.kit.tokens import read_card_code, read_code, show_code
from webinar.kit.web.services import services
from webinar.people.accounts.guesses import at_sessions as guesses
from webinar.room.rooms import queries
from webinar.room.sessions.actions import NAME_LENGTH

# The piece of a link to a session or a course that holds the code.
_IN_LINK = re.compile(r"/(?:join|rooms|study)/([^/?#\s]+)")
# An example of a code.
_SAMPLE = "JDMEAMZS"
# What looks like another character is in no code.
_ABSENT = "0, 1, I, L, O, U"


def address_of(typed: str) -> str:
    """Return the address of the page that this code opens: a session's, a course's, or a person's.

    The text may be the whole link. Refused: `code_missing`; `code_malformed`, if the text is no
    code of this server; `code_unknown`, if it might be one; `rate`, if this address typed too many
    unknown codes just now.
    """
    if not typed.strip():
        raise Refused("code_missing")
    link = _IN_LINK.search(typed)
    code = read_code(link[1] if link else typed) or read_card_code(typed)
    if not code:
        # This reveals nothing, so it does not count as a guess.
        raise Refused("code_malformed")
    guesses.check()
    with services().db.read() as db:
        room = queries.find_room(db, code)
        if room is not None:
            return url_for("rooms.join", code=room.code)
        address = features.first(lambda feature: feature.begin_address, db, code)
    if address is None:
        guesses.count()
        raise Refused("code_unknown")
    return address


def name_of(typed: str) -> str:
    """Return the typed name in one line. Refused: `name_empty`, `name_too_long`.

    A name that was cut silently would stand in the attendance list and on the certificate.
    """
    name = one_line(typed, len(typed) + NAME_LENGTH, "name_empty")
    if len(name) > NAME_LENGTH:
        raise Refused("name_too_long")
    return name


def entry_refusals() -> dict[str, str]:
    """Return what is wrong with a code or a name, and what to do, by the code of the refusal."""
    return {
        "code_missing": _("Type the access code first. It is on the screen or in the invitation."),
        "code_malformed": _(
            "Access codes have eight letters and digits, such as %(sample)s, and those on personal"
            " cards twelve or more, but none of %(absent)s. Codes of other apps, such as"
            " Zoom, do not work here.",
            sample=show_code(_SAMPLE),
            absent=_ABSENT,
        ),
        "code_unknown": _(
            "No session and no course has this code. Compare it letter by letter with the screen or"
            " the invitation."
        ),
        "name_empty": _("Write your name"),
        "name_too_long": digits(
            _("This name is too long: %(most)d letters fit. Please shorten it.", most=NAME_LENGTH)
        ),
    }
