"""The words of questions: in a participant's room, on the console, on the stage."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.words import Words, only, plural_forms


def extras() -> Words:
    return {
        **_of_each(),
        **_of_translating(),
        "questions.place": _("Questions"),
        "question.ask": _("Ask a question"),
        "question.hint": _("Everyone sees it with your name."),
        "question.hint_moderated": _(
            "A moderator looks at it first. Then everyone sees it with your name."
        ),
        "question.hint_anonymous": _(
            "Your name is not stored with it. Only this device can tell you what became of it."
        ),
        "question.anonymous": _("Ask without my name"),
        "question.send": _("Send"),
        "question.closed": _("No questions are taken now."),
        "question.none": _("No questions yet. You may ask the first."),
        "question.loading": _("Loading…"),
        "question.sending": _("Sending…"),
        "question.kept": _("Kept on this device, will be sent"),
        "question.mine": _("Your questions"),
        "question.all": _("All questions"),
        "question.own": _("Your question"),
        "question.waiting": _("A moderator looks at it first"),
        "question.declined": _("Not taken up"),
        "question.merged": _("Asked together with a question that says the same"),
        "question.reason": _("Reason: {reason}"),
        "question.vote": _("I want to know this too"),
        "question.answers": plural_forms(
            lambda n: ngettext("{n} answered question", "{n} answered questions", n)
        ),
        "question.said_now": _("A question is being answered now"),
        "question.said_open": _("Everyone sees your question now"),
        "question.said_parked": _("Your question is kept for later"),
        "question.said_answered": _("Your question was answered"),
        "question.said_declined": _("Your question was not taken up"),
        "question.said_merged": _("Your question was joined with one that says the same"),
    }


def console() -> Words:
    return {
        **_of_each(),
        **_of_translating(),
        "questions.tab": _("Questions"),
        **only(extras(), "question.reason"),
        "question.none_yet": _("Nobody has asked anything yet."),
        "question.rules": _("How questions are taken"),
        "question.rule.open": _("Questions are taken"),
        "question.rule.moderated": _("Each is shown only after you have looked at it"),
        "question.rule.anonymous": _("They may be asked without a name"),
        "question.group.waiting": pgettext("questions", "Waiting for you"),
        "question.group.open": pgettext("questions", "Open"),
        "question.group.parked": _("Kept for later"),
        "question.group.answered": _("Answered"),
        "question.group.declined": pgettext("questions", "Taken out"),
        "question.show": _("Show to everyone"),
        "question.reopen": _("Open again"),
        "question.park": _("Keep for later"),
        "question.answer": _("Answered aloud"),
        "question.answer_words": _("Answer in writing"),
        "question.decline": _("Take out"),
        "question.merge": _("Make one with another"),
        "question.more": _("More"),
        "question.answer_field": _("Answer"),
        "question.reason_field": _("Reason (optional), only the author sees it"),
        "question.into": _("It asks the same as"),
        "question.said_waiting": _("A question waits for you"),
    }


def stage() -> Words:
    return {
        "question": _("Question"),
        **only(_of_each(), "question.by", "question.nameless", "question.votes"),
    }


def refusals() -> dict[str, str]:
    return {
        "anonymous_not_allowed": _("Questions without a name are not taken in this session"),
        "question_decided": _("This question has been decided meanwhile"),
        "question_not_open": _("This question is not open any more"),
        "questions_closed": _("No questions are taken now"),
        "too_many_questions": _("This session cannot hold more questions"),
        "unknown_question": _("This question does not exist any more"),
    }


def _of_each() -> Words:
    """The words of a question wherever it is read."""
    return {
        "question.by": _("Asked by: {name}"),
        "question.nameless": _("Asked without a name"),
        "question.votes": plural_forms(lambda n: ngettext("{n} vote", "{n} votes", n)),
        "question.parked": _("Kept for later"),
        "question.answered": _("Answered"),
        "question.now": _("Being answered now"),
        "question.answered_by": _("Answer"),
        "question.original": _("Show the original"),
        "question.translation": _("Show the translation"),
        "question.reorder": _("New order"),
        "question.language": _("Written in"),
    }


def _of_translating() -> Words:
    return {
        "question.translate": _("Translate"),
        "question.translate_into": _("Language"),
        "question.translate_text": _("Translation"),
        "question.save": _("Save"),
    }
