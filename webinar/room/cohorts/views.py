"""The pages of rosters: an organiser's list, a roster with its people, a person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.numerals import comma, digits
from webinar.kit.text import whole_number
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.models import User
from webinar.room.cohorts import actions, deleting, editing, queries, roster_list
from webinar.room.cohorts.automatic_views import automatic
from webinar.room.cohorts.entries import LENGTHS
from webinar.room.cohorts.forms import day, own_cohort, page
from webinar.room.cohorts.import_views import importing
from webinar.room.cohorts.link_views import links
from webinar.room.cohorts.models import Cohort
from webinar.room.cohorts.person_views import me
from webinar.room.cohorts.room_views import is_own, of_room, settings_of
from webinar.room.cohorts.roster_page import roster_page
from webinar.room.cohorts.words import field_words

bp = Blueprint("cohorts", __name__)
for part in (automatic, importing, links, me, of_room):
    bp.register_blueprint(part)
bp.app_template_global("cohort_settings")(settings_of)
bp.app_template_global("cohort_is_own")(is_own)


@bp.get("/desk/cohorts")
@for_organisers
def home() -> ResponseReturnValue:
    return _home()


@bp.post("/desk/cohorts")
@for_organisers
def create() -> ResponseReturnValue:
    """Make a new roster with this `name`."""
    user, name = this_user(), request.form.get("name", "")
    try:
        cohort = services().db.write(lambda db: actions.create_cohort(db, user, name))
    except Refused as refusal:
        return _home(refusal)
    return redirect(url_for("cohorts.roster", cohort_id=cohort.id), 303)


@bp.get("/desk/cohorts/<int:cohort_id>")
@for_organisers
def roster(cohort_id: int) -> ResponseReturnValue:
    return roster_page(cohort_id)


@bp.post("/desk/cohorts/<int:cohort_id>/name")
@for_organisers
def rename(cohort_id: int) -> ResponseReturnValue:
    user, name = this_user(), request.form.get("name", "")

    def work(db: Session) -> None:
        actions.rename_cohort(db, user, _own_cohort(db, user, cohort_id), name)

    try:
        services().db.write(work)
    except Refused as refusal:
        return roster_page(cohort_id, refusal)
    return redirect(url_for("cohorts.roster", cohort_id=cohort_id), 303)


@bp.post("/desk/cohorts/<int:cohort_id>/delete")
@for_organisers
def delete(cohort_id: int) -> ResponseReturnValue:
    user = this_user()

    def work(db: Session) -> str:
        name = _own_cohort(db, user, cohort_id).name
        deleting.delete_cohort(db, user, cohort_id)
        return name

    try:
        name = services().db.write(work)
    except Refused as refusal:
        return roster_page(cohort_id, refusal)
    flash(_("The cohort %(name)s is deleted.", name=f"\u2068{name}\u2069"), "good")
    return redirect(url_for("cohorts.home"), 303)


@bp.post("/desk/cohorts/<int:cohort_id>/imports/<int:import_id>/undo")
@for_organisers
def undo(cohort_id: int, import_id: int) -> ResponseReturnValue:
    user = this_user()

    def work(db: Session) -> list[str]:
        _own_cohort(db, user, cohort_id)
        return actions.undo_import(db, user, cohort_id, import_id)

    try:
        skipped = services().db.write(work)
    except Refused as refusal:
        return roster_page(cohort_id, refusal)
    if skipped:
        names = comma().join(f"\u2068{name}\u2069" for name in skipped)
        flash(_("Undone. These were changed since and stay as they are: %(names)s.", names=names))
    return redirect(url_for("cohorts.roster", cohort_id=cohort_id), 303)


@bp.get("/desk/cohorts/<int:cohort_id>/people/new")
@for_organisers
def new_person(cohort_id: int) -> ResponseReturnValue:
    return _person(cohort_id, None)


@bp.post("/desk/cohorts/<int:cohort_id>/people/new")
@for_organisers
def add_person(cohort_id: int) -> ResponseReturnValue:
    user, typed = this_user(), request.form.to_dict()

    def work(db: Session) -> int:
        _own_cohort(db, user, cohort_id)
        return editing.add_person(db, user, cohort_id, typed).number

    try:
        added = services().db.write(work)
    except Refused as refusal:
        return _person(cohort_id, None, refusal, typed)
    return _to_person(cohort_id, added)


@bp.get("/desk/cohorts/<int:cohort_id>/people/<int:number>")
@for_organisers
def person(cohort_id: int, number: int) -> ResponseReturnValue:
    return _person(cohort_id, number)


@bp.post("/desk/cohorts/<int:cohort_id>/people/<int:number>")
@for_organisers
def change_person(cohort_id: int, number: int) -> ResponseReturnValue:
    """Change a person. `what` is `save` (the fields), `take_off`, `bring_back` or `put_back`.

    For `put_back`, `change` is the id of a name change.
    """
    user, typed = this_user(), request.form.to_dict()
    action, change = typed.get("what", ""), typed.get("change", "")

    def work(db: Session) -> None:
        _own_cohort(db, user, cohort_id)
        if action == "take_off":
            editing.take_off(db, user, cohort_id, number)
        elif action == "bring_back":
            editing.bring_back(db, user, cohort_id, number)
        elif action == "put_back":
            editing.put_name_back(db, user, cohort_id, number, whole_number(change) or 0)
        else:
            editing.change_person(db, user, cohort_id, number, typed)

    try:
        services().db.write(work)
    except Refused as refusal:
        return _person(cohort_id, number, refusal, typed)
    return _to_person(cohort_id, number)


@bp.post("/desk/cohorts/<int:cohort_id>/people")
@for_organisers
def change_people(cohort_id: int) -> ResponseReturnValue:
    """Take the people of each `person`, a number, off the roster, or bring them back.

    `act` is `take_off` or `bring_back`. With `all` (`true`) the numbers are each `shown`. The query
    chooses the part of the list to return to.
    """
    user, is_off = this_user(), request.form.get("act") != "bring_back"
    typed = request.form.getlist("shown" if request.form.get("all") == "true" else "person")
    numbers = {number for number in map(whole_number, typed) if number is not None}
    change = editing.take_people_off if is_off else editing.bring_people_back

    def work(db: Session) -> list[int]:
        _own_cohort(db, user, cohort_id)
        return change(db, user, cohort_id, numbers)

    try:
        changed = services().db.write(work)
    except Refused as refusal:
        return roster_page(cohort_id, refusal, numbers)
    if is_off:
        done = ngettext(
            "%(num)d person taken off the roster.",
            "%(num)d people taken off the roster.",
            len(changed),
        )
        flash(" ".join(map(str, changed)), "roster-undo")
    else:
        done = ngettext(
            "%(num)d person is on the roster again.",
            "%(num)d people are on the roster again.",
            len(changed),
        )
    flash(digits(done), "good")
    wish = roster_list.Wish.read(request.args).query()
    return redirect(url_for("cohorts.roster", cohort_id=cohort_id, **wish), 303)


def _to_person(cohort_id: int, number: int) -> ResponseReturnValue:
    """Lead to the person's row, on the page of the list that has it."""
    with services().db.read() as db:
        people = queries.people_of(db, own_cohort(db, cohort_id))
    wish = roster_list.Wish(page=roster_list.page_with(people, number)).query()
    return redirect(
        url_for("cohorts.roster", cohort_id=cohort_id, **wish) + f"#person-{number}", 303
    )


def _own_cohort(db: Session, user: User, cohort_id: int) -> Cohort:
    """Return the user's cohort inside a transaction, where the request must not be used."""
    cohort = queries.find_own_cohort(db, user, cohort_id)
    if cohort is None:
        raise Refused("unknown_cohort")
    return cohort


def _home(refusal: Refused | None = None) -> ResponseReturnValue:
    with services().db.read() as db:
        cohorts = queries.own_cohorts(db, this_user())
        counts = queries.count_people(db, cohorts)
    return page("room/cohorts/cohorts.html", refusal, cohorts=cohorts, counts=counts)


def _person(
    cohort_id: int,
    number: int | None,
    refusal: Refused | None = None,
    typed: Mapping[str, str] | None = None,
) -> ResponseReturnValue:
    with services().db.read() as db:
        cohort = own_cohort(db, cohort_id)
        row = None if number is None else queries.find_person(db, cohort, number)
        if number is not None and row is None:
            abort(404)
        changes = [] if row is None else queries.name_changes_of(db, cohort).get(row.id, [])
        stored: dict[str, Any] = {} if row is None else queries.values_of(row)
    return page(
        "room/cohorts/person.html",
        refusal,
        cohort=cohort,
        person=row,
        changes=changes,
        typed=typed or stored,
        day=day,
        fields=field_words(),
        lengths=LENGTHS,
    )
