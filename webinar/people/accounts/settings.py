"""The account's own settings: language and time zone."""

from __future__ import annotations

from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from webinar.kit import clock, languages
from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.kit.web.i18n import on_choice, page_language, remember
from webinar.kit.web.services import services
from webinar.kit.zone_words import zone_choices
from webinar.kit.zones import is_zone
from webinar.people.accounts import actions
from webinar.people.accounts.access import for_users, signed_in_user, this_user
from webinar.people.accounts.refusals import refused_page
from webinar.people.accounts.views import bp


@bp.get("/settings")
@for_users
def settings() -> ResponseReturnValue:
    user = this_user()
    form = {"time_zone": user.time_zone, "language": user.language or page_language()}
    return render_template("people/accounts/settings.html", **_page(form))


@bp.post("/settings")
@for_users
def save_settings() -> ResponseReturnValue:
    """Save the form's `language` and `time_zone`, which may be empty."""
    form, user_id = request.form, this_user().id
    language, zone = languages.our_tag(form.get("language", "")), form.get("time_zone", "")
    if language is None or (zone and not is_zone(zone)):
        refusal = Refused("time_zone_unknown" if language else "language_not_offered")
        return refused_page("people/accounts/settings.html", refusal, **_page(form))
    services().db.write(lambda db: actions.keep_settings(db, user_id, language, zone))
    with force_locale(LANGUAGES[language].locale):
        flash(_("Saved."))
    response = make_response(redirect(url_for("accounts.settings"), 303))
    remember(response, language)
    return response


@on_choice
def keep_chosen_language(language: str) -> None:
    """Store the language chosen on the desk as the account's, as consoles do."""
    user = signed_in_user()
    if user is not None and user.language != language:
        user_id, zone = user.id, user.time_zone
        services().db.write(lambda db: actions.keep_settings(db, user_id, language, zone))


def _page(form: Any) -> dict[str, Any]:
    return {"form": form, "zones": zone_choices(clock.now().date())}
