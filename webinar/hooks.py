"""Everything that a feature may add to the rest of the server: the fields of its one object.

The object is `FEATURE` in the module `feature` of the folder, not in its `__init__.py`. Python runs
`__init__.py` before any other module of the folder, so `__init__.py` could not import the folder's
models without a cycle, and an import of a single query would import all that the object names.
`features.every()` imports these modules once, when the server starts, after the views and sockets,
which have imported nearly all of it. A function that needs something heavy imports it when called.
Its twin for the browser is `static/js/room/engine/hooks.ts`.

This file stands below all features. It imports their types for the type checker alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from webinar.kit.db import Base
from webinar.page_places import DeskPage, Panel, PlainPart, RoomPlace, SessionPage

if TYPE_CHECKING:
    from webinar.content.lessons.model import Slide
    from webinar.kit.files.tables import Columns
    from webinar.kit.preparations import Errand, Preparation
    from webinar.kit.web.services import Services
    from webinar.learn.courses.models import Course, Learner
    from webinar.learn.identity.keys import Identity
    from webinar.learn.study.wire import Repeated
    from webinar.people.accounts.models import User
    from webinar.room.cohorts.models import Person
    from webinar.room.engine.change import Change
    from webinar.room.rooms.models import Member, Room

Job = Callable[["Services"], object]


class Replayed(Enum):
    """Whether the replay of a session shows an entry of its timeline, and if not, why."""

    SHOWN = "is shown as it was"
    HOSTS = "is for those who hold the session"
    PERSON = "is about one person"
    GROUP = "stays in the group"
    AFTER = "comes after the session, or before it"
    NOTHING = "is nothing to look at, or is in what is shown"


@dataclass(frozen=True, kw_only=True)
class Export:
    """A table among the downloads of a session; `kind` is its name in `reports.kinds`.

    `read` returns records as plain values, so that the rest of the work can be done off the loop.
    Without `read`, the reports read the records themselves. `worded` turns records in several
    languages into rows in one of them; without `worded`, the records are rows already.
    """

    kind: str
    columns: Columns[Any]
    read: Callable[[Session, Room], list[Any]] | None = None
    worded: Callable[[list[Any], str], Iterable[Any]] | None = None


@dataclass(frozen=True, kw_only=True)
class Feature:
    """The hooks of one feature; `name` is its folder. Every other field may be left out.

    Parts that the server finds by the name of a module (tables, commands, pages, words, a part of
    a learner's page) are not among these fields: see `features.py`. Hooks are called in the order
    of the features, within the caller's transaction or change.
    """

    name: str

    # On the pages of a session: a tab of the console, a part of a participant's room, a part of
    # the page without scripts, and values for the templates of all people with a seat in it.
    panel: Panel | None = None
    place: RoomPlace | None = None
    plain: PlainPart | None = None
    seat_page: Callable[[Session, Room], Mapping[str, Any]] | None = None

    # `over_page` adds values to the page of a finished session, for a visitor without a seat in it.
    # `begin_address` returns the address of the page that belongs to a code typed on the front
    # page, a course's or a card's, if the code is not a session's.
    over_page: Callable[[Session, Room, int | None, User | None], Mapping[str, Any]] | None = None
    begin_address: Callable[[Session, str], str | None] | None = None

    # The pages in the places of the organiser's desk, and in the tabs of a session.
    desk_pages: tuple[DeskPage, ...] = ()
    session_pages: tuple[SessionPage, ...] = ()

    # On the page of today: how far a session is prepared, and what waits in sessions that are over.
    preparations: Callable[[Session, Room], Iterable[Preparation]] | None = None
    errands: Callable[[Session, User, Sequence[Room]], Iterable[Errand]] | None = None

    # `plan_page` adds values to the page of a planned session. `new_page` adds values to the form
    # for a new one, given what is typed in it; `after_made` takes from the form what it needs.
    plan_page: Callable[[Session, Room, User], Mapping[str, Any]] | None = None
    new_page: Callable[[Session, User, Mapping[str, str]], Mapping[str, Any]] | None = None
    after_made: Callable[[Session, Room, User, Mapping[str, str]], object] | None = None

    # Tables whose rows a duplicate of a session takes over. They hold, by `room_id`, only what was
    # set before it began. A duplicate for other people leaves out those that say who is expected.
    copies: tuple[type[Base], ...] = ()
    copies_expected: tuple[type[Base], ...] = ()
    # By its table: what sets a duplicate as the session is set, where a copied row is not enough.
    # It is called with the session, the duplicate and the user who makes it, after the rows above
    # are copied. A test fails if a table of a session is in none of the three, and is not named as
    # left with a reason (`tests/results/series/test_carried_settings.py`).
    copies_apart: Mapping[type[Base], Callable[[Session, Room, Room, User], object]] = field(
        default_factory=dict
    )

    # The ids of sessions that a viewer may look at once they are over.
    viewed_rooms: Callable[[User], Select[int]] | None = None
    # By the name of a table: the ids of rows that a user has with something else of the user's.
    shares: Mapping[str, Callable[[User], Select[int]]] = field(default_factory=dict)

    # Whether the open link and the code of a session admit guests; personal links always admit.
    takes_guests: Callable[[Session, Room], bool] | None = None

    # Called once people have taken seats. The mapping holds, by member id, the version of the
    # consent text that the person agreed to, if there was one, and the language they read it in.
    after_seated: Callable[[Change, Mapping[int, tuple[int, str]]], object] | None = None

    # Called once a member stops interpreting, or interprets into another language.
    after_interpreting: Callable[[Change, Member], object] | None = None

    # Called once a host has removed a member from a session.
    after_removed: Callable[[Change, Member], object] | None = None

    # For each kind of entry that the feature writes to the timeline, whether a replay shows it: a
    # test fails for a kind without an answer.
    timeline: Mapping[str, Replayed] = field(default_factory=dict)

    exports: tuple[Export, ...] = ()

    # For each person, the seconds of the session that they missed and studied afterwards.
    later_seconds: Callable[[Session, Room], Mapping[Identity, int]] | None = None

    # In a course. `after_deed` is called once a learner has studied, answered or handed in a test;
    # `keep_repeated` stores the answer to a question of this slide that came back, given then.
    # `learner_page` adds values to the organiser's page of one learner. If `check_forgetting`
    # refuses a guest, that guest is forgotten only if the request confirms it. The rows of
    # `gone_with_learner` go, by `learner_id`, when the retention of a learner's name ends.
    after_deed: Callable[[Session, Course, Learner], object] | None = None
    keep_repeated: (
        Callable[[Session, Course, Learner, Slide, Repeated, datetime], object] | None
    ) = None
    learner_page: Callable[[Session, Course, Learner], Mapping[str, Any]] | None = None
    check_forgetting: Callable[[Session, Learner], object] | None = None
    gone_with_learner: tuple[type[Base], ...] = ()

    # On a roster. `person_page` adds values to the page that a personal link opens, in the language
    # of the page. `after_unmatched(db, member_id, key, user_id)` is called once this user has
    # undone the match of a session's guest with a person; `key` is the server's secret key.
    person_page: Callable[[Session, Person, str], Mapping[str, Any]] | None = None
    after_unmatched: Callable[[Session, int, str, int], object] | None = None

    # The server's own jobs (`upkeep.py`). `long_job` runs every minute in a loop of its own, so
    # that no other job waits for it. A job that fails is tried again after a minute and does not
    # stop the others. The functions in `forgets` run every ten minutes, in one transaction.
    long_job: Job | None = None
    every_minute: tuple[Job, ...] = ()
    every_ten_minutes: tuple[Job, ...] = ()
    forgets: tuple[Callable[[Session], object], ...] = ()
