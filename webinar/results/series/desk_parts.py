"""The parts of a session's page from series: links for helpers, and the later sessions."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from webinar.people.accounts.models import User
from webinar.results.series import helpers, queries
from webinar.room.cohorts.queries import invitation_of
from webinar.room.rooms.models import Room
from webinar.room.sessions import team


def plan_context(db: Session, room: Room, user: User) -> dict[str, Any]:
    """Return the numbers of the helpers for whom this user may make a link, and later sessions.

    `later_codes` are the codes of the sessions after this one in its series; `later_lack_cohort`
    says that none of them has a cohort yet.
    """
    later = queries.later_sessions(db, user, room)
    return {
        "linkable_numbers": helpers.linkable_numbers(db, user, team.team_of(db, room)),
        "later_codes": [session.code for session in later],
        "later_lack_cohort": all(invitation_of(db, session) is None for session in later),
    }
