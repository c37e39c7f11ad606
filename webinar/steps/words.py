"""The words of next steps in a participant's room."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import pgettext


def extras() -> dict[str, str]:
    return {
        "steps": _("Next steps"),
        "steps.place": pgettext("a place at the foot of a phone", "Steps"),
        "step.proposed": _("Proposed"),
        "step.put": pgettext("state of a step", "Put to everyone"),
        "step.agreed": _("Agreed"),
        "step.dropped": _("Dropped"),
        "step.question": _("Do you agree with this next step?"),
        "step.agree": _("Agree"),
        "step.disagree": _("Disagree"),
        "step.abstain": _("Abstain"),
        "step.reason": _("Reason (optional)"),
        "step.reason_hint": _("Write it, then press your answer"),
        "step.reason_send": _("Send reason"),
        "step.sending": _("Sending…"),
        "step.kept": _("Kept on this device, will be sent"),
        "step.recorded": _("Your answer is recorded. You may change it until it is decided."),
        "step.by": _("Proposed by: {name}"),
        "step.owner": _("Owner: {name}"),
        "step.due": _("Due date: {date}"),
        "step.propose": _("Propose a next step"),
        "step.propose_hint": _("What will be done, and by whom?"),
        "step.send": _("Propose"),
        "step.none": _("No next steps yet. You may propose the first."),
        "step.offer": _("A next step is put to everyone. Answer"),
        "step.said_put": _("A next step is put to everyone: {text}"),
        "step.said_agreed": _("Agreed: {text}"),
    }
