"""The content of the page of one cohort: its people, its imports, and its sessions."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import this_user
from webinar.people.ownership.queries import may_give_away
from webinar.room.cohorts import deleting, queries, roster_list
from webinar.room.cohorts.forms import day, own_cohort, page
from webinar.room.cohorts.models import Person
from webinar.room.cohorts.sessions import sessions_of
from webinar.room.rooms.models import RoomState


def roster_page(
    cohort_id: int, refusal: Refused | None = None, ticked: Collection[int] = ()
) -> ResponseReturnValue:
    """Answer with the part of the list that the address asks for; `ticked` are people's numbers."""
    wish = roster_list.Wish.read(request.args)
    with services().db.read() as db:
        cohort = own_cohort(db, cohort_id)
        people = queries.people_of(db, cohort)
        changes = queries.name_changes_of(db, cohort)
        # The spelling that the person wrote last, if no organiser has changed the name since.
        corrected = {
            person_id: rows[-1]
            for person_id, rows in changes.items()
            if rows[-1].by_user_id is None
        }
        people_off = queries.people_off(db, cohort)
        imports = queries.imports_of(db, cohort)
        sessions = sessions_of(db, queries.sessions_of(db, cohort), page_language())
        is_used = deleting.is_used(db, cohort_id)
    return page(
        "room/cohorts/roster.html",
        refusal,
        cohort=cohort,
        people=people,
        wish=wish,
        part=roster_list.people_found(people, wish, corrected),
        filters=_filter_words(people, bool(corrected)),
        orders={
            "number": _("As on the list"),
            "name": _("By name"),
            "unit": _("By unit"),
        },
        ticked=ticked,
        corrected=corrected,
        off=people_off,
        # After an import, the address names it, so that the page shows what it did.
        done=next((row for row in imports if str(row.id) == request.args.get("done")), None),
        day=day,
        imports=imports,
        sessions=sessions,
        # The way back to the session for which somebody made the cohort, or brings its list in.
        coming=[session for session in sessions if session.state is not RoomState.ENDED],
        is_used=is_used,
        may_delete=may_give_away(this_user(), cohort),
    )


def _filter_words(people: Sequence[Person], has_corrected: bool) -> dict[str, str]:
    """Return the words of the filters that can find somebody on this roster."""
    languages = {person.language for person in people}
    words = {"": _("Everybody")}
    if not all(person.email for person in people):
        words[roster_list.NO_ADDRESS] = _("Without an e-mail address")
    if "" in languages:
        words[roster_list.NO_LANGUAGE] = _("Without a language")
    if has_corrected:
        words[roster_list.CORRECTED] = _("Corrected their name")
    return words | {tag: LANGUAGES[tag].name for tag in LANGUAGES if tag in languages}
