"""Pages to sign in and out, to use a sign-in link, and to choose a password."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.noticing import notice
from webinar.kit.tokens import token_hash
from webinar.kit.web.services import services
from webinar.people.accounts import actions, limits, passwords, queries
from webinar.people.accounts.access import for_users, signed_in_user, this_user
from webinar.people.accounts.confirmation import (
    CONFIRMED,
    MAY_RESET,
    check_own_password,
    confirm,
    is_recent,
    just_now,
)
from webinar.people.accounts.devices import known_device, remember_device
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.people.accounts.sessions import current_session
from webinar.people.accounts.signing_in import begin, close_sockets, end
from webinar.people.audit.actions import note

bp = Blueprint("accounts", __name__)


@bp.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    if signed_in_user() is not None:
        return redirect(url_for("desk.home"))
    return render_template("people/accounts/sign_in.html", email="")


@bp.post("/sign-in")
def sign_in_now() -> ResponseReturnValue:
    email = request.form.get("email", "")
    try:
        _sign_in_with_password(email, request.form.get("password", ""))
    except Refused as refusal:
        return refused_page("people/accounts/sign_in.html", refusal, email=email)
    response = redirect(url_for("desk.home"), 303)
    remember_device(response, actions.normal_email(email))
    return response


@bp.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    end()
    response = redirect(url_for("rooms.front"), 303)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@bp.get("/welcome/<token>")
def welcome(token: str) -> ResponseReturnValue:
    """Show whose link this is, without using it: mail filters and messengers open links, too."""
    with services().db.read() as db:
        invitation = queries.find_invitation(db, token)
    if invitation is None:
        return render_template("people/accounts/link_gone.html"), 410
    return render_template("people/accounts/welcome.html", name=invitation.name, token=token)


@bp.post("/welcome/<token>")
def welcome_in(token: str) -> ResponseReturnValue:
    with services().db.read() as db:
        invitation = queries.find_invitation(db, token)
    try:
        if invitation is None:
            raise Refused("link_gone")
        begin(
            lambda db: actions.use_sign_in_link(db, token),
            by="remote" if invitation.remote_of else "link",
            remote_of=invitation.remote_of,
            **_trust_of(invitation),
        )
    except Refused as refusal:
        if not refusal.retryable:
            return render_template("people/accounts/link_gone.html"), 410
        name = invitation.name if invitation is not None else ""
        return refused_page("people/accounts/welcome.html", refusal, name=name, token=token)
    if is_recent(MAY_RESET) and invitation.goes_to == actions.DESK:
        # The user of such a link has most likely forgotten the password.
        return redirect(url_for("accounts.password"), 303)
    return redirect(invitation.goes_to, 303)


def _trust_of(invitation: queries.Invitation) -> dict[str, str]:
    """Return the entries of trust with which the session of this link begins."""
    if invitation.remote_of:
        return {}
    if not invitation.has_password:
        return just_now(CONFIRMED)
    return just_now(MAY_RESET) if invitation.resets_password else {}


@bp.get("/password")
@for_users
def password() -> ResponseReturnValue:
    return render_template("people/accounts/password.html", asks_present=_asks_present_password())


@bp.post("/password")
@for_users
def change_password() -> ResponseReturnValue:
    try:
        _change_password(this_user())
    except Refused as refusal:
        return refused_page(
            "people/accounts/password.html", refusal, asks_present=_asks_present_password()
        )
    flash(_("Saved. From now on you log in with your e-mail address and this password."))
    return redirect(url_for("desk.home"), 303)


def _sign_in_with_password(email: str, typed: str) -> None:
    user = _user_with_password(actions.normal_email(email), typed)
    stored_hash = user.password_hash
    new_hash = (
        passwords.hash_password(typed) if passwords.needs_new_hash(stored_hash) else stored_hash
    )

    def still_valid(db: Session) -> User:
        # Hashing took a while: the account may have been closed, or its password changed.
        current_user = queries.active_user(db, user.id)
        if current_user is None or current_user.password_hash != stored_hash:
            raise Refused("sign_in_failed")
        current_user.password_hash = new_hash
        return current_user

    begin(still_valid, **just_now(CONFIRMED))


def _user_with_password(address: str, typed: str) -> User:
    """Return the user of this address and password.

    Refused: `sign_in_failed`; `SlowDown` after many.
    """
    device = known_device(address)
    # The cheap check comes first: an attacker would make us hash.
    with limits.trying(address, device):
        with services().db.read() as db:
            user = queries.user_by_email(db, address)
        stored = user.password_hash if user is not None else ""
        if passwords.is_password(stored, typed) and user is not None:
            return user
        limits.count_failure(address, device)
    # The log must not hold the address itself.
    account = user.id if user is not None else f"unknown {token_hash(address)[:12]}"
    notice("sign_in.failed", account=account)
    raise Refused("sign_in_failed")


def _change_password(user: User) -> None:
    new = request.form.get("new", "")
    if _asks_present_password():
        check_own_password(user, request.form.get("present", ""))
    if new != request.form.get("again", ""):
        raise Refused("password_differs")
    passwords.check_new_password(new, (user.email, user.name))
    hashed = passwords.hash_password(new)
    browser = current_session()
    current_id = browser.browser_id

    def work(db: Session) -> list[int]:
        note(db, "password.changed", user.id)
        return actions.set_password(db, user.id, hashed, keep=current_id)

    ended = services().db.write(work)
    browser.rotate()
    browser.pop(MAY_RESET, None)
    confirm()
    close_sockets(ended)


def _asks_present_password() -> bool:
    """Whether to ask for the present password: there is one, and no link has just waived it."""
    return bool(this_user().password_hash) and not is_recent(MAY_RESET)
