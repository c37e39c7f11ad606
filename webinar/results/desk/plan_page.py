"""The content of a planned session's page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from webinar import features
from webinar.content.editions.content import module_in
from webinar.kit.web.services import services
from webinar.live.steps import step_views
from webinar.people.accounts.access import this_user
from webinar.results.desk import terms as terms_form
from webinar.room.rooms.role_words import task_words
from webinar.room.sessions import team
from webinar.room.sessions.cards import card_of, own_room


def plan_page(code: str, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Return the page's values, with the terms that were `typed` and refused, or the saved ones."""
    with services().db.read() as db:
        room = own_room(db, code)
        return {
            "card": card_of(room, this_user()),
            "team": [(member, team.task_of(member)) for member in team.team_of(db, room)],
            "main_language": module_in(db, room).languages[0],
            "tasks": task_words(),
            "candidates": team.candidates(db, room, this_user()),
            "terms": terms_form.typed_values(typed) if typed else step_views.terms_of(db, room),
            **features.gather(lambda feature: feature.plan_page, db, room, this_user()),
        }
