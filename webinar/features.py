"""The features of a session, in their order: the one list that a new one is added to.

A feature is a folder of this package. Of each, these files are used if they are there: `models`
(tables), `sockets` (commands, parts, topics), `views` (pages, its blueprint `bp`), `words` and
`study_section` (a part of a learner's page of a course).
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import NamedTuple

from webinar.permissions import Can, HasRole, can

FEATURES = (
    "accounts",
    "editions",
    "slides",
    "rooms",
    "sessions",
    "pages",
    "floor",
    "live",
    "stage",
    "pointer",
    "polls",
    "steps",
    "captions",
    "interpreting",
    "remote",
    "assessment",
    "proxies",
    "groups",
    "lobby",
    "catchup",
    "questions",
    "chat",
    "signals",
    "timing",
    "cohorts",
    "series",
    "desk",
    "attendance",
    "registers",
    "courses",
    "study",
    "exams",
    "completion",
    "glossary",
    "reports",
    "dashboards",
    "certificates",
    "protocol",
    "followup",
    "replay",
    "offline",
    "packages",
    "xapi",
    "lti",
    "importing",
    "personal",
    "audit",
    "operating",
)

# Further tabs of the console, after those that it always has: a feature, and what one must be able
# to do to see it. Its template is templates/<feature>/console.html, its name `<feature>.tab`.
CONSOLE_PANELS: tuple[tuple[str, Can], ...] = (
    ("questions", Can.MODERATE),
    ("chat", Can.MODERATE),
    ("groups", Can.RUN_GROUPS),
    ("timing", Can.RUN_TIME),
    ("assessment", Can.RUN_POLLS),
    ("proxies", Can.ENTER_FOR_OTHERS),
)


class RoomPlace(NamedTuple):
    """A part of a participant's room: templates/<feature>/participant.html draws it.

    With an icon it is a place, whose link at the foot has the word `<feature>.place`. One that is
    not steady is there when its script says so.
    """

    feature: str
    icon: str = ""
    is_steady: bool = True


# After those of slides and polls, in this order.
ROOM_PLACES = (
    RoomPlace("steps", "steps"),
    RoomPlace("groups", "group", is_steady=False),
    RoomPlace("questions", "question"),
    RoomPlace("chat", "chat", is_steady=False),
    RoomPlace("assessment", "check", is_steady=False),
    RoomPlace("proxies", "people", is_steady=False),
)

# Features that are on the page for those without scripts, by templates/<feature>/plain.html.
PLAIN: tuple[str, ...] = (
    "captions",
    "timing",
    "signals",
    "groups",
    "questions",
    "chat",
)


def panels(member: HasRole) -> list[str]:
    """The further tabs of this member's console."""
    return [feature for feature, needs in CONSOLE_PANELS if can(member, needs)]


@cache
def modules(name: str) -> tuple[ModuleType, ...]:
    """The modules of this name of those features that have one, imported.

    Looked for once: pages ask for words on every request.
    """
    full = (f"webinar.{feature}.{name}" for feature in FEATURES)
    return tuple(import_module(one) for one in full if find_spec(one) is not None)


def load(name: str) -> None:
    """Import these modules: their tables, or their commands, are known from now on."""
    for _module in modules(name):
        pass
