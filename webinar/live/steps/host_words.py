"""The words of next steps for hosts: on the console, the desks, the remote and in the plan."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.live.steps import words
from webinar.words import Words, only, plural_forms


def console_words() -> Words:
    """Return all words of the panel of steps, which the interpreter's desk uses, too."""
    return {
        **answer_words(),
        **_state_words(),
        **_outcome_words(),
        **_wording_words(),
        **_owner_words(),
        **_detail_words(),
        **_draft_words(),
        **terms_words(),
    }


def answer_words() -> Words:
    return {
        "answer.agree": _("Agree"),
        "answer.reserve": _("Agree, with a reservation"),
        "answer.disagree": _("Disagree"),
        "answer.abstain": _("Abstain"),
        "answer.must_ask": _("Must ask a superior"),
    }


def verdict_words() -> Words:
    """The words for the outcomes of a next step."""
    return {
        "outcome.agreed": _("Agreed"),
        "outcome.not_agreed": _("Not agreed"),
        "outcome.no_quorum": _("Not agreed: no quorum"),
    }


def terms_words() -> Words:
    """The words for a session's terms: the rules, the quorum and who reads the reasons."""
    return {
        "terms.title": _("How this session agrees"),
        "terms.rule": _("A next step is agreed"),
        **{f"rule.{rule}": words for rule, words in rules().items()},
        "terms.quorum": _("Quorum, in percent of those present"),
        "terms.quorum_hint": _("So many must have answered, or nothing is agreed."),
        "terms.reasons": _("The reasons that people give"),
        "terms.shared": _("everyone reads them, with names"),
        "terms.hosts": _("only those who hold the session read them"),
        "terms.quorum_is": _("quorum {percent}"),
        "terms.save": _("Save"),
        "terms.saved": _("Saved. Everyone can read it."),
        "terms.until": _("It can be changed until the session starts."),
    }


def rules() -> dict[str, str]:
    """The rules for agreeing, worded to follow the words "A next step is agreed"."""
    return {
        "consent": _("if somebody agrees and nobody disagrees (consent)"),
        "majority": _("by more than half of those present"),
        "two_thirds": _("by two thirds of those present"),
        "owners": _("when all its owners accept it"),
    }


def remote_words() -> Words:
    return {
        "remote.step": _("Next step: {text}"),
        "remote.put_step": _("Put: {text}"),
        "step.close_again": _("Press once more to close and count"),
        **only(_state_words(), "step.close"),
        **only(_outcome_words(), "step.awaited", "step.answered_of"),
        **answer_words(),
    }


def _state_words() -> Words:
    return {
        **only(words.extras(), "step.by", "step.propose", "step.send"),
        "step.title": _("Next step {n}"),
        "step.state.proposed": _("Proposed"),
        "step.state.put": pgettext("state of a step", "Put to everyone"),
        "step.state.closed": pgettext("state of a step", "Closed"),
        "step.state.agreed": _("Agreed"),
        "step.state.owned": pgettext("state of a step", "Agreed, somebody sees to it"),
        "step.state.in_progress": pgettext("state of a step", "In progress"),
        "step.state.done": pgettext("state of a step", "Done"),
        "step.state.blocked": pgettext("state of a step", "Blocked"),
        "step.state.dropped": _("Dropped"),
        "step.group.proposed": pgettext("steps", "Proposed"),
        "step.group.agreed": pgettext("steps", "Agreed"),
        "step.group.dropped": plural_forms(
            lambda n: ngettext("{n} step set aside", "{n} steps set aside", n)
        ),
        "step.merged_into": _("Made one with next step {n}"),
        "step.none_yet": _("No next steps yet. Propose one, or wait for the participants."),
        "step.do_put": _("Put to everyone"),
        "step.put_again": _("Put to everyone again"),
        "step.replaces": _("Next step {n} is put to everyone now and goes back to the list."),
        "step.close": _("Close and count"),
        "step.close_key": _("Press S once more to close and count"),
        "step.recall": pgettext("a step that is put to everyone", "Take back"),
        "step.drop": _("Set aside"),
        "step.restore": _("Bring back"),
        "step.merge": _("Make one with …"),
        "step.merge_into": _("The step that stays"),
        "step.merge_hint": _("The owners go with it. The words stay in the history."),
        "step.merge_save": _("Make them one"),
        "step.text": _("What should be done?"),
        "step.missing.text": _("Write what should be done."),
    }


def _outcome_words() -> Words:
    return {
        **only(words.extras(), "step.awaited"),
        "step.answered_of": plural_forms(
            lambda n: ngettext("{n} of {present} answered", "{n} of {present} answered", n)
        ),
        "step.quorum_needs": _("quorum: {n}"),
        "step.quorum_reached": _("quorum reached"),
        "step.reasons": plural_forms(lambda n: ngettext("{n} reason", "{n} reasons", n)),
        **verdict_words(),
        "outcome.answered": _("Answered: {answered} of {present} present; quorum: {quorum}."),
        "outcome.rule.consent": _(
            "Agreed if somebody agrees and nobody disagrees: {agreed} for, {against} against."
        ),
        "outcome.rule.majority": _("More than half: {agreed} for, needed: {needed}."),
        "outcome.rule.two_thirds": _("Two thirds: {agreed} for, needed: {needed}."),
        "outcome.rule.owners": _("By the owners: {accepted} accepted, needed: {needed}."),
        "outcome.late": plural_forms(
            lambda n: ngettext(
                "{n} answer given in time came after the close and counts.",
                "{n} answers given in time came after the close and count.",
                n,
            )
        ),
        "outcome.overruled": _("Recorded by {name} instead of “{outcome}”: {reason}"),
        "outcome.old": _("This came of the wording before. Put the step to everyone again."),
        "outcome.other": _("Record another outcome"),
        "outcome.which": _("The outcome to record"),
        "outcome.reason": _("Why (it stays in the report)"),
        "outcome.save": _("Record it"),
        "outcome.missing": _("Write why."),
    }


def _wording_words() -> Words:
    return {
        "step.more": pgettext("what can be done with a step", "More"),
        "step.amend": _("Reword"),
        "step.amend_text": _("New wording"),
        "step.amend_put": _("It is put to everyone: other words begin the answers anew."),
        "step.amend_translated": _("Its translations will have to be made anew."),
        "step.translate": _("Translate"),
        "step.translate_into": _("Into"),
        "step.translation": _("Translation"),
        "step.untranslated": _("Not translated: shown as it was written, in {language}"),
        "step.show_original": _("Show the original"),
        "step.save": _("Save"),
        "step.clash": _("Somebody else worded it meanwhile. Yours is still in the field:"),
        "step.clash_save": _("Save mine instead"),
        "step.clash_take": _("Take these words"),
        "step.history": _("History"),
        "step.history_failed": _("The history cannot be shown without a connection."),
        "step.history_original": _("wording {n}"),
        "step.history_translation": _("translation of wording {n}"),
        "language": _("Language"),
        "step.written_in": _("Written in"),
    }


def _owner_words() -> Words:
    return {
        "step.owners": _("Owners"),
        "step.no_owner": _("No owner yet"),
        "step.own": _("Name an owner"),
        "step.own_person": _("A person of this session"),
        "step.own_nobody": _("Choose …"),
        "step.own_role": _("or a role, such as “school inspector”"),
        "step.own_save": _("Ask"),
        "step.own_hint": _("The person is asked to accept it on their own device."),
        "step.on_paper": _("Accepted on paper"),
        "step.disown": pgettext("an owner of a step", "Take off"),
        "step.disown_again": _("Press once more to take off"),
        "owner.asked": pgettext("an owner of a step", "asked"),
        "owner.accepted": pgettext("an owner of a step", "accepted"),
        "owner.paper": pgettext("an owner of a step", "accepted on paper, says {name}"),
        "owner.declined": pgettext("an owner of a step", "declined"),
        "owner.declined_why": pgettext("an owner of a step", "declined: {reason}"),
        "step.missing.owner": _("Write who owns this step."),
    }


def _detail_words() -> Words:
    return {
        "step.details": _("Dates and evidence"),
        "step.field.due": _("Due date"),
        "step.due_is": _("Due date: {date}"),
        "step.field.check_back": _("Check back on"),
        "step.check_back_is": _("Check back: {date}"),
        "step.field.indicator": _("Indicator"),
        "step.indicator_is": _("Indicator: {text}"),
        "step.field.evidence": _("Evidence wanted"),
        "step.evidence_is": _("Evidence: {text}"),
        "step.detail_clash": _("Changed by somebody else meanwhile. Yours is still in the field:"),
        "step.detail_empty": _("nothing"),
        "step.detail_take": _("Take this"),
    }


def _draft_words() -> Words:
    return {
        "draft.title": plural_forms(
            lambda n: ngettext("{n} draft of the programme", "{n} drafts of the programme", n)
        ),
        "draft.owner": _("Owner"),
        "draft.indicator": _("Indicator"),
        "draft.days": plural_forms(lambda n: ngettext("within {n} day", "within {n} days", n)),
    }
