"""The personal page of an owner: their steps, and reports on them. It works without scripts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from limits import parse
from sqlalchemy.orm import Session

from webinar.kit import clock, concurrency, languages
from webinar.kit.errors import Refused
from webinar.kit.files.downloads import attached
from webinar.kit.text import whole_number
from webinar.kit.web import i18n
from webinar.kit.web.i18n import page_language, use_language
from webinar.kit.web.services import services
from webinar.live.steps.models import OwnerState
from webinar.people.accounts.own_links import count_sent, holder_of
from webinar.people.accounts.refusals import status_of
from webinar.results.followup import actions, display, forms, linking, queries, words
from webinar.results.followup.actions import NewReport
from webinar.results.followup.board_views import board_bp
from webinar.results.followup.calendar import calendar
from webinar.results.followup.dates import entries
from webinar.results.followup.models import ReportKind
from webinar.results.followup.next_views import next_bp
from webinar.results.followup.queries import Holder, OwnedStep
from webinar.results.followup.remind_views import remind_bp
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in

bp = Blueprint("followup", __name__)
bp.register_blueprint(board_bp)
bp.register_blueprint(remind_bp)
bp.register_blueprint(next_bp)
forms.add_globals(bp)

# The limit for one valid link, which nobody reaches by typing.
_POST_LIMIT = parse("20 per minute")


@bp.url_value_preprocessor
def find_holder(endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Find the link's holder before the body of the request is read."""
    if not values or "token" not in values:
        return
    token = values.pop("token")
    g.holder = holder = holder_of("steps", token, queries.find_holder)
    if holder is None:
        return
    g.token = token
    if (
        languages.our_tag(request.cookies.get(i18n.COOKIE, "")) is None
        and holder.member is not None
    ):
        use_language(holder.member.language)
    if request.method == "POST":
        forms.allow_files()


@bp.before_request
def refuse_strangers() -> ResponseReturnValue | None:
    """Refuse an invalid link without saying whether it was ever valid."""
    if "holder" in g and g.holder is None:
        return render_template("results/followup/gone.html"), 404
    if request.method == "POST" and "holder" in g:
        count_sent(_POST_LIMIT, f"sent:{g.holder.link.id}")
    return None


@bp.get("/steps/<token>")
def mine() -> ResponseReturnValue:
    return _page()


@bp.post("/steps/<token>/<int:number>")
def report(number: int) -> ResponseReturnValue:
    """Report on a step: `kind`, `note`, `due`, `files`, and the form's `key`."""
    holder: Holder = g.holder

    def record(new_report: NewReport) -> bool:
        def work(change: Change) -> bool:
            return actions.report_by_link(change, holder, number, new_report)

        is_new: bool = services().live.run(holder.room.id, work)
        return is_new

    try:
        forms.send_report(record)
    except Refused as refusal:
        return _page(refusal, number), status_of(refusal)
    return _back(number, request.form["kind"])


@bp.post("/steps/<token>/<int:number>/<any(accept, decline):what>")
def answer(number: int, what: str) -> ResponseReturnValue:
    """Accept a step, or decline it for a `reason`."""
    holder: Holder = g.holder
    reason = request.form.get("reason", "")

    def work(change: Change) -> None:
        owned = queries.find_owned_step(change.db, holder.link, number)
        if owned is None or queries.find_link(change.db, change.room, holder.link.id) is None:
            raise Refused("unknown_step")
        if what == "accept":
            linking.accept(change, holder, owned.step, owned.owner)
        else:
            linking.decline(change, holder, owned.step, owned.owner, reason)

    try:
        services().live.run(holder.room.id, work)
    except Refused as refusal:
        return _page(refusal, number), status_of(refusal)
    return _back(number, f"{what}ed" if what == "accept" else "declined")


@bp.get("/steps/<token>/<int:number>/files/<int:file>")
def evidence(number: int, file: int) -> ResponseReturnValue:
    with services().db.read() as db:
        owned = queries.find_owned_step(db, g.holder.link, number)
        step_file = None if owned is None else queries.find_file(db, owned.step, file)
    if step_file is None:
        abort(404)
    return forms.file_response(step_file)


@bp.get("/steps/<token>.ics")
@bp.get("/steps/<token>/<int:number>.ics")
def dates(number: int | None = None) -> ResponseReturnValue:
    """Return a calendar file with all of the owner's steps, or with one of them."""
    holder: Holder = g.holder
    with services().db.read() as db:
        owned_steps = [
            owned for owned in queries.owned_steps(db, holder.link) if _is_in_file(owned, number)
        ]
        room = db.get_one(Room, holder.room.id)
        title, zone = title_in(room, page_language()), display.zone_of(room)
        public_url = services().settings.public_url
        steps = [owned_step.step for owned_step in owned_steps]
        calendar_entries = entries(db, room, steps, page_language(), public_url)
    if number is not None and not calendar_entries:
        abort(404)
    name = _("Steps: %(session)s", session=title)
    address = public_url + url_for("followup.mine", token=g.token)
    content = concurrency.offload(calendar, name, calendar_entries, zone, address, clock.now())
    plain_name = "steps.ics" if number is None else f"step-{number}.ics"
    return attached(content, "text/calendar", plain_name)


def _is_in_file(owned: OwnedStep, number: int | None) -> bool:
    """Return whether the file has this step: the requested one, or else each accepted one."""
    if number is None:
        return owned.owner.state is OwnerState.ACCEPTED
    return owned.step.number == number and owned.owner.state is not OwnerState.DECLINED


def _back(number: int, action: str) -> ResponseReturnValue:
    address = url_for("followup.mine", token=g.token, said=action, step=number)
    return redirect(f"{address}#step-{number}", 303)


def _page(refusal: Refused | None = None, number: int = 0) -> Response:
    holder: Holder = g.holder
    with services().db.read() as db:
        owned_steps = queries.owned_steps(db, holder.link)
        page = _context(db, holder, owned_steps)
        page["title"] = title_in(db.get_one(Room, holder.room.id), page_language())
    page["said"] = _action_done()
    if refusal is not None:
        page |= {
            "refusal": words.refusal_text(refusal),
            "wrong": number,
            "typed": forms.typed_values(),
        }
    response = Response(render_template("results/followup/mine.html", **page))
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _context(db: Session, holder: Holder, owned_steps: list[OwnedStep]) -> dict[str, Any]:
    owners_by_number = {owned_step.step.number: owned_step.owner for owned_step in owned_steps}
    views = display.step_views(
        db, holder.room, [owned_step.step for owned_step in owned_steps], page_language()
    )
    for view in views:
        owner = owners_by_number[view["number"]]
        view["mine"] = {"state": owner.state.value, "role": owner.role, "number": owner.number}
    return {
        "token": g.token,
        "room": holder.room,
        "name": holder.link.role if holder.member is None else holder.member.name,
        "is_role": holder.member is None,
        "asked": [view for view in views if view["mine"]["state"] == "asked"],
        "open": _by_due([view for view in views if _is_open(view)]),
        "done": [view for view in views if view["state"] == "done" and _is_accepted(view)],
        "declined": [view for view in views if view["mine"]["state"] == "declined"],
        "states": words.state_words(),
        "kinds": words.kind_words(),
        "typed": {},
        "wrong": 0,
        "most_files": actions.FILES_PER_STEP,
    }


def _is_accepted(view: dict[str, Any]) -> bool:
    return bool(view["mine"]["state"] == "accepted")


def _is_open(view: dict[str, Any]) -> bool:
    return _is_accepted(view) and view["state"] != "done"


def _by_due(views: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Sort by due date; steps without one come last."""
    return sorted(views, key=lambda view: (view["due_iso"] or "9999", view["number"]))


def _action_done() -> tuple[str, int] | None:
    """Return the action just done. It is read from the address, so that no cookie is needed."""
    action, step = request.args.get("said", ""), whole_number(request.args.get("step", ""))
    known_actions = {*ReportKind, "accepted", "declined"}
    return (action, step) if action in known_actions and step is not None else None
