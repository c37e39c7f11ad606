"""The words of next steps: in a participant's room, on the stage, and for refusals."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import pgettext

from webinar.words import Words, only


def extras() -> Words:
    return {
        **_answers(),
        **_states(),
        **_terms(),
        **_outcomes(),
        **_owning(),
        **_own(),
        "steps": _("Next steps"),
        "steps.place": pgettext("a place at the foot of a phone", "Steps"),
        "step.question": _("Do you agree with this next step?"),
        "step.sending": _("Sending…"),
        "step.kept": _("Kept on this device, will be sent"),
        "step.original": _("Original: {language}"),
        "step.by": _("Proposed by: {name}"),
        "step.merged": _("Made one with next step {step}"),
        "step.check_back": _("Check-back: {date}"),
        "step.indicator": _("Indicator"),
        "step.evidence": _("Evidence wanted"),
        "step.none": _("No next steps yet. You may propose the first."),
        "step.offer": _("A next step is put to everyone. Answer"),
        "step.offer_asked": _("You are asked to see to a next step. Answer"),
        "step.said_put": _("A next step is put to everyone: {text}"),
        "step.said_reworded": _("The next step has another wording. Answer again: {text}"),
        "step.said_closed": _("The next step is closed: {text}"),
        "step.said_agreed": _("Agreed: {text}"),
        "step.said_not_agreed": _("Not agreed: {text}"),
        "step.said_asked": _("You are asked to see to this: {text}"),
    }


def stage() -> Words:
    return {
        **_answers(),
        **_terms(),
        **_outcomes(),
        "step.stage_put": _("Next step: please answer"),
        "step.stage_again": _("Next step, put again: please answer anew"),
        **only(_states(), "step.agreed", "step.not_agreed"),
        **only(_owning(), "step.owner", "step.due"),
    }


def _answers() -> Words:
    return {
        "step.agree": _("Agree"),
        "step.reserve": _("Agree, with a reservation"),
        "step.disagree": _("Disagree"),
        "step.abstain": _("Abstain"),
        "step.must_ask": _("I must ask my superior"),
    }


def _states() -> Words:
    return {
        "step.proposed": _("Proposed"),
        "step.put": pgettext("state of a step", "Put to everyone"),
        "step.closed": pgettext("state of a step", "Closed"),
        "step.agreed": _("Agreed"),
        "step.not_agreed": _("Not agreed"),
        "step.owned": pgettext("state of a step", "Agreed, somebody sees to it"),
        "step.in_progress": pgettext("state of a step", "In progress"),
        "step.blocked": pgettext("state of a step", "Blocked"),
        "step.done": pgettext("state of a step", "Done"),
        "step.dropped": _("Dropped"),
    }


def _terms() -> Words:
    return {
        "step.rule_consent": _("Agreed if somebody agrees and nobody disagrees."),
        "step.rule_majority": _("Agreed if more than half of those present agree."),
        "step.rule_two_thirds": _("Agreed if two thirds of those present agree."),
        "step.rule_owners": _("Agreed if everybody who is to see to it accepts."),
        "step.quorum_half": _("At least half of those present must answer."),
        "step.quorum_share": _("At least {share} of those present must answer."),
        "step.quorum_all": _("All who are present must answer."),
    }


def _outcomes() -> Words:
    return {
        "step.awaited": _("Closed. Answers on their way are still counted."),
        "step.sum_answered": _("{answered} of {present} present answered, quorum {quorum}"),
        "step.sum_consent": _(
            "Agree: {agree}, of these with a reservation: {reserve}; disagree: {disagree}"
        ),
        "step.sum_needed": _(
            "Agree: {agree}, of these with a reservation: {reserve}; needed: {needed}"
        ),
        "step.sum_owners": _("{accepted} of {owners} owners accepted"),
        "step.sum_agreed": pgettext("outcome, in a sentence", "agreed"),
        "step.sum_not_agreed": pgettext("outcome, in a sentence", "not agreed"),
        "step.sum_no_quorum": pgettext("outcome, in a sentence", "too few answered, not agreed"),
        "step.overruled_agreed": _("Recorded as agreed by {name}. Reason: {reason}"),
        "step.overruled_not_agreed": _("Recorded as not agreed by {name}. Reason: {reason}"),
    }


def _own() -> Words:
    """The member's own answer and proposals."""
    return {
        "step.reason": _("Reason (optional)"),
        "step.reason_hint": _("Write it, then press your answer"),
        "step.reason_hosts": _("Only the hosts read your reason, with your name."),
        "step.reason_everybody": _("Everybody here reads your reason, with your name."),
        "step.reason_send": _("Send reason"),
        "step.reasons_of_others": _("Reasons of others: {n}"),
        "step.recorded": _("Your answer is recorded. You may change it until it is closed."),
        "step.counted": _("Your answer is counted."),
        "step.late": _("Your answer was on its way when it was closed. It is counted."),
        "step.sum_late": _("Answers that were on their way when it was closed: {n}"),
        "step.mine": _("Your answer: {answer}"),
        "step.reworded": _("The wording has changed. Earlier answers do not count: answer again."),
        "step.again": _("It is put again. Earlier answers do not count: answer again."),
        "step.propose": _("Propose a next step"),
        "step.propose_hint": _("What will be done, and by whom?"),
        "step.send": _("Propose"),
        "step.amend_own": _("Word my proposal anew"),
        "step.amend_send": _("Save the wording"),
        "step.amend_mine": _("Save mine instead"),
        "step.amended_meanwhile": _("Somebody worded it anew meanwhile. It now reads:"),
        "step.amend_too_late": _("The wording can no longer change. You had written:"),
        "step.terms_are": _("How next steps are agreed here:"),
    }


def _owning() -> Words:
    return {
        "step.owner": _("Owner: {name}"),
        "step.owner_asked": _("Asked to see to it, has not answered: {name}"),
        "step.owner_role": _("To be seen to by: {name}"),
        "step.owner_declined": _("Declined: {name}"),
        "step.owner_paper": _("on paper, recorded by {name}"),
        "step.due": _("Due date: {date}"),
        "step.asked": _("You are asked to see to this next step"),
        "step.asked_by": pgettext("to see to a step", "Asked by: {name}"),
        "step.do_accept": _("I accept"),
        "step.do_decline": _("I decline"),
        "step.decline_reason": _("Why I decline (optional)"),
        "step.decline_hint": _("Everybody reads it. Write it, then press the button."),
        "step.who": _("Who sees to it?"),
        "step.do_own": _("I will do it"),
        "step.do_hold": _("This is my role: {name}"),
        "step.do_give_back": _("I can no longer do it"),
        "step.role": _("Name a role"),
        "step.role_hint": _("For example: head of the school. Not a person's name."),
    }


def refusals() -> dict[str, str]:
    return {
        "too_many_steps": _("This session cannot hold more next steps"),
        "unknown_step": _("This step does not exist"),
        "step_not_put": _("This step takes no answers now"),
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
        "same_language": _("It is written in this language: word it anew instead"),
        "due_past": _("The due date is in the past. Choose today or a later day."),
        "check_back_after_due": _("Check back before it is due: choose an earlier day"),
    }
