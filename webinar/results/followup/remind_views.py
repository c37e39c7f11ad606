"""Reminders of steps: their texts, to copy, and sending them if there is a mail server."""

from __future__ import annotations

from functools import partial
from typing import Any
from urllib.parse import quote

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.kit.claimed_mail import send_claimed
from webinar.kit.errors import Refused
from webinar.kit.forms import number_in
from webinar.kit.mail import Mail
from webinar.kit.web.i18n import page_language
from webinar.kit.web.letter_html import letter_html
from webinar.kit.web.services import services
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import status_of
from webinar.results.followup import display, hosting, linking, queries, reminder_claims, words
from webinar.results.followup.models import ReminderState, StepReminder
from webinar.results.followup.reminders import Letter, Reason, letter_to, recorded_reminders
from webinar.room.cohorts.words import mail_words
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member, Room
from webinar.room.rooms.titles import title_in

remind_bp = Blueprint("remind", __name__, url_prefix="/rooms/<code>/follow/reminders")


@remind_bp.get("")
def home(code: str) -> ResponseReturnValue:
    """Show each owner's reminders of today, and those already sent."""
    return _page(code)


@remind_bp.post("/address")
def address(code: str) -> ResponseReturnValue:
    """Set the address (`email`) for reminders to the holder of this `link`; empty deletes it."""
    room, host = hosting.host(code)
    link_id, typed = number_in("link"), request.form.get("email", "")

    def work(change: Change) -> None:
        link = queries.find_link(change.db, change.room, link_id)
        if link is None:
            raise Refused("unknown_owner")
        linking.keep_address(change, hosting.present_host(change, host), link, typed)

    try:
        services().live.run(room.id, work)
    except Refused as refusal:
        return _page(code, refusal, link_id), status_of(refusal)
    return redirect(f"{url_for('followup.remind.home', code=room.code)}#owner-{link_id}", 303)


@remind_bp.post("/send")
def send(code: str) -> ResponseReturnValue:
    """Send all reminders that have an address and were not yet sent for the same date."""
    server = services().settings.mail
    if server is None:
        abort(404)
    room, host = hosting.host(code)
    with services().db.read() as db:
        letters = _letters(db, db.get_one(Room, room.id))
        owner = db.get_one(User, room.owner_id)
        answers_to = owner.name, owner.email
    reasons_by_link = {link_id: letter.reasons for link_id, (_, letter) in letters.items()}
    live = services().live
    send_claimed(
        server,
        {
            link_id: partial(_mail, link_id, to, letter, answers_to)
            for link_id, (to, letter) in letters.items()
        },
        lambda ids: live.run(
            room.id,
            lambda change: reminder_claims.claim(
                change, hosting.present_host(change, host), reasons_by_link
            ),
        ),
        lambda claimed, errors: live.run(
            room.id,
            lambda change: reminder_claims.settle(
                change, change.db.get_one(Member, host), claimed, errors
            ),
        ),
    )
    return redirect(url_for("followup.remind.home", code=room.code), 303)


def _mail(number: int, to: str, letter: Letter, answers_to: tuple[str, str]) -> Mail:
    html = letter_html(letter.subject, letter.text, letter.language, letter.address)
    return Mail(
        number, to, letter.subject, letter.text, html, letter.language, answers_to=answers_to
    )


def _letters(db: Session, room: Room) -> dict[int, tuple[str, Letter]]:
    """Return the letters that can be sent, each with its address, by link id."""
    links_by_owner = hosting.links_by_owner(queries.links_of(db, room))
    recorded = recorded_reminders(db, queries.followed_steps(db, room))
    sent = {reason for reason, row in recorded.items() if row.state is not ReminderState.FAILED}
    letters = {}
    for owner in queries.owners_of(db, room):
        link = links_by_owner.get(hosting.owner_key(owner.member, owner.role))
        address = hosting.address_of(link)
        if link is None or not link.email or not address:
            continue
        owner_letter = letter_to(db, room, owner, link, address, page_language(), sent)
        if owner_letter is not None:
            letters[link.id] = (link.email, owner_letter)
    return letters


def _page(code: str, refusal: Refused | None = None, wrong: int = 0) -> str:
    with services().db.read() as db:
        room = hosting.room_or_404(db, code)
        people, ready = _owner_rows(db, room), len(_letters(db, room))
        title = title_in(room, page_language())
    return render_template(
        "results/followup/reminders.html",
        room=room,
        title=title,
        people=people,
        # There are no letters for people without a link: hosts must write to them by hand.
        no_link=[person["name"] for person in people if not person["link"]],
        can_send=services().settings.mail is not None,
        ready=ready,
        errors=mail_words(),
        today=display.day(display.today_in(room)),
        refusal=None if refusal is None else words.refusal_text(refusal),
        wrong=wrong,
        typed=request.form.get("email", ""),
    )


def _owner_rows(db: Session, room: Room) -> list[dict[str, Any]]:
    links_by_owner = hosting.links_by_owner(queries.links_of(db, room))
    recorded = recorded_reminders(db, queries.followed_steps(db, room))
    people = []
    for owner in queries.owners_of(db, room):
        link = links_by_owner.get(hosting.owner_key(owner.member, owner.role))
        address = hosting.address_of(link)
        owner_letter = None
        if link is not None and address:
            owner_letter = letter_to(db, room, owner, link, address, page_language())
        people.append(
            {
                "name": owner.name,
                "link": link.id if link is not None and address else 0,
                "email": "" if link is None else link.email,
                "letter": owner_letter,
                "mailto": "" if owner_letter is None else _mailto(owner_letter),
                "sent": []
                if owner_letter is None
                else _recorded_rows(room, owner_letter, recorded),
            }
        )
    return people


def _recorded_rows(
    room: Room, owner_letter: Letter, recorded: dict[Reason, StepReminder]
) -> list[tuple[str, str, str]]:
    """Return state, day and error of the reminders sent for today's reasons, without repetition."""
    rows = [recorded[reason] for reason in owner_letter.reasons if reason in recorded]
    details = [(row.state.value, display.local_day(row.said_at, room), row.error) for row in rows]
    return list(dict.fromkeys(details))


def _mailto(owner_letter: Letter) -> str:
    """Return a link that opens the letter in the host's mail program, without an address."""
    lines = owner_letter.text.replace("\n", "\r\n")
    return f"mailto:?subject={quote(owner_letter.subject)}&body={quote(lines)}"
