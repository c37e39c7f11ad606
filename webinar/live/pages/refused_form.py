"""Gives back a refused form on a page without scripts, so that its text can be sent again."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import render_template, request, url_for

from webinar.kit.permissions import Can, can
from webinar.room.sessions.visitors import Seated, home_of, seated

# The fields of a refused form that the page gives back as the member wrote them.
WRITTEN = frozenset({"text", "reason", "question", "role"})


class Newest(NamedTuple):
    """The wording of a step that somebody else changed first. `base` is the number that the form
    must send to be accepted now.
    """

    base: int
    text: str
    language: str


def has_text() -> bool:
    """Return whether the member wrote text into the form that would be lost."""
    return any(request.form.get(name, "").strip() for name in WRITTEN)


def newest_wording(code: str, command: str, fields: dict[str, Any]) -> Newest | None:
    """Read the step again: another member changed it after this member's page was made.

    None for a form that does not reword a step.
    """
    found = seated(code) if command == "step.amend" else None
    for step in found.page["view"]["steps"] if found else ():
        if str(step["step"]) == fields.get("step"):
            language = step["language"]
            return Newest(step["revisions"][language], step["text"], language)
    return None


def given_back(found: Seated, why: str, now: Newest | None) -> str:
    """Return a page with the text of the refused form, and a button that sends it again.

    With `now` the page shows the newest text beside the member's, and the form gets the newest
    text as its base, so that it can be accepted.
    """
    fields = [item for item in request.form.items(multi=True) if item[0] != "csrf_token"]
    if now is not None:
        fields = [(name, str(now.base) if name == "base" else value) for name, value in fields]
    return render_template(
        "live/pages/refused.html",
        why=why,
        now=now,
        fields=fields,
        written=WRITTEN,
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
