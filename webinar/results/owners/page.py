"""The content of the page of owners: what is owned, by whom, and who has it with something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.learn.courses import queries as courses
from webinar.people.accounts.access import this_user
from webinar.people.accounts.models import User
from webinar.people.ownership import queries
from webinar.people.ownership.queries import Owned
from webinar.results.owners.words import what_is_shared
from webinar.results.series.models import Series
from webinar.results.series.queries import find_own_series, series_of
from webinar.room.cohorts.models import Cohort
from webinar.room.cohorts.queries import find_own_cohort, invitation_of
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.agenda import find_own_room


@dataclass(frozen=True)
class Way:
    """A cohort or series with which others have the thing: its kind in words, title and users."""

    kind: str
    title: str
    users: tuple[User, ...]


def find_own(db: Session, user: User, named: Mapping[str, Any]) -> Owned:
    """Return what the address names, by one of four arguments, if it is the user's; else 404."""
    finders: dict[str, Any] = {
        "code": lambda code: find_own_room(db, user, read_code(code)),
        "series_id": lambda series_id: find_own_series(db, user, series_id),
        "cohort_id": lambda cohort_id: find_own_cohort(db, user, cohort_id),
        "course_id": lambda course_id: courses.find_own_course(db, user, course_id),
    }
    [(name, value)] = named.items()
    thing: Owned | None = finders[name](value)
    return abort(404) if thing is None else thing


def owners_page(named: Mapping[str, Any], **context: Any) -> dict[str, Any]:
    """Return the values of the page for what the address names."""
    user = this_user()
    with services().db.read() as db:
        thing = find_own(db, user, named)
        return {
            "title": _title(thing),
            "back": _address(thing),
            "here": url_for("owners.page", **named),
            "explanation": what_is_shared(thing.__tablename__),
            "owner": queries.owner_of(db, thing),
            "co_owners": queries.co_owners_of(db, thing),
            "ways": [way for way in _ways(db, thing) if way.users],
            "may_give_away": queries.may_give_away(user, thing),
            "typed": "",
            **context,
        }


def _title(thing: Any) -> str:
    if isinstance(thing, Room):
        return title_in(thing, page_language())
    if isinstance(thing, Cohort):
        return thing.name
    if isinstance(thing, Series):
        return thing.title
    return courses.title_in(thing, page_language())


def _address(thing: Any) -> str:
    if isinstance(thing, Room):
        return url_for("desk.plan", code=thing.code)
    if isinstance(thing, Cohort):
        return url_for("cohorts.roster", cohort_id=thing.id)
    if isinstance(thing, Series):
        return url_for("series.show", series_id=thing.id)
    return url_for("courses.show", course_id=thing.id)


def _ways(db: Session, thing: Any) -> Iterator[Way]:
    """Yield the series and the cohorts whose owners and co-owners have this, too."""
    cohort_ids: set[int | None] = {getattr(thing, "cohort_id", None)}
    if isinstance(thing, Room):
        invitation, series = invitation_of(db, thing), series_of(db, thing)
        cohort_ids.add(None if invitation is None else invitation.cohort_id)
        if series is not None:
            cohort_ids.add(series.cohort_id)
            yield Way(_("Series"), series.title, _owners(db, series, thing))
    for cohort_id in sorted(number for number in cohort_ids if number):
        cohort = db.get_one(Cohort, cohort_id)
        yield Way(_("Cohort"), cohort.name, _owners(db, cohort, thing))


def _owners(db: Session, other: Owned, thing: Owned) -> tuple[User, ...]:
    """Return the owners of the other thing who have this one only because of that."""
    named = {queries.owner_of(db, thing).id, *(user.id for user in queries.co_owners_of(db, thing))}
    users = (queries.owner_of(db, other), *queries.co_owners_of(db, other))
    return tuple(user for user in users if user.id not in named)
