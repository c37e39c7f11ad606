"""Sessions whose agreed steps are overdue, for the organiser's page of today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from flask import url_for
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.kit import clock
from webinar.kit.numerals import digits
from webinar.kit.preparations import Errand
from webinar.kit.web.i18n import page_language
from webinar.live.steps.models import Step
from webinar.live.steps.moves import UNDONE
from webinar.people.accounts.models import User
from webinar.people.ownership.queries import belongs_to
from webinar.results.followup.display import is_overdue, today_in
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in


def overdue_steps(db: Session, user: User, _rooms: Sequence[Room]) -> list[Errand]:
    """Return an errand for each own session with overdue steps, however long ago it was held."""
    # It may be tomorrow already where a session was held.
    latest_day = clock.now().date() + timedelta(days=1)
    rows = db.execute(
        select(Room, Step)
        .join(Step, Step.room_id == Room.id)
        .where(
            Step.state.in_(UNDONE),
            Step.due < latest_day,
            Room.archived_at.is_(None),
            belongs_to(Room, user),
        )
        .order_by(Step.due, Step.id)
    )
    counts = Counter(room for room, step in rows if is_overdue(step, today_in(room)))
    return [
        Errand(
            digits(
                ngettext(
                    "%(num)d agreed step is overdue", "%(num)d agreed steps are overdue", count
                )
            ),
            title_in(room, page_language()),
            url_for("followup.board.home", code=room.code, late="1"),
        )
        for room, count in counts.items()
    ]
