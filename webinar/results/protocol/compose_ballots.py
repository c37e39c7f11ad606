"""The outcome of each ballot on a step, with the objections to it."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext, pgettext

from webinar.kit.files.document import Block, Fact, Facts, Heading, Line, Para, Quote
from webinar.kit.numerals import comma
from webinar.live.steps import record_words as names
from webinar.results.protocol import phrases
from webinar.results.protocol.phrases import moment, named, number, own_words, plain
from webinar.results.protocol.record import BallotRecord, OutcomeRecord, ReasonRecord, StepRecord


def ballots(step: StepRecord) -> list[Block]:
    """Return the blocks of the step's ballots, in their order."""
    blocks: list[Block] = []
    for ballot in step.ballots:
        blocks += _ballot(ballot, is_only=len(step.ballots) == 1)
    return blocks or [Para(plain(_("It was not put to everyone.")), quiet=True)]


def _ballot(ballot: BallotRecord, *, is_only: bool) -> list[Block]:
    heading = (
        _("Answers") if is_only else _("Answers, ballot %(number)s", number=number(ballot.ballot))
    )
    answers = " · ".join(
        f"{word}: {number(ballot.counts.get(answer, 0))}"
        for answer, word in names.answers().items()
    )
    rows: list[tuple[str, Line]] = [(_("Counts"), plain(answers))]
    if ballot.outcome is None:
        rows.append((_("Outcome"), plain(_("none: it was withdrawn or reworded before"))))
    else:
        rows += _outcome(ballot.outcome)
    if ballot.late:
        late_note = ngettext(
            "%(count)s arrived after the close; it was given before and counts",
            "%(count)s arrived after the close; they were given before and count",
            ballot.late,
            count=number(ballot.late),
        )
        rows.append((_("Late answers"), plain(late_note)))
    blocks: list[Block] = [
        Heading(3, plain(heading)),
        Facts([Fact(name, line) for name, line in rows]),
    ]
    if ballot.withheld:
        withheld_note = ngettext(
            "%(count)s reason was given to those who ran the session only.",
            "%(count)s reasons were given to those who ran the session only.",
            ballot.withheld,
            count=number(ballot.withheld),
        )
        blocks.append(Para(plain(withheld_note), quiet=True))
    return [*blocks, *(_reason_quote(record) for record in ballot.reasons)]


def _outcome(outcome: OutcomeRecord) -> list[tuple[str, Line]]:
    verdicts = names.verdicts()
    needed = pgettext("how many agreements", "needed")
    if outcome.rule == "owners":
        needed = pgettext("how many", "acceptances needed")
    parts = [
        (pgettext("how many", "present"), outcome.present),
        (pgettext("how many", "answered"), outcome.answered),
        (pgettext("how many", "quorum"), outcome.quorum),
        (needed, outcome.needed),
    ]
    if outcome.rule == "owners":
        parts.append((pgettext("how many", "accepted"), outcome.owners_accepted))
    arithmetic = " · ".join(f"{name}: {number(count)}" for name, count in parts)
    recorded = comma().join((verdicts[outcome.recorded], moment(outcome.decided_at)))
    rows: list[tuple[str, Line]] = [
        (_("Version of the wording"), plain(number(outcome.version))),
        (_("Rule"), plain(names.rules()[outcome.rule])),
        (_("Arithmetic"), plain(arithmetic)),
        (_("By the rule"), plain(verdicts[outcome.computed])),
        (
            pgettext("of a decision", "Recorded"),
            plain(recorded, strong=True),
        ),
    ]
    if outcome.recorded != outcome.computed:
        rows += [
            (_("Outcome changed by"), [named(outcome.overruled_by)]),
            (_("Reason"), [named(outcome.reason)]),
        ]
    return rows


def _reason_quote(record: ReasonRecord) -> Quote:
    late_word = pgettext("an answer", "late")
    answer_word = names.reason_headings()[record.answer]
    source: Line = [
        named(record.name),
        *plain(f" · {answer_word} · {phrases.language(record.language)}"),
        *(plain(f" · {late_word}") if record.is_late else []),
    ]
    return Quote([own_words(record.reason, record.language)], source)
