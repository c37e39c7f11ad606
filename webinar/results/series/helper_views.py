"""The form on the session's page that names a helper by e-mail address and makes their link."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from webinar.kit import languages
from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.kit.shown_times import shown_time
from webinar.kit.text import whole_number
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.confirmation import asks_password
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.results.desk.plan_page import plan_page
from webinar.results.series import helpers
from webinar.results.series.helpers import LINK_HOURS, Invitation
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Room
from webinar.room.rooms.titles import title_in
from webinar.room.sessions.cards import own_room

bp = Blueprint("helping", __name__)


@bp.post("/desk/<code>/helpers")
@for_organisers
@asks_password
def invite(code: str) -> ResponseReturnValue:
    """Appoint a helper: `email`, `name`, `task`, `language`; or make a `link` by number."""
    form, user = request.form, this_user()
    language = languages.our_tag(form.get("language", "")) or page_language()
    with services().db.read() as db:
        room = own_room(db, code)

    def work(change: Change) -> Invitation:
        by = change.db.get_one(User, user.id)
        if "link" in form:
            return helpers.link_helper(change, by, whole_number(form["link"]) or 0)
        return helpers.invite_helper(
            change,
            by,
            form.get("email", ""),
            form.get("name", ""),
            form.get("task", ""),
            language,
        )

    try:
        invitation = services().live.run(room.id, work)
    except Refused as refusal:
        return refused_page("results/desk/plan.html", refusal, helper_form=form, **plan_page(code))
    new_link = link_context(invitation, room)
    return render_template("results/desk/plan.html", helper_link=new_link, **plan_page(code))


@bp.get("/desk/<code>/helpers")
@for_organisers
def back(code: str) -> ResponseReturnValue:
    """Redirect to the session's page, if the user switches the language on a form's answer."""
    return redirect(url_for("desk.plan", code=code))


def link_context(invitation: Invitation, room: Room | None = None) -> dict[str, Any]:
    """Return the context of `new_link.html`. The link is shown only once: no table stores it.

    The link's host comes from the settings, never from the request: a forged Host header would send
    the secret elsewhere.
    """
    user, token = invitation.user, invitation.token
    context: dict[str, Any] = {
        "name": invitation.name,
        "is_made_by_others": invitation.is_made_by_others,
        "address": "",
        "hours": LINK_HOURS,
        "language": user.language,
    }
    if token is not None:
        public_url = services().settings.public_url
        context["address"] = public_url + url_for("accounts.welcome", token=token)
        context["text"] = _letter_text(user, context["address"], room)
    return context


def _letter_text(user: User, address: str, room: Room | None) -> str:
    """Return the letter that goes with the address, in the recipient's language."""
    language = languages.our_tag(user.language) or page_language()
    with force_locale(LANGUAGES[language].locale):
        lines = [_("Hello, %(name)s!", name=user.name), ""]
        if room is None:
            lines.append(_("You may read the results of our sessions."))
        else:
            with services().db.read() as db:
                title = title_in(db.merge(room, load=False), language)
            lines.append(_("You are asked to help in the session “%(title)s”.", title=title))
            if room.planned_at is not None:
                start_time = shown_time(room.planned_at, room.time_zone, user.time_zone)
                lines.append(f"{start_time.whole} ({start_time.place})")
        lines += ["", _("This link lets you in. It works once, within 72 hours:"), address]
    return "\n".join(lines)
