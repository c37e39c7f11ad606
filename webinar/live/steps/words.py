"""The reasons for refusing commands about next steps, in the reader's language."""

from __future__ import annotations

from flask_babel import gettext as _


def refusals() -> dict[str, str]:
    return {
        "too_many_steps": _("This session cannot hold more next steps"),
        "unknown_step": _("This step does not exist"),
        "step_not_put": _("This step accepts no answers now"),
        "step_reworded": _(
            "The wording changed while your answer was on its way. Read it and answer again."
        ),
        "step_changed": _("Somebody else changed it meanwhile. Yours is kept: compare them."),
        "step_decided": _("This step has been decided"),
        "owner_empty": _("Write who is responsible"),
        "already_owner": _("Already asked or accepted"),
        "too_many_owners": _("This step cannot have more owners"),
        "unknown_owner": _("This owner has been taken off the step"),
    }


def refusals_of_hosts() -> dict[str, str]:
    """Refusals that only hosts can meet."""
    return {
        "draft_used": _("This draft has been proposed already"),
        "step_not_proposed": _("This step has been put to everyone or decided"),
        "step_not_dropped": _("This step has not been set aside"),
        "step_same": _("Choose another step: this is the same one"),
        "step_not_decided": _("Close the step first: nothing has come of it yet"),
        "step_move": _("The step cannot go from its state to this one"),
        "same_language": _("It is written in this language: reword it instead"),
        "due_past": _("The due date is in the past. Choose today or a later day."),
        "check_back_after_due": _("Check back before it is due: choose an earlier day"),
    }
