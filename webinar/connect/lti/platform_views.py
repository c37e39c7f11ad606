"""For administrators: the learning platforms, and the addresses to enter in their settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from webinar.connect.lti import invitations, keys, pages, queries
from webinar.connect.lti.models import LtiInvitation, LtiPlatform
from webinar.connect.lti.registrations import TypedPlatform, save_platform, switch_platform
from webinar.kit import clock
from webinar.kit.errors import Refused
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_admins, this_user
from webinar.people.accounts.refusals import refused_page
from webinar.results.protocol import phrases

platforms = Blueprint("platforms", __name__)

TEMPLATE = "connect/lti/platforms.html"
_FIELDS = tuple(TypedPlatform.__dataclass_fields__)
# The fields of the form for a link; the page has another form besides this one.
_INVITING = ("called", "where", "further")


@platforms.get("/desk/lti")
@for_admins
def listed() -> ResponseReturnValue:
    return render_template(TEMPLATE, **_page())


@platforms.get("/desk/lti/<int:platform_id>")
@for_admins
def edit(platform_id: int) -> ResponseReturnValue:
    return render_template(TEMPLATE, **_page(platform_id))


@platforms.post("/desk/lti")
@platforms.post("/desk/lti/<int:platform_id>")
@for_admins
def save(platform_id: int | None = None) -> ResponseReturnValue:
    """Register a platform, or change a known one."""
    typed = TypedPlatform(**{name: request.form.get(name, "") for name in _FIELDS})
    user_id, at, insecure = this_user().id, clock.now(), pages.is_insecure()
    try:
        services().db.write(
            lambda db: save_platform(db, user_id, typed, platform_id, at, insecure=insecure)
        )
    except Refused as refusal:
        return refused_page(
            TEMPLATE, refusal, code=refusal.code, **_page(platform_id, request.form)
        )
    keys.forget_keys()
    flash(_("Saved"), "good")
    return redirect(url_for("lti.platforms.listed"), 303)


@platforms.post("/desk/lti/<int:platform_id>/<any(enable, disable, remove):what>")
@for_admins
def switch(platform_id: int, what: str) -> ResponseReturnValue:
    user_id, at = this_user().id, clock.now()
    try:
        services().db.write(lambda db: switch_platform(db, user_id, platform_id, what, at))
    except Refused as refusal:
        return refused_page(TEMPLATE, refusal, **_page())
    flash(_("Saved"), "good")
    return redirect(url_for("lti.platforms.listed"), 303)


@platforms.post("/desk/lti/invitations")
@for_admins
def invite() -> ResponseReturnValue:
    """Make a link with which one platform may register itself."""
    called, where, further = (request.form.get(name, "") for name in _INVITING)
    user_id, at, insecure = this_user().id, clock.now(), pages.is_insecure()
    typed = (called, where, further)
    try:
        services().db.write(
            lambda db: invitations.make_invitation(db, user_id, typed, at, insecure=insecure)
        )
    except Refused as refusal:
        page = {**_page(), "inviting": request.form}
        return refused_page(TEMPLATE, refusal, invite_code=refusal.code, **page)
    flash(_("The link is made"), "good")
    return redirect(url_for("lti.platforms.listed", _anchor="links"), 303)


@platforms.post("/desk/lti/invitations/<int:invitation_id>/withdraw")
@for_admins
def withdraw(invitation_id: int) -> ResponseReturnValue:
    user_id = this_user().id
    services().db.write(lambda db: invitations.withdraw_invitation(db, user_id, invitation_id))
    flash(_("The link is withdrawn"), "good")
    return redirect(url_for("lti.platforms.listed"), 303)


@platforms.get("/desk/lti/invitations")
@for_admins
def back() -> ResponseReturnValue:
    """Answer GET too: a reader may switch the language on the page that answered the form."""
    return redirect(url_for("lti.platforms.listed"), 303)


def _page(platform_id: int | None = None, typed: Mapping[str, str] | None = None) -> dict[str, Any]:
    with services().db.read() as db:
        platforms, users = queries.all_platforms(db), queries.count_users(db)
        links = invitations.open_invitations(db, clock.now())
    edited = next((platform for platform in platforms if platform.id == platform_id), None)
    if platform_id is not None and edited is None:
        abort(404)
    return {
        "platforms": platforms,
        "users": users,
        "links": [_link(link) for link in links],
        "inviting": {},
        "changed": edited,
        "form": typed if typed is not None else _as_typed(edited),
        "addresses": {
            "login": pages.address("lti.login"),
            "launch": pages.address("lti.launch"),
            "keys": pages.address("lti.jwks"),
            "deep": pages.deep_linking_address(),
        },
    }


def _link(invitation: LtiInvitation) -> dict[str, Any]:
    app_settings = services().settings
    path = url_for(
        "lti.registration.offered",
        invitation_id=invitation.id,
        token=invitations.token_of(invitation, app_settings.secret_key),
    )
    return {
        "id": invitation.id,
        "name": invitation.name,
        "where": ", ".join([invitation.address, *invitation.hosts]),
        "url": app_settings.public_url + path,
        "until": phrases.day(invitation.expires_at),
    }


def _as_typed(platform: LtiPlatform | None) -> dict[str, str]:
    if platform is None:
        return {}
    values = {name: getattr(platform, name) for name in _FIELDS}
    return {
        name: "\n".join(value) if isinstance(value, list) else value
        for name, value in values.items()
    }
