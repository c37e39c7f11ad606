"""The board of a session's steps, and the links of their owners, for readers of its report."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webinar.kit.errors import Refused
from webinar.kit.forms import number_in
from webinar.kit.qr_codes import qr_inline
from webinar.kit.tokens import read_code
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import signed_in_user, this_user
from webinar.people.accounts.models import UserRole
from webinar.people.accounts.refusals import status_of
from webinar.results.followup import (
    actions,
    board,
    display,
    earlier_sessions,
    forms,
    hosting,
    linking,
    queries,
    words,
)
from webinar.results.followup.actions import NewReport
from webinar.results.followup.board import FILTERS, Filter
from webinar.results.followup.models import FollowLink
from webinar.results.series.readable_rooms import find_report_room
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in

board_bp = Blueprint("board", __name__, url_prefix="/rooms/<code>/follow")


@board_bp.url_value_preprocessor
def allow_files(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Allow a host to send files for an owner; other users are refused before files are read."""
    if request.method == "POST" and (endpoint or "").endswith(".report"):
        if _may_read_report(request.view_args or {}):
            forms.allow_files()


def _may_read_report(values: dict[str, Any]) -> bool:
    with services().db.read() as db:
        return find_report_room(db, read_code(values.get("code", "")), signed_in_user()) is not None


@board_bp.get("")
def home(code: str) -> ResponseReturnValue:
    """Show the agreed steps, filtered by `state`, `owner`, `part` and `late` in the query."""
    return _board_page(code)


@board_bp.post("/<int:number>")
def report(code: str, number: int) -> ResponseReturnValue:
    """Record what an owner told a host. The form has the fields of an owner's form, and `owner`."""
    room, host = hosting.host(code)
    owner = number_in("owner")

    def record(new_report: NewReport) -> bool:
        def work(change: Change) -> bool:
            return actions.report_by_host(
                change, hosting.present_host(change, host), number, owner, new_report
            )

        is_new: bool = services().live.run(room.id, work)
        return is_new

    try:
        forms.send_report(record)
    except Refused as refusal:
        return _board_page(code, refusal, number), status_of(refusal)
    return _to_step(room, number)


@board_bp.post("/<int:number>/<any(paper, ask):what>")
def owners(code: str, number: int, what: str) -> ResponseReturnValue:
    """Record that an `owner` accepted on paper, or ask the holder of a `role`."""
    room, host = hosting.host(code)
    owner, role = number_in("owner"), request.form.get("role", "")

    def work(change: Change) -> None:
        if what == "paper":
            linking.accept_on_paper(change, hosting.present_host(change, host), number, owner)
        else:
            linking.ask_role(change, hosting.present_host(change, host), number, role)

    try:
        services().live.run(room.id, work)
    except Refused as refusal:
        return _board_page(code, refusal, number), status_of(refusal)
    return _to_step(room, number)


@board_bp.get("/<int:number>/files/<int:file>")
def evidence(code: str, number: int, file: int) -> ResponseReturnValue:
    with services().db.read() as db:
        room = hosting.room_or_404(db, code)
        step = queries.find_followed_step(db, room, number)
        step_file = None if step is None else queries.find_file(db, step, file)
    if step_file is None:
        abort(404)
    return forms.file_response(step_file)


@board_bp.get("/links")
def links(code: str) -> ResponseReturnValue:
    """Show the personal links, to copy, to show as QR codes, or to revoke."""
    return _links_page(code)


@board_bp.post("/links")
def change_links(code: str) -> ResponseReturnValue:
    """Make or revoke personal links.

    `make` is an owner's key, or `all` for the owners without a link; `revoke` is a link's id.
    """
    room, host = hosting.host(code)
    make, revoked_id = request.form.get("make", ""), number_in("revoke")
    secret = services().settings.secret_key

    def work(change: Change) -> None:
        host_member = hosting.present_host(change, host)
        if revoked_id:
            link = queries.find_link(change.db, change.room, revoked_id)
            if link is not None:
                linking.revoke_link(change, host_member, link)
            return
        step_owners = queries.owners_of(change.db, change.room)
        links_by_owner = hosting.links_by_owner(queries.links_of(change.db, change.room))
        for owner in step_owners:
            lacks_link = (
                make == "all" and hosting.owner_key(owner.member, owner.role) not in links_by_owner
            )
            if make == owner.key or lacks_link:
                number = None if owner.member is None else owner.member.number
                linking.make_link(change, host_member, number, owner.role, secret)

    try:
        services().live.run(room.id, work)
    except Refused as refusal:
        return _links_page(code, refusal), status_of(refusal)
    return redirect(url_for("followup.board.links", code=room.code), 303)


def _board_page(code: str, refusal: Refused | None = None, number: int = 0) -> str:
    with services().db.read() as db:
        room = hosting.room_or_404(db, code)
        page = board.board(db, room, Filter.read(request.args), page_language())
        page["title"] = title_in(room, page_language())
        page["sessions"] = earlier_sessions.agreed_before(db, room, page_language())
        page["after"] = [
            (follow_up.code, title_in(follow_up, page_language()))
            for follow_up in earlier_sessions.sessions_after(db, room)
            if find_report_room(db, follow_up.code, signed_in_user()) is not None
        ]
    page |= {
        "may_plan": this_user().role in (UserRole.ADMIN, UserRole.ORGANISER),
        "room": room,
        "states": words.state_words(),
        "kinds": words.kind_words(),
        "owner_states": words.owner_words(),
        "day": display.day,
        "typed": {} if refusal is None else forms.typed_values(),
        "wrong": number,
        "refusal": None if refusal is None else words.refusal_text(refusal),
    }
    return render_template("results/followup/board.html", **page)


def _links_page(code: str, refusal: Refused | None = None) -> str:
    with services().db.read() as db:
        room = hosting.room_or_404(db, code)
        links_by_owner = hosting.links_by_owner(queries.links_of(db, room))
        people = [
            {
                "owner": owner,
                "link": _link_row(links_by_owner.get(hosting.owner_key(owner.member, owner.role))),
            }
            for owner in queries.owners_of(db, room)
        ]
        title = title_in(room, page_language())
    return render_template(
        "results/followup/links.html",
        room=room,
        title=title,
        people=people,
        refusal=None if refusal is None else words.refusal_text(refusal),
    )


def _link_row(link: FollowLink | None) -> dict[str, Any] | None:
    """Return a link as the page shows it."""
    if link is None:
        return None
    address = hosting.address_of(link)
    if not address:
        return {"id": link.id, "address": "", "qr": ""}
    return {"id": link.id, "address": address, "qr": qr_inline(address)}


def _to_step(room: Room, number: int) -> ResponseReturnValue:
    filters: dict[str, Any] = {
        name: value for name, value in request.args.items() if name in FILTERS
    }
    address = url_for("followup.board.home", code=room.code, **filters)
    return redirect(f"{address}#step-{number}", 303)
