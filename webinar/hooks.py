"""Everything that a feature may add to the rest of the server: the fields of its one object.

The object is `FEATURE` in the module `feature` of the folder, and not in its `__init__.py`: Python
runs that one before any other module of the folder, so it could not import the folder's models
without a cycle, and whatever imports a single query would import all that the object names.
`features.every()` imports these modules once, when the server starts, after the views and sockets,
which have imported nearly all of it. A function that needs something heavy imports it when called.
Its twin for the browser is `static/js/room/engine/hooks.ts`.

This file stands below all features. It imports their types for the type checker alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from webinar.kit.db import Base
from webinar.kit.permissions import Can

if TYPE_CHECKING:
    from webinar.kit.files.tables import Columns
    from webinar.kit.web.services import Services
    from webinar.learn.courses.models import Course, Learner
    from webinar.learn.identity.keys import Identity
    from webinar.people.accounts.models import User
    from webinar.room.cohorts.models import Person
    from webinar.room.engine.change import Change
    from webinar.room.rooms.models import Member, Room

Job = Callable[["Services"], object]


@dataclass(frozen=True, kw_only=True)
class Ranked:
    """A part of a page that several features add to: the lowest rank comes first.

    The order of a page is not that of `FEATURES`. Ranks are tens, to leave room between two.
    """

    rank: int


@dataclass(frozen=True, kw_only=True)
class Panel(Ranked):
    """A further tab of the console, after those that it always has, for those who may do `needs`.

    `templates/<feature>/console.html` draws it; its name is the word `<feature>.tab`.
    """

    needs: Can


@dataclass(frozen=True, kw_only=True)
class RoomPlace(Ranked):
    """A part of a participant's room, drawn by `templates/<feature>/participant.html`.

    With an icon it is a place, whose link at the foot has the word `<feature>.place`. A place that
    is not steady is there only while its script says so.
    """

    icon: str = ""
    is_steady: bool = True


@dataclass(frozen=True, kw_only=True)
class PlainPart(Ranked):
    """A part of the page for browsers without scripts: `templates/<feature>/plain.html`."""


class Replayed(Enum):
    """Whether those who watch a session again are shown an entry of its timeline, or why not."""

    SHOWN = "is shown as it was"
    HOSTS = "is for those who hold the session"
    PERSON = "is about one person"
    GROUP = "stays in the group"
    AFTER = "comes after the session, or before it"
    NOTHING = "is nothing to look at, or is in what is shown"


@dataclass(frozen=True, kw_only=True)
class Export:
    """A table among the downloads of a session; `kind` is its name in `reports.kinds`.

    `read` gives records as plain values, so that the rest can be done off the loop. Without it the
    reports read them by themselves. Records in several languages are made into rows of one of them
    by `worded`; all others are rows already.
    """

    kind: str
    columns: Columns[Any]
    read: Callable[[Session, Room], list[Any]] | None = None
    worded: Callable[[list[Any], str], Iterable[Any]] | None = None


@dataclass(frozen=True, kw_only=True)
class Feature:
    """The hooks of one feature; `name` is its folder. Every other field may be left out.

    Parts that the server finds by the name of a module (tables, commands, pages, words, a part of
    a learner's page) are not among them: see `features.py`. Hooks are called in the order of the
    features, within the caller's transaction or change.
    """

    name: str

    # On the pages of a session: a tab of the console, a part of a participant's room, a part of
    # the page without scripts, and what the templates of all who sit in the session are given.
    panel: Panel | None = None
    place: RoomPlace | None = None
    plain: PlainPart | None = None
    seat_page: Callable[[Session, Room], Mapping[str, Any]] | None = None

    # `over_page` gives more to the page of a session that is over, for whoever is at this browser
    # without a seat. `begin_address` is where somebody begins who typed this code on the front
    # page, if it is not a session's: their form is sent on to it.
    over_page: Callable[[Session, Room, int | None, User | None], Mapping[str, Any]] | None = None
    begin_address: Callable[[Session, str], str | None] | None = None

    # On the organiser's desk. `plan_page` gives more to the template of a planned session's page,
    # `new_page` to that of the form for a new one, with what is typed in it; `after_made` takes
    # from this form what the feature needs, once the session is made.
    plan_page: Callable[[Session, Room, User], Mapping[str, Any]] | None = None
    new_page: Callable[[Session, User, Mapping[str, str]], Mapping[str, Any]] | None = None
    after_made: Callable[[Session, Room, User, Mapping[str, str]], object] | None = None

    # Tables that a duplicate of a session takes over: they hold, by `room_id`, what was set for the
    # session before it began, and nothing else.
    copies: tuple[type[Base], ...] = ()

    # The ids of sessions that a viewer may look at once they are over.
    viewed_rooms: Callable[[User], Select[int]] | None = None

    # Whether the open link and the code of a session let somebody in; personal links always do.
    takes_guests: Callable[[Session, Room], bool] | None = None

    # Follows once people have taken seats. By the ids of their members: the version of the consent
    # text that they agreed to, if there was one, and the language in which they read it.
    after_seated: Callable[[Change, Mapping[int, tuple[int, str]]], object] | None = None

    # Follows once a member stops interpreting, or interprets into another language.
    after_interpreting: Callable[[Change, Member], object] | None = None

    # For each kind of entry that the feature writes to the timeline, whether a replay shows it: a
    # test fails for a kind without an answer.
    timeline: Mapping[str, Replayed] = field(default_factory=dict)

    exports: tuple[Export, ...] = ()

    # Seconds that people studied afterwards of what they had missed of a session.
    later_seconds: Callable[[Session, Room], Mapping[Identity, int]] | None = None

    # In a course. `after_deed` follows once a learner has studied, answered or handed in a test.
    # `learner_page` gives more to the template of the organiser's page of one learner. A guest whom
    # `check_forgetting` refuses is forgotten only if somebody asks for that all the same. The rows
    # of `gone_with_learner` go, by `learner_id`, with the name of a learner whose time is over.
    after_deed: Callable[[Session, Course, Learner], object] | None = None
    learner_page: Callable[[Session, Course, Learner], Mapping[str, Any]] | None = None
    check_forgetting: Callable[[Session, Learner], object] | None = None
    gone_with_learner: tuple[type[Base], ...] = ()

    # On a roster. `person_page` gives more to the template of the page that a personal link opens,
    # in the language of the page. `after_unmatched(db, member_id, key, user_id)` follows once this
    # user has taken back who a guest of a session is; `key` is the secret key of the server.
    person_page: Callable[[Session, Person, str], Mapping[str, Any]] | None = None
    after_unmatched: Callable[[Session, int, str, int], object] | None = None

    # The server's own jobs (`upkeep.py`). `long_job` is done every minute in a loop of its own, so
    # that no other job waits for it. A job that fails is tried again after a minute, and the others
    # are done all the same.
    # All that `forgets` names is done every ten minutes, in one transaction.
    long_job: Job | None = None
    every_minute: tuple[Job, ...] = ()
    every_ten_minutes: tuple[Job, ...] = ()
    forgets: tuple[Callable[[Session], object], ...] = ()
