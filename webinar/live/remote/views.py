"""The remote: a page for the presenter's phone, and a link that opens it without a password."""

from __future__ import annotations

import segno
from flask import Blueprint, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from webinar.kit.permissions import Can
from webinar.kit.web.services import services
from webinar.live.remote.wire import shortened
from webinar.people.accounts.access import this_user
from webinar.people.accounts.actions import make_sign_in_link
from webinar.people.accounts.models import User
from webinar.people.accounts.remotes import for_remotes
from webinar.room.engine.registry import commands_of
from webinar.room.sessions.visitors import require_host
from webinar.words import refusal_words, script_words

bp = Blueprint("remote", __name__)

# This is long enough to take out a phone. A photograph of the screen is useless, because the link
# has expired or been used by then. The words on the page name the five minutes, too.
LINK_MINUTES = 5
# The refusals of a remote's commands: the page does not send a phone the words of other refusals.
_REFUSALS = frozenset(
    "bad_message floor_elsewhere floor_moved internal not_a_presenter not_allowed "
    "not_for_stage offline op_conflict poll_not_draft poll_not_open rate room_ended "
    "room_not_live step_not_proposed step_not_put too_many_tabs try_again unknown_command "
    "unknown_poll unknown_slide unknown_step".split()
)


@bp.get("/rooms/<code>/remote")
@for_remotes
def remote(code: str) -> ResponseReturnValue:
    visitor = require_host(code, Can.MOVE_SLIDES)
    refusals = {code: text for code, text in refusal_words().items() if code in _REFUSALS}
    return render_template(
        "live/remote/remote.html",
        words=script_words("remote.js", refusals=refusals),
        may=commands_of(visitor.member),
        **visitor.page | {"view": shortened(visitor.page["view"])},
    )


@bp.post("/rooms/<code>/remote/link")
def link(code: str) -> ResponseReturnValue:
    """Make a link for the signed-in user, and answer its QR code as JSON."""
    visitor, user = require_host(code, Can.MOVE_SLIDES), this_user()
    code = visitor.room.code
    leads_to = url_for("remote.remote", code=code)

    def work(db: Session) -> str:
        own_user = db.get_one(User, user.id)
        return make_sign_in_link(db, own_user, leads_to, hours=LINK_MINUTES / 60, remote_of=code)

    token = services().db.write(work)
    # From the settings, never from the request: a forged Host would send the secret elsewhere.
    address = services().settings.public_url + url_for("accounts.welcome", token=token)
    size, path = _path(segno.make(address, micro=False))
    return jsonify(size=size, path=path)


def _path(drawn: segno.QRCode) -> tuple[int, str]:
    """Return the number of modules on a side, and the dark modules as one path of an SVG."""
    rows = [list(row) for row in drawn.matrix_iter(border=2)]
    marks = (
        f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return len(rows), "".join(marks)
