"""The words of attendance for organisers: statuses, remarks, and reasons for refusals."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.kit.errors import Refused
from webinar.kit.numerals import digits
from webinar.results.attendance.register import Attendee


def status_words() -> dict[str, str]:
    return {
        "present": pgettext("attendance of somebody", "Present"),
        "partly": pgettext("attendance of somebody", "Partly present"),
        "absent": pgettext("attendance of somebody", "Absent"),
    }


def remarks(attendee: Attendee) -> list[str]:
    """Return the remarks on how the person attended."""
    judged = attendee.judged
    possible = [
        (judged.is_late, pgettext("attendance of somebody", "late")),
        (judged.left_early, pgettext("attendance of somebody", "left early")),
        (attendee.is_later, _("by self-study afterwards")),
        (attendee.is_bridged, _("the server was restarted meanwhile")),
    ]
    lines = [words for applies, words in possible if applies]
    if judged.left:
        returns = ngettext("left and returned once", "left and returned %(num)d times", judged.left)
        lines.append(digits(returns))
    if judged.lost:
        lines.append(digits(ngettext("link lost once", "link lost %(num)d times", judged.lost)))
    if attendee.hall:
        lines.append(_("By proxy: {hall}").replace("{hall}", f"\u2068{attendee.hall}\u2069"))
    if attendee.person_id is None:
        lines.append(pgettext("attendance of somebody", "guest"))
    return lines


def change_words() -> dict[str, str]:
    """Return the words for each kind of difference between a person and the frozen report."""
    return {
        "correction": _("corrected since"),
        "status": _("another status"),
        "minutes": _("other minutes or remarks"),
        "credited": _("other minutes, since a corrected status credits minutes today"),
        "measured": _("measured in another way, by a match or a proxy"),
        "person": _("name, rank, position or unit changed"),
        "added": _("not in the frozen report"),
        "removed": _("only in the frozen report"),
    }


def _refusals() -> dict[str, str]:
    return {
        "rule_percent": _("Write the share of the minutes as a whole number from 0 to 100."),
        "rule_polls": _("Write the number of polls as a whole number from 0 to 200."),
        "rule_minutes": _("Write minutes as a whole number from 0 to 600."),
        "not_started": _("The session has not started. There is nothing to correct yet."),
        "unknown_attendee": _("This person is no longer on the list. Look at it again."),
        "reason_empty": _("Write the reason: it stands beside what you change."),
        "correction_minutes": _("Write minutes as a whole number from 0 to 1440, or none."),
        "correction_absent": _("A person who was absent has no minutes. Leave them empty."),
        "correction_empty": _("Choose a status or write minutes."),
        "nothing_to_take_back": _("There is no correction to take back."),
        "nobody_chosen": _("Tick the people whom you want to correct."),
        "not_ended": _("Only the report of a session that is over can be frozen."),
        "not_final": _(
            "The last figures of the session are still arriving. Wait until they are final."
        ),
        "names_removed": _("Names have been removed: nothing is left that could be frozen."),
        "frozen_meanwhile": _("Somebody froze the report meanwhile. Look at that version first."),
        "nothing_changed": _("Nothing has changed since the last version."),
        "file_empty": _("The file is empty. Choose another one."),
        "file_too_large": _("The file is larger than any report of this server."),
    }


def refusal_text(refusal: Refused) -> str:
    """Return the text that names the problem and its remedy."""
    return _refusals().get(refusal.code) or _("The server is busy. Please try again in a moment.")
