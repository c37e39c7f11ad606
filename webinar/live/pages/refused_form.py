"""Gives back a refused form on a page without scripts, so that its text can be sent again."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from webinar.kit.permissions import Can, can
from webinar.live.steps.newest_values import Newest, newest
from webinar.room.sessions.visitors import Seated, home_of, seated

# The fields of a refused form that the page gives back as the member wrote them.
WRITTEN = frozenset({"text", "reason", "question", "role", "indicator", "evidence"})
DATES = frozenset({"due", "check_back"})


def has_text() -> bool:
    """Return whether the member wrote text into the form that would be lost."""
    return any(request.form.get(name, "").strip() for name in WRITTEN | DATES)


def newest_step(code: str, command: str, fields: dict[str, Any]) -> Newest | None:
    """Read the step again: another member changed it after this member's page was made."""
    found = seated(code)
    return None if found is None else newest(command, fields, found.page["view"]["steps"])


def given_back(found: Seated, why: str, now: Newest | None) -> str:
    """Return a page with the text of the refused form, and a button that sends it again.

    With `now` the page shows the newest text beside the member's, and the form gets the newest
    text as its base, so that it can be accepted.
    """
    fields = [one for one in request.form.items(multi=True) if one[0] != "csrf_token"]
    if now is not None:
        fields = [(name, str(now.base) if name == "base" else value) for name, value in fields]
    return render_template(
        "live/pages/refused.html",
        why=why,
        now=now,
        fields=fields,
        written=WRITTEN,
        dates=DATES,
        back=page_of_form(found),
    )


def page_of_form(found: Seated) -> str:
    """Return the address of the page from which the form was sent."""
    asked = request.form.get("back")
    if asked == "remote" and can(found.member, Can.MOVE_SLIDES):
        return url_for("remote.remote", code=found.room.code)
    if asked == "more" and not can(found.member, Can.SEE_PEOPLE):
        return url_for("rooms.more", code=found.room.code)
    return home_of(found)
