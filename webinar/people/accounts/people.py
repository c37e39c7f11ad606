"""Pages for administrators: list the accounts, invite a person, shut a person out."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit import languages
from webinar.kit.errors import Refused
from webinar.kit.web.services import services
from webinar.people.accounts import actions, queries
from webinar.people.accounts.access import for_admins, this_user
from webinar.people.accounts.confirmation import asks_password
from webinar.people.accounts.models import User, UserRole
from webinar.people.accounts.refusals import refused_page
from webinar.people.accounts.views import bp
from webinar.people.audit.actions import note

# Long enough for a person who reads mail every other day.
LINK_HOURS = 72


@bp.get("/people")
@for_admins
def people() -> ResponseReturnValue:
    return render_template("people/accounts/people.html", **_page())


@bp.post("/people")
@for_admins
@asks_password
def invite() -> ResponseReturnValue:
    form, by = request.form, this_user().id
    try:
        if form.get("role") not in list(UserRole):
            raise Refused("role_unknown")
        role, language, by = UserRole(form["role"]), _language(), this_user().id

        def work(db: Session) -> tuple[User, str]:
            user = actions.create_user(
                db, form.get("email", ""), form.get("name", ""), role, language
            )
            note(db, "user.created", by, user=user.id, role=role.value)
            note(db, "user.link", by, user=user.id)
            return user, actions.make_sign_in_link(db, user, hours=LINK_HOURS)

        return _show_link(*services().db.write(work))
    except Refused as refusal:
        return refused_page("people/accounts/people.html", refusal, **_page(form=form))


@bp.post("/people/<int:user_id>/link")
@for_admins
@asks_password
def make_link(user_id: int) -> ResponseReturnValue:
    by = this_user().id

    def work(db: Session) -> tuple[User, str]:
        user = queries.active_user(db, user_id)
        if user is None:
            raise Refused("unknown_user")
        note(db, "user.link", by, user=user.id)
        # A user who forgot the password asks another person, an administrator; so an administrator
        # who makes a link for their own account may not reset the password with it.
        link = actions.make_sign_in_link(db, user, hours=LINK_HOURS, resets_password=user.id != by)
        return user, link

    try:
        return _show_link(*services().db.write(work))
    except Refused as refusal:
        return refused_page("people/accounts/people.html", refusal, **_page())


@bp.post("/people/<int:user_id>/disable")
@for_admins
def disable(user_id: int) -> ResponseReturnValue:
    by = this_user().id

    def work(db: Session) -> list[int]:
        note(db, "user.disabled", by, user=user_id)
        return actions.disable_user(db, user_id, by=by)

    try:
        ended = services().db.write(work)
    except Refused as refusal:
        return refused_page("people/accounts/people.html", refusal, **_page())
    for browser_id in ended:
        services().live.close_browser(browser_id)
    flash(_("The account is closed and logged out everywhere."))
    return redirect(url_for("accounts.people"), 303)


@bp.post("/people/<int:user_id>/enable")
@for_admins
@asks_password
def enable(user_id: int) -> ResponseReturnValue:
    by = this_user().id

    def work(db: Session) -> None:
        note(db, "user.enabled", by, user=user_id)
        actions.enable_user(db, user_id)

    try:
        services().db.write(work)
    except Refused as refusal:
        return refused_page("people/accounts/people.html", refusal, **_page())
    flash(_("The account is open again."))
    return redirect(url_for("accounts.people"), 303)


@bp.get("/people/<int:user_id>/<any(link, disable, enable):done>")
def back(user_id: int, done: str) -> ResponseReturnValue:
    """Redirect to the list, for users who switch the language after a form or open its address."""
    return redirect(url_for("accounts.people"))


def _language() -> str:
    """Return the chosen language; if empty, the page at which the user first signs in decides."""
    return languages.our_tag(request.form.get("language", "")) or ""


def _page(**context: Any) -> dict[str, Any]:
    with services().db.read() as db:
        users = queries.all_users(db)
    return {"users": users, "roles": list(UserRole), "form": {}, **context}


def _show_link(user: User, token: str) -> ResponseReturnValue:
    """Show the link in the answer to the form: the database cannot show it a second time."""
    # From the settings, never from the request: a forged Host would send the secret elsewhere.
    address = services().settings.public_url + url_for("accounts.welcome", token=token)
    return render_template(
        "people/accounts/people.html", **_page(link=address, invited=user.name, hours=LINK_HOURS)
    )
