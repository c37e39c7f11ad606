"""What each column of an export means, by its header id, in the language of the request."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import pgettext

from webinar.steps import record_words


def column_words() -> dict[str, str]:
    """Of all tables: the same id means the same in each."""
    return {**_attendance(), **_polls(), **_said(), **_steps(), **_rest()}


def _attendance() -> dict[str, str]:
    return {
        "member": _("Number in the session"),
        "name": _("Name"),
        "language": _("Language"),
        "role": _("Role"),
        "joined_at": _("Joined at"),
        "first_seen": _("First seen"),
        "last_seen": _("Last seen"),
        "seconds_present": _("Seconds present"),
        "minutes_present": _("Measured minutes"),
        "percent_of_session": _("Credited minutes, per cent of those planned"),
        "returns": _("Times that they came back"),
        "bridged": _("The server was restarted meanwhile"),
        "by_proxy_in": _("Hall in which they sat"),
        "status": _("Status that holds"),
        "measured_status": _("Status by the rule"),
        "late": _("Came late"),
        "left_early": _("Left early"),
        "left": _("Times that they left in between"),
        "lost": _("Times that the connection was lost"),
        "polls_answered": _("Polls answered"),
        "polls_asked": _("Polls that were asked"),
        "minutes_counted": _("Credited minutes: as measured, or by a correction"),
        "later_minutes": _("Minutes of study afterwards"),
        "corrected_status": _("Status by correction"),
        "corrected_minutes": _("Minutes by correction"),
        "correction_reason": _("Reason for the correction"),
        "corrected_by": _("Who corrected it"),
        "corrected_at": _("Corrected at"),
        "rank": _("Rank"),
        "position": pgettext("of a police officer", "Position"),
        "unit": _("Unit"),
        "external_id": _("External id"),
        "email": _("E-mail address"),
        "phone": _("Phone"),
        "guest": _("Guest, not on the roster"),
        "numbers": _("All their numbers in the session"),
    }


def _polls() -> dict[str, str]:
    return {
        "poll": _("Id of the poll"),
        "question": _("Question"),
        "kind": _("Kind of poll"),
        "quiz": _("It has a right answer"),
        "option": _("Id of the option"),
        "label": _("Text of the option"),
        "is_correct": _("The option is right"),
        "votes": _("Votes"),
        "percent_of_voters": _("Per cent of those who answered"),
        "voters": _("How many answered"),
        "round": _("Round"),
        "anonymous": _("Anonymous"),
        "abstained": _("Abstained"),
        "score": _("Points by rank"),
        "mean": _("Mean"),
        "median": _("Median"),
        "readers": _("Language that people read"),
        "voters_right": _("How many answered rightly"),
        "options": _("What was chosen"),
        "is_right": _("Answered rightly"),
        "cast_at": _("Answered at"),
        "answer": _("Answer"),
        "by_proxy": _("On the screen of a hall"),
        "answer_language": _("Language of the answer"),
        "count": _("How many gave it"),
    }


def _said() -> dict[str, str]:
    return {
        "state": _("State"),
        "line": _("Line"),
        "text": _("Text"),
        "said_at": _("Said at"),
        "asked_by": _("Who asked"),
        "asked_at": _("Asked at"),
        "reason": _("Reason"),
        "merged_into": _("Merged with question"),
        "decided_at": _("Decided at"),
        "message": _("Message"),
        "private_with": _("Private with"),
        "removed_at": _("Removed at"),
        "removed_by": _("Who removed it"),
    }


def _steps() -> dict[str, str]:
    return {
        "step": _("Step"),
        "proposed_by": _("Proposed by"),
        **record_words.answers(),
        "owners": _("Owners"),
        "due": _("Due date"),
        "check_back": _("To be checked on"),
        "indicator": _("How one sees that it is done"),
        "evidence": _("What is to show it"),
        "reports": _("How many reports there are"),
        "last_report": _("Latest report"),
        "last_report_note": _("Words of the latest report"),
        "last_report_at": _("Latest report at"),
        "files": _("Files of evidence"),
    }


def _rest() -> dict[str, str]:
    return {
        "part": _("Part of the programme"),
        "item": _("Question of the test"),
        "pairs": _("Matched answers"),
        "right_before_percent": _("Right before, per cent"),
        "right_after_percent": _("Right afterwards, per cent"),
        "gain": _("Gain of what was missing before"),
        "in_session": _("Answered in the session"),
        "answered_at": _("Answered at"),
        "handed_in_at": _("Handed in at"),
        "group": _("Group"),
        "members": _("Who was in the group"),
        "paragraph": _("Paragraph"),
        "changed_by": _("Changed last by"),
        "changed_at": _("Changed last at"),
        "entry": _("Entry"),
        "at": _("When"),
        "seconds_from_start": _("Seconds since the start"),
        "what": _("What happened"),
        "by": _("By whom"),
        "subject": _("What it was about"),
        "detail": _("Details"),
    }
