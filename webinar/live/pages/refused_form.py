"""Gives back a refused form on a page without scripts, so that its text can be sent again."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import render_template, request, url_for

from webinar.kit.permissions import Can, can
from webinar.room.sessions.visitors import Visitor, find_visitor, home_of

# The fields of a refused form that the page gives back as the member wrote them.
TEXT_FIELDS = frozenset({"text", "reason", "question", "role"})


class Newest(NamedTuple):
    """The wording of a step that somebody else changed first.

    `base` is the number of that wording. The form must send it to be accepted now.
    """

    base: int
    text: str
    language: str


def has_text() -> bool:
    """Return whether the member wrote text into the form that would be lost."""
    return any(request.form.get(name, "").strip() for name in TEXT_FIELDS)


def newest_wording(code: str, command: str, fields: dict[str, Any]) -> Newest | None:
    """Return the present wording of the step that a refused form meant to reword.

    Another member changed it after this member's page was made. Return None for other forms.
    """
    visitor = find_visitor(code) if command == "step.amend" else None
    for step in visitor.page["view"]["steps"] if visitor else ():
        if str(step["step"]) == fields.get("step"):
            language = step["language"]
            return Newest(step["revisions"][language], step["text"], language)
    return None


def refused_form_page(visitor: Visitor, reason: str, newest: Newest | None) -> str:
    """Return a page with the text of the refused form, and a button that sends it again.

    With `newest`, the page shows the newest text next to the member's own, and the form gets the
    newest text as its base, so that it can be accepted.
    """
    fields = [field for field in request.form.items(multi=True) if field[0] != "csrf_token"]
    if newest is not None:
        fields = [(name, str(newest.base) if name == "base" else value) for name, value in fields]
    return render_template(
        "live/pages/refused.html",
        why=reason,
        now=newest,
        fields=fields,
        written=TEXT_FIELDS,
        back=page_of_form(visitor),
    )


def page_of_form(visitor: Visitor) -> str:
    """Return the address of the page from which the form was sent."""
    back = request.form.get("back")
    if back == "remote" and can(visitor.member, Can.MOVE_SLIDES):
        return url_for("remote.remote", code=visitor.room.code)
    if back == "more" and not can(visitor.member, Can.SEE_PEOPLE):
        return url_for("rooms.more", code=visitor.room.code)
    return home_of(visitor)
