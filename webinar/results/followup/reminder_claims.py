"""Recording reminders before they are sent. No Flask, no commit.

This way only one letter is sent if two hosts press at once, or if one host presses twice. If the
server stops while it sends a letter, the letter is shown as being sent, and is not sent again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from webinar.results.followup.models import FollowLink, ReminderState, StepReminder
from webinar.results.followup.reminders import Reason
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member


def claim(
    change: Change, host: Member, reasons_by_link: Mapping[int, Sequence[Reason]]
) -> dict[int, list[Reason]]:
    """Mark the reminders that nobody has sent as being sent, and return them by link id.

    Skip links that were revoked or lost their address meanwhile.
    """
    claimed: dict[int, list[Reason]] = {}
    for link_id, reasons in reasons_by_link.items():
        link = change.db.get(FollowLink, link_id)
        if link is None or link.room_id != change.room.id or link.revoked_at or not link.email:
            continue
        rows = [change.db.get(StepReminder, tuple(reason)) for reason in reasons]
        if any(row is not None and row.state is not ReminderState.FAILED for row in rows):
            # Another request has sent this letter, or is sending it.
            continue
        for reason, recorded in zip(reasons, rows, strict=True):
            row = recorded or StepReminder(**reason._asdict())
            row.link_id, row.member_id = link.id, host.id
            row.state, row.error, row.said_at = ReminderState.SENDING, "", change.at
            change.db.add(row)
        claimed[link_id] = list(reasons)
    change.db.flush()
    return claimed


def settle(
    change: Change, host: Member, claimed: Mapping[int, Sequence[Reason]], errors: Mapping[int, str]
) -> None:
    """Record the result of each claimed letter.

    `errors` are by link id, empty for a success; a letter without an entry failed, with the error
    `later`.
    """
    for link_id, reasons in claimed.items():
        error = errors.get(link_id, "later")
        for reason in reasons:
            row = change.db.get_one(StepReminder, tuple(reason))
            row.state = ReminderState.FAILED if error else ReminderState.SENT
            row.error, row.said_at = error, change.at
        change.record("follow.reminded", host, link=link_id, steps=len(reasons), error=error)
