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
        found = [question for question in record.questions if question.state == state]
        if found:
            blocks.append(Heading(2, plain(heading)))
        for one in found:
            blocks += _question(one, language)
    if not record.questions:
        blocks.append(Para(plain(_("No questions were asked."))))
    return blocks


def _question(one: QuestionRecord, language: str) -> list[Block]:
    number_of: Line = [*plain(f"{number(one.number)}. ", strong=True)]
    by = [named(one.by)] if one.by is not None else plain(_("without a name"))
    votes = ngettext("%(count)s vote", "%(count)s votes", one.votes, count=number(one.votes))
    # Quote the question as it was written; a translation stands below, marked as such.
    original = next(iter(one.text))
    source: Line = [*by, *plain(f" · {_named_language(original)} · {votes}")]
    blocks: list[Block] = [Quote([*number_of, own_words(one.text[original], original)], source)]
    if language in one.text and language != original:
        label = _("Translation")
        blocks.append(Para([*plain(f"{label}: "), worded(one.text, language)]))
    if one.state == "answered":
        blocks.append(Para(_answer(one)))
    if one.state == "declined" and one.reason:
        label = _("Reason")
        blocks.append(Para([*plain(f"{label}: "), named(one.reason)]))
    if one.merged_into is not None:
        merged = _("It became one with question %(number)s.", number=number(one.merged_into))
        blocks.append(Para(plain(merged)))
    return blocks


def _answer(one: QuestionRecord) -> Line:
    if not one.answer:
        return plain(_("Answered orally."))
    label = _("Answer")
    return [*plain(f"{label}: ", strong=True), own_words(one.answer, one.answer_language)]


def _named_language(tag: str) -> str:
    return phrases.language(tag) if tag else ""
