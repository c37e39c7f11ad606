"""Makes the views of next steps that readers get, from the database."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from sqlalchemy.orm import Session

from webinar.kit.value_cache import cached_value
from webinar.live.steps import queries, wire
from webinar.live.steps.indicators import indicators
from webinar.live.steps.models import Answer, Step, StepAnswer, StepOutcome, StepState, StepWording
from webinar.live.steps.queries import Owner
from webinar.live.steps.rules import Figures, Terms, needed
from webinar.room.rooms.models import Member, Room

CountsByStep = Mapping[int, Mapping[Answer, int]]
# The states in which answers may still arrive.
_COUNTING = frozenset({StepState.PUT, StepState.CLOSED})


def view(db: Session, step: Step) -> wire.StepView:
    """Return a step as everybody may see it, in all its languages."""
    return views(db, [step], queries.counts(db, [step]))[0]


def views(db: Session, steps: Sequence[Step], counts_by_step: CountsByStep) -> list[wire.StepView]:
    """Return these steps as everybody may see them, in all their languages."""
    proposers, owners = queries.proposed_by(db, steps), queries.owners(db, steps)
    wordings, outcomes = queries.wordings(db, steps), queries.outcomes(db, steps)
    drafts = queries.drafts_of(db, steps)
    merged_numbers = queries.numbers_of(db, {step.merged_id for step in steps if step.merged_id})
    return [
        wire.StepView(
            step=step.number,
            state=step.state,
            text=step.text,
            language=step.language,
            texts=_translations(step, wordings[step.id]),
            revisions={tag: row.revision for tag, row in wordings[step.id].items()},
            version=step.version,
            ballot=step.ballot,
            proposed_by=proposers[step.proposed_by][1],
            proposer=proposers[step.proposed_by][0],
            draft=drafts[step.id].key if step.id in drafts else None,
            counts=counts(counts_by_step[step.id]),
            owners=[_owner_view(owner) for owner in owners[step.id]],
            due=None if step.due is None else step.due.isoformat(),
            check_back=None if step.check_back is None else step.check_back.isoformat(),
            indicator=step.indicator,
            indicators=indicators(step, drafts.get(step.id)),
            evidence=step.evidence,
            details=step.details,
            merged_into=None if step.merged_id is None else merged_numbers[step.merged_id],
            outcome=_outcome_view(step, outcomes[step.id]),
        )
        for step in steps
    ]


def step_counts(db: Session, room: Room, steps: Sequence[Step]) -> CountsByStep:
    """Return the count of each answer, by step id.

    Only ballots that still take answers are counted at each call.
    """
    settled = [step for step in steps if step.state not in _COUNTING]
    counting = [step for step in steps if step.state in _COUNTING]
    # Whenever a step is put or taken away, a broadcast to everyone changes the stamp.
    settled_counts = cached_value(
        db, (room.id, "step counts"), room.said_everyone, lambda: queries.counts(db, settled)
    )
    return {**settled_counts, **queries.counts(db, counting)} if counting else settled_counts


def with_reasons(
    view: wire.StepView, answers: Sequence[tuple[StepAnswer, Member]]
) -> wire.StepView:
    return msgspec.structs.replace(view, reasons=reasons(answers))


def reasons(answers: Sequence[tuple[StepAnswer, Member]]) -> list[wire.ReasonView]:
    return [
        wire.ReasonView(
            member=member.number,
            name=member.name,
            answer=answer.answer,
            reason=answer.reason,
            language=answer.language,
        )
        for answer, member in answers
    ]


def counts(answer_counts: Mapping[Answer, int]) -> wire.Counts:
    return wire.Counts(**{answer.value: count for answer, count in answer_counts.items()})


def terms(session_terms: Terms) -> wire.TermsView:
    return wire.TermsView(
        rule=session_terms.rule,
        quorum=session_terms.quorum,
        shares_reasons=session_terms.shares_reasons,
    )


def terms_of(db: Session, room: Room) -> wire.TermsView:
    return terms(queries.terms_of(db, room))


def wordings(db: Session, step: Step) -> list[wire.WordingView]:
    """Return all wordings of a step, oldest first."""
    return [
        wire.WordingView(
            revision=row.revision,
            version=row.version,
            language=row.language,
            text=row.text,
            is_original=row.is_original,
            by=name,
            at=row.worded_at.isoformat(),
        )
        for row, name in queries.history(db, [step])[step.id]
    ]


def figures_of(outcome: StepOutcome) -> Figures:
    """Return the figures from which an outcome was computed."""
    answer_counts = {answer: outcome.counts.get(answer.value, 0) for answer in Answer}
    return Figures(outcome.present, answer_counts, outcome.owners, outcome.owners_accepted)


def quorum_of(present: int, percent: int) -> int:
    """Return how many of the members present must answer."""
    return -(-present * percent // 100)


def _translations(step: Step, wordings: Mapping[str, StepWording]) -> dict[str, str]:
    return {tag: row.text for tag, row in wordings.items() if tag != step.language}


def _owner_view(owner: Owner) -> wire.OwnerView:
    row = owner.row
    return wire.OwnerView(
        owner=row.number,
        role=row.role,
        member=owner.member,
        name=owner.name,
        state=row.state,
        reason=row.reason,
        proposed_by=owner.proposed_by,
        paper_by=owner.paper_by,
    )


def _outcome_view(
    step: Step, outcomes: Sequence[tuple[StepOutcome, str]]
) -> wire.OutcomeView | None:
    """Return the outcome of the last ballot; None while a new ballot runs."""
    if not outcomes or outcomes[-1][0].ballot != step.ballot:
        return None
    outcome, overruled_by = outcomes[-1]
    figures = figures_of(outcome)
    return wire.OutcomeView(
        ballot=outcome.ballot,
        version=outcome.version,
        rule=outcome.rule,
        present=outcome.present,
        answered=figures.answered,
        quorum=quorum_of(outcome.present, outcome.quorum),
        needed=needed(figures, outcome.rule),
        counts=wire.Counts(**outcome.counts),
        late=outcome.late,
        owners=outcome.owners,
        owners_accepted=outcome.owners_accepted,
        computed=outcome.computed,
        recorded=outcome.recorded,
        reason=outcome.reason,
        overruled_by=overruled_by or None,
    )
