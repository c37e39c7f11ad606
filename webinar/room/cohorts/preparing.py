"""Whether a cohort is invited to a planned session, for the organiser's page of today."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from webinar.kit.preparations import Preparation
from webinar.people.accounts.access import this_user
from webinar.room.cohorts import queries
from webinar.room.cohorts.models import Person, PersonLink
from webinar.room.rooms.models import Room


def invitation_prepared(db: Session, room: Room) -> list[Preparation]:
    """Return whether a cohort is chosen and, if so, whether its people have got their letters."""
    plan = url_for("desk.plan", code=room.code) + "#cohort"
    invitation = queries.invitation_of(db, room)
    if invitation is None:
        return [Preparation(30, _("Cohort"), False, plan)]
    # A co-owner of the session who has no access to the roster cannot open its links.
    is_own = queries.find_own_cohort(db, this_user(), invitation.cohort_id) is not None
    letters = url_for("cohorts.links.home", cohort_id=invitation.cohort_id) if is_own else plan
    return [
        Preparation(30, _("Cohort"), True, plan),
        Preparation(40, _("Personal links sent"), _all_reached(db, invitation.cohort_id), letters),
    ]


def _all_reached(db: Session, cohort_id: int) -> bool:
    """Whether there are people, and each was mailed a valid link or has opened one."""
    has_reached = or_(PersonLink.mailed_at.is_not(None), PersonLink.opened_at.is_not(None))
    is_link = and_(PersonLink.person_id == Person.id, PersonLink.revoked_at.is_(None), has_reached)
    people, reached = db.execute(
        select(func.count(Person.id.distinct()), func.count(PersonLink.person_id.distinct()))
        .outerjoin(PersonLink, is_link)
        .where(Person.cohort_id == cohort_id, Person.removed_at.is_(None))
    ).one()
    return bool(people) and people == reached
