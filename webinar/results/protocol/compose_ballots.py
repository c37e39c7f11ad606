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
    blocks: list[Block] = []
    for ballot in step.ballots:
        blocks += _ballot(ballot, is_only=len(step.ballots) == 1)
    return blocks or [Para(plain(_("It was not put to everyone.")), quiet=True)]


def _ballot(one: BallotRecord, *, is_only: bool) -> list[Block]:
    heading = (
        _("Answers") if is_only else _("Answers, ballot %(number)s", number=number(one.ballot))
    )
    answers = " · ".join(
        f"{word}: {number(one.counts.get(answer, 0))}" for answer, word in names.answers().items()
    )
    rows: list[tuple[str, Line]] = [(_("Counts"), plain(answers))]
    if one.outcome is None:
        rows.append((_("Outcome"), plain(_("none: it was withdrawn or worded anew before"))))
    else:
        rows += _outcome(one.outcome)
    if one.late:
        late = ngettext(
            "%(count)s arrived after the close; it was given before and counts",
            "%(count)s arrived after the close; they were given before and count",
            one.late,
            count=number(one.late),
        )
        rows.append((_("Late answers"), plain(late)))
    blocks: list[Block] = [
        Heading(3, plain(heading)),
        Facts([Fact(name, line) for name, line in rows]),
    ]
    if one.withheld:
        told = ngettext(
            "%(count)s reason was given to those who ran the session only.",
            "%(count)s reasons were given to those who ran the session only.",
            one.withheld,
            count=number(one.withheld),
        )
        blocks.append(Para(plain(told), quiet=True))
    return [*blocks, *(_reason(reason) for reason in one.reasons)]


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
            (_("Recorded otherwise by"), [named(outcome.overruled_by)]),
            (_("Reason"), [named(outcome.reason)]),
        ]
    return rows


def _reason(reason: ReasonRecord) -> Quote:
    late = pgettext("an answer", "late")
    told = names.reason_headings()[reason.answer]
    source: Line = [
        named(reason.name),
        *plain(f" · {told} · {phrases.language(reason.language)}"),
        *(plain(f" · {late}") if reason.is_late else []),
    ]
    return Quote([own_words(reason.reason, reason.language)], source)
