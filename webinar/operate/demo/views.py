"""The demo's buttons: a visitor becomes participant, learner, presenter or organiser."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from limits import parse
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.operate.demo import offer
from webinar.operate.demo.actions import Demo, prepare
from webinar.people.accounts.access import signed_in_user
from webinar.people.accounts.actions import DESK
from webinar.people.accounts.confirmation import CONFIRMED, just_now
from webinar.people.accounts.limits import client_address, limiter
from webinar.people.accounts.models import User
from webinar.people.accounts.signing_in import begin, end

bp = Blueprint("demo", __name__)
bp.add_app_template_global(offer.offered_parts, "demo_parts")

_PRESSES = parse("20 per minute")


@bp.post("/demo/<any(participant, course, presenter, organiser):part>")
def take(part: str) -> ResponseReturnValue:
    """Give this browser a part in the demo, and open the part's page."""
    if part not in offer.offered_parts():
        abort(404)
    if not limiter.limiter.hit(_PRESSES, f"demo:{client_address()}"):
        raise Refused("rate", retryable=True)
    library = services().library
    demo = services().db.write(lambda db: prepare(db, library))
    if part in offer.ACCOUNT_PARTS:
        user = demo.presenter if part == "presenter" else demo.organiser
        _sign_in(user.id)
        return redirect(demo.console if part == "presenter" else DESK, 303)
    _leave_account(demo)
    if part == "course":
        return redirect(url_for("study.home", code=demo.course), 303)
    return redirect(url_for("rooms.join", code=demo.code), 303)


def _sign_in(user_id: int) -> None:
    language = page_language()

    def choose(db: Session) -> User:
        # Somebody may have chosen a password since the page was made.
        if offer.has_passwords(db):
            raise Refused("not_allowed")
        user = db.get_one(User, user_id)
        # The demo opens in the language of the page with the button.
        user.language = language
        return user

    begin(choose, by="demo", **just_now(CONFIRMED))


def _leave_account(demo: Demo) -> None:
    """Sign the demo's own accounts out: the session would lead a host to the console again."""
    user = signed_in_user()
    if user is not None and user.id in (demo.organiser.id, demo.presenter.id):
        end()
