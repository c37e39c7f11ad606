"""The pages where an organiser names the viewers of a cohort's results."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from webinar.kit import languages
from webinar.kit.errors import Refused
from webinar.kit.forms import number_in
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.people.accounts.access import for_organisers, this_user
from webinar.people.accounts.confirmation import asks_password
from webinar.people.accounts.models import User
from webinar.people.accounts.refusals import refused_page
from webinar.results.series import helpers, queries
from webinar.results.series.helper_views import link_context
from webinar.results.series.helpers import Invitation
from webinar.room.cohorts.models import Cohort
from webinar.room.cohorts.queries import find_own_cohort

bp = Blueprint("viewing", __name__)


@bp.get("/desk/cohorts/<int:cohort_id>/viewers")
@for_organisers
def viewers(cohort_id: int) -> ResponseReturnValue:
    return render_template("results/series/viewers.html", **_page(cohort_id))


@bp.post("/desk/cohorts/<int:cohort_id>/viewers")
@for_organisers
def change(cohort_id: int) -> ResponseReturnValue:
    """Name a viewer: `email`, `name`, `language`; or `link` or `remove` one, by user id."""
    if "remove" in request.form:
        return _remove(cohort_id, number_in("remove"))
    return _invite(cohort_id)


def _remove(cohort_id: int, viewer_id: int) -> ResponseReturnValue:
    user = this_user()

    def work(db: Session) -> None:
        helpers.remove_viewer(
            db, _own_cohort_or_404(db, user, cohort_id), db.get_one(User, user.id), viewer_id
        )

    try:
        services().db.write(work)
    except Refused as refusal:
        return refused_page(
            "results/series/viewers.html", refusal, **_page(cohort_id, form=request.form)
        )
    flash(_("From now on they read nothing of this cohort."))
    return redirect(url_for("series.viewing.viewers", cohort_id=cohort_id), 303)


@asks_password
def _invite(cohort_id: int) -> ResponseReturnValue:
    form, user, viewer_id = request.form, this_user(), number_in("link")
    language = languages.our_tag(form.get("language", "")) or page_language()

    def work(db: Session) -> Invitation:
        cohort, by = _own_cohort_or_404(db, user, cohort_id), db.get_one(User, user.id)
        if "link" in form:
            return helpers.link_viewer(db, cohort, by, viewer_id)
        email, name = form.get("email", ""), form.get("name", "")
        return helpers.name_viewer(db, cohort, by, email, name, language)

    try:
        invitation = services().db.write(work)
    except Refused as refusal:
        return refused_page("results/series/viewers.html", refusal, **_page(cohort_id, form=form))
    return render_template(
        "results/series/viewers.html", **_page(cohort_id, helper_link=link_context(invitation))
    )


def _own_cohort_or_404(db: Session, user: User, cohort_id: int) -> Cohort:
    cohort = find_own_cohort(db, user, cohort_id)
    if cohort is None:
        abort(404)
    return cohort


def _page(cohort_id: int, **context: Any) -> dict[str, Any]:
    with services().db.read() as db:
        by = this_user()
        cohort = _own_cohort_or_404(db, by, cohort_id)
        viewer_rows = [
            (
                user,
                helpers.viewer_name(db, by, user),
                helpers.may_make_link(db, by, user),
            )
            for user in queries.viewers_of(db, cohort)
        ]
    return {"cohort": cohort, "viewers": viewer_rows, "form": {}, **context}
