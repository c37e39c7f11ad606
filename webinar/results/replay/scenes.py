"""Polls, questions, next steps and the stage as scenes, as participants saw them. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit.session_times import Times
from webinar.kit.text import whole_number
from webinar.learn.catchup.offer import is_test
from webinar.live.groups import queries as groups
from webinar.live.groups.models import GroupRound, RoundState
from webinar.live.polls.drafting import slide_of
from webinar.live.polls.models import Poll, PollState
from webinar.live.polls.queries import polls_of
from webinar.live.questions import queries as questions
from webinar.live.questions.models import Question, QuestionState
from webinar.live.steps import queries as steps
from webinar.live.steps.models import StepOutcome, StepWording
from webinar.results.replay.wire import Scene, ShownNote, ShownQuestion, ShownStep
from webinar.room.rooms.models import Room, TimelineEntry

# Decisions about questions: they determine when everybody began to see a question.
DECISIONS = frozenset({"question.declined", "question.parked"})

Entries = Sequence[TimelineEntry]


def opened_polls(db: Session, room: Room) -> list[Poll]:
    """Return the polls that were ever opened."""
    return [poll for poll in polls_of(db, room) if poll.opened_at is not None]


def withheld_poll_ids(db: Session, room: Room, polls: Iterable[Poll]) -> set[int]:
    """Return the ids of the tests' polls: a replay must not reveal answers before the test."""
    module = module_in(db, room)
    return {
        poll.id
        for poll in polls
        if (place := slide_of(poll)) is not None and is_test(module, place)
    }


def of_polls(polls: Iterable[Poll], times: Times) -> list[Scene]:
    """Return when polls were opened and closed, and when results were revealed that still are."""
    scenes = []
    for poll in polls:
        revealed = poll.revealed_at if poll.state is PollState.REVEALED else None
        marks = (("opened", poll.opened_at), ("closed", poll.closed_at), ("revealed", revealed))
        scenes += [
            Scene(times.of(at), kind, poll=poll.key)
            for kind, at in marks
            if at is not None and times.is_within(at)
        ]
    return scenes


def of_stage(db: Session, room: Room, entries: Entries, times: Times) -> list[Scene]:
    """Return the questions and notes that were on the stage, if everybody may see them now."""
    public_keys = {str(question.number) for question in _public(db, room)}
    rounds = groups.rounds_of(db, room, RoundState.CLOSED)
    scenes = []
    for entry in entries:
        at = times.of(entry.at)
        if entry.kind == "stage.cleared":
            scenes.append(Scene(at, "stage"))
        if entry.kind != "stage.shown":
            continue
        kind, key = entry.detail.get("what"), str(entry.detail.get("key"))
        note = _note(db, rounds, key, entry.at) if kind == "group_note" else None
        if kind == "question" and key in public_keys:
            scenes.append(Scene(at, "stage", question=key))
        elif note is not None:
            scenes.append(Scene(at, "stage", note=note))
        else:
            scenes.append(Scene(at, "stage"))
    return scenes


def _note(db: Session, rounds: Iterable[GroupRound], key: str, at: datetime) -> ShownNote | None:
    started_rounds = [
        group_round
        for group_round in rounds
        if group_round.started_at is not None and group_round.started_at <= at
    ]
    last_round = max(started_rounds, key=lambda group_round: group_round.number, default=None)
    number = whole_number(key)
    group = groups.find_group(db, last_round, number) if last_round and number else None
    if group is None:
        return None
    blocks = groups.blocks_of(db, [group])[group.id]
    lines = [(block.text, block.language) for block in blocks if block.text]
    return ShownNote(group.number, lines) if lines else None


def of_questions(db: Session, room: Room, entries: Entries, times: Times) -> list[Scene]:
    """Return when everybody began to see each public question, and when it was answered."""
    decisions: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    for entry in entries:
        if entry.kind.startswith("question."):
            state = entry.kind.removeprefix("question.")
            decisions[entry.detail["question"]].append((state, entry.at))
    scenes = []
    for question in _public(db, room):
        at = shown_at(question.asked_at, decisions[question.number])
        key = str(question.number)
        scenes.append(Scene(times.of(at), "asked", question=key))
        answer_times = [at for state, at in decisions[question.number] if state == "answered"]
        if question.state is QuestionState.ANSWERED and answer_times:
            scenes.append(Scene(times.of(answer_times[-1]), "answered", question=key))
    return scenes


def shown_at(asked_at: datetime, decisions: Iterable[tuple[str, datetime]]) -> datetime:
    """Return the time at which everybody began to see a question that is public in the end.

    `decisions` are the states that the question took, in order, each with its time.

    If a host's first decision was to show the question, it had been waiting, and counts from that
    decision. If it was declined and shown after all, it counts from the time it was shown again.
    """
    states = [(state, at) for state, at in decisions if state != "asked"]
    opening_times = [at for state, at in states if state == "open"]
    declining_times = [at for state, at in states if state == "declined"]
    if declining_times:
        return next((at for at in opening_times if at > declining_times[-1]), declining_times[-1])
    return opening_times[0] if states and states[0][0] == "open" else asked_at


def shown_questions(
    db: Session, room: Room, language: str, scenes: Iterable[Scene]
) -> dict[str, ShownQuestion]:
    """Return the questions that the scenes name, in this language if there is a translation."""
    keys = {scene.question for scene in scenes}
    named_questions = [question for question in _public(db, room) if str(question.number) in keys]
    wordings, questions_by_key = questions.wording(db, named_questions), {}
    for question in named_questions:
        _, author, texts = wordings.view_arguments(question)
        tag = language if language in texts else question.language
        is_answered = question.state is QuestionState.ANSWERED
        questions_by_key[str(question.number)] = ShownQuestion(
            text=texts.get(language, question.text),
            language=tag,
            by=author or "",
            answer=question.answer if is_answered else "",
            answer_language=question.answer_language if is_answered else "",
        )
    return questions_by_key


def _public(db: Session, room: Room) -> list[Question]:
    return [
        question
        for question in questions.questions_of(db, room)
        if question.state in questions.PUBLIC
    ]


def of_steps(db: Session, room: Room, entries: Entries, times: Times, language: str) -> list[Scene]:
    """Return the steps that were put to everybody, in the wording put, and their outcomes."""
    room_steps = steps.steps_of(db, room)
    ids_by_number = {step.number: step.id for step in room_steps}
    history, outcomes = steps.history(db, room_steps), steps.outcomes(db, room_steps)
    scenes = []
    for entry in entries:
        if (
            entry.kind not in ("step.put", "step.decided")
            or entry.detail["step"] not in ids_by_number
        ):
            continue
        number, ballot = entry.detail["step"], entry.detail["ballot"]
        rows = [row for row, _ in history[ids_by_number[number]]]
        matching_outcomes = [
            row for row, _ in outcomes[ids_by_number[number]] if row.ballot == ballot
        ]
        outcome = matching_outcomes[0] if matching_outcomes else None
        version = outcome.version if outcome else entry.detail.get("version", 1)
        if entry.kind == "step.put":
            shown_step = _shown_step(number, rows, version, language)
            scenes.append(Scene(times.of(entry.at), "put", step=shown_step))
        elif outcome is not None:
            shown_step = _shown_step(number, rows, version, language, outcome)
            scenes.append(Scene(times.of(entry.at), "decided", step=shown_step))
    return scenes


def _shown_step(
    number: int,
    rows: Iterable[StepWording],
    version: int,
    language: str,
    outcome: StepOutcome | None = None,
) -> ShownStep:
    texts: dict[str, str] = {}
    original = ""
    for row in rows:
        if row.version == version:
            texts[row.language] = row.text
            original = row.language if row.is_original else original
    tag = language if language in texts else original
    text = texts.get(tag, "")
    if outcome is None:
        return ShownStep(number, text, tag)
    counts: Mapping[str, int] = {key: count for key, count in outcome.counts.items() if count}
    return ShownStep(number, text, tag, outcome.recorded.value, counts)


def of_groups(entries: Entries, times: Times) -> list[Scene]:
    """Return when group work began, and when people came together again."""
    kinds = {"groups.started": "groups", "groups.closed": "together"}
    return [
        Scene(times.of(entry.at), kinds[entry.kind]) for entry in entries if entry.kind in kinds
    ]
