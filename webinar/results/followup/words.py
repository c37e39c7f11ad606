"""The words of follow-up after a session: states, reports, and reasons for refusals."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import pgettext

from webinar import words
from webinar.kit.errors import Refused


def state_words() -> dict[str, str]:
    return {
        "agreed": pgettext("state of a step", "Agreed"),
        "owned": pgettext("state of a step", "Accepted"),
        "in_progress": pgettext("state of a step", "In progress"),
        "blocked": pgettext("state of a step", "Blocked"),
        "done": pgettext("state of a step", "Done"),
    }


def kind_words() -> dict[str, str]:
    """Return the words for each kind of report."""
    return {
        "started": pgettext("report of a step", "Started"),
        "done": pgettext("report of a step", "Done"),
        "moved": pgettext("report of a step", "Moved to another date"),
        "blocked": pgettext("report of a step", "Blocked"),
        "reopened": pgettext("report of a step", "Not done after all"),
        "note": pgettext("report of a step", "Note"),
    }


def owner_words() -> dict[str, str]:
    return {
        "asked": pgettext("state of an owner", "Asked, not answered yet"),
        "accepted": pgettext("state of an owner", "Accepted"),
        "declined": pgettext("state of an owner", "Declined"),
    }


def refusal_text(refusal: Refused) -> str:
    """Return the text that says what is wrong, and what to do."""
    return words.refusal_text(refusal, _refusals())


def _refusals() -> dict[str, str]:
    return {
        "step_move": _("This does not fit the state that the step has now. Look at it again."),
        "step_decided": _("Nothing can be changed about this step any more."),
        "not_allowed": _("This step belongs to somebody else now."),
        "not_accepted": _("Accept the step first, then report on it."),
        "already_owner": _("This owner has been asked already."),
        "too_many_owners": _("The step has too many owners already."),
        "owner_empty": _("Write who it is to be: an office or a role."),
        "unknown_owner": _("This owner is no longer there. Look at the list again."),
        "unknown_step": _("This step is no longer there. Look at the list again."),
        "why_empty": _("Write why."),
        "need_empty": _("Write what is needed, so that somebody can help."),
        "note_empty": _("Write a note or choose a file."),
        "due_empty": _("Choose the new date."),
        "due_past": _("This date has passed. Choose today or a later date."),
        "due_same": _("The step has this date already. Choose another one."),
        "check_back_after_due": _("The new date is before the day of checking back."),
        "too_many_reports": _("There are too many reports on this step. Tell the organiser."),
        "too_many_files": _("A step may have at most 5 files."),
        "no_room_for_files": _("There is no room for more files. Tell the organiser."),
        "email_invalid": _("This is not an e-mail address."),
        "file_empty": _("The file is empty. Choose another one."),
        "file_too_large": _("A file may have at most 10 MB. Choose a smaller one."),
        "file_type": _("Choose a picture (PNG, JPEG, WebP) or a PDF file."),
        "file_broken": _("The picture cannot be read. Choose another one."),
    }
