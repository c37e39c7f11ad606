"""The section of questions and answers."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from webinar.kit.files.document import Block, Heading, Line, Para, Quote
from webinar.results.protocol import names, phrases
from webinar.results.protocol.phrases import named, number, own_words, plain, worded
from webinar.results.protocol.record import QuestionRecord, Record


def questions(record: Record, language: str) -> list[Block]:
    """Return the blocks of the questions by state, in the order in which they were asked."""
    blocks: list[Block] = [Heading(1, plain(_("Questions and answers")))]
    for state, heading in names.questions().items():
        state_questions = [question for question in record.questions if question.state == state]
        if state_questions:
            blocks.append(Heading(2, plain(heading)))
        for question in state_questions:
            blocks += _question(question, language)
    if not record.questions:
        blocks.append(Para(plain(_("No questions were asked."))))
    return blocks


def _question(question: QuestionRecord, language: str) -> list[Block]:
    number_words: Line = [*plain(f"{number(question.number)}. ", strong=True)]
    author = [named(question.by)] if question.by is not None else plain(_("without a name"))
    votes = ngettext(
        "%(count)s vote", "%(count)s votes", question.votes, count=number(question.votes)
    )
    # Quote the question as it was written; a translation stands below, marked as such.
    original = next(iter(question.text))
    source: Line = [*author, *plain(f" · {_language_name(original)} · {votes}")]
    blocks: list[Block] = [
        Quote([*number_words, own_words(question.text[original], original)], source)
    ]
    if language in question.text and language != original:
        label = _("Translation")
        blocks.append(Para([*plain(f"{label}: "), worded(question.text, language)]))
    if question.state == "answered":
        blocks.append(Para(_answer(question)))
    if question.state == "declined" and question.reason:
        label = _("Reason")
        blocks.append(Para([*plain(f"{label}: "), named(question.reason)]))
    if question.merged_into is not None:
        merged_note = _(
            "It became one with question %(number)s.", number=number(question.merged_into)
        )
        blocks.append(Para(plain(merged_note)))
    return blocks


def _answer(question: QuestionRecord) -> Line:
    if not question.answer:
        return plain(_("Answered orally."))
    label = _("Answer")
    return [*plain(f"{label}: ", strong=True), own_words(question.answer, question.answer_language)]


def _language_name(tag: str) -> str:
    return phrases.language(tag) if tag else ""
