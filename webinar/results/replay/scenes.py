"""Polls, questions, next steps and the stage as scenes, as participants saw them. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
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
from webinar.results.replay.times import Times
from webinar.results.replay.wire import Scene, ShownNote, ShownQuestion, ShownStep
from webinar.room.rooms.models import Room, TimelineEntry

# Decisions about questions: they determine when everybody began to see a question.
DECISIONS = frozenset({"question.declined", "question.parked"})

Entries = Sequence[TimelineEntry]


def opened_polls(db: Session, room: Room) -> list[Poll]:
    return [poll for poll in polls_of(db, room) if poll.opened_at is not None]


def withheld(db: Session, room: Room, polls: Iterable[Poll]) -> set[int]:
    """Return the ids of the tests' polls: a replay must not reveal answers before the test."""
    module = module_in(db, room)
    return {
        poll.id
        for poll in polls
        if (place := slide_of(poll)) is not None and is_test(module, place)
    }


def of_polls(polls: Iterable[Poll], times: Times) -> list[Scene]:
    found = []
    for poll in polls:
        revealed = poll.revealed_at if poll.state is PollState.REVEALED else None
        marks = (("opened", poll.opened_at), ("closed", poll.closed_at), ("revealed", revealed))
        found += [
            Scene(times.of(at), kind, poll=poll.key)
            for kind, at in marks
            if at is not None and times.is_within(at)
        ]
    return found


def of_stage(db: Session, room: Room, entries: Entries, times: Times) -> list[Scene]:
    """Return the questions and notes that were on the stage, if everybody may see them now."""
    public = {str(one.number) for one in _public(db, room)}
    rounds = groups.rounds_of(db, room, RoundState.CLOSED)
    found = []
    for entry in entries:
        at = times.of(entry.at)
        if entry.kind == "stage.cleared":
            found.append(Scene(at, "stage"))
        if entry.kind != "stage.shown":
            continue
        what, key = entry.detail.get("what"), str(entry.detail.get("key"))
        note = _note(db, rounds, key, entry.at) if what == "group_note" else None
        if what == "question" and key in public:
            found.append(Scene(at, "stage", question=key))
        elif note is not None:
            found.append(Scene(at, "stage", note=note))
        else:
            found.append(Scene(at, "stage"))
    return found


def _note(db: Session, rounds: Iterable[GroupRound], key: str, at: datetime) -> ShownNote | None:
    begun = [one for one in rounds if one.started_at is not None and one.started_at <= at]
    round_ = max(begun, key=lambda one: one.number, default=None)
    number = whole_number(key)
    group = groups.find_group(db, round_, number) if round_ and number else None
    if group is None:
        return None
    blocks = groups.blocks_of(db, [group])[group.id]
    lines = [(block.text, block.language) for block in blocks if block.text]
    return ShownNote(group.number, lines) if lines else None


def of_questions(db: Session, room: Room, entries: Entries, times: Times) -> list[Scene]:
    decided: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    for entry in entries:
        if entry.kind.startswith("question."):
            state = entry.kind.removeprefix("question.")
            decided[entry.detail["question"]].append((state, entry.at))
    found = []
    for one in _public(db, room):
        at = shown_at(one.asked_at, decided[one.number])
        key = str(one.number)
        found.append(Scene(times.of(at), "asked", question=key))
        answered = [at for state, at in decided[one.number] if state == "answered"]
        if one.state is QuestionState.ANSWERED and answered:
            found.append(Scene(times.of(answered[-1]), "answered", question=key))
    return found


def shown_at(asked_at: datetime, decided: Iterable[tuple[str, datetime]]) -> datetime:
    """Return the time at which everybody began to see a question that is public in the end.

    If a host's first decision was to show the question, it had been waiting, and counts from that
    decision. If it was declined and shown after all, it counts from the time it was shown again.
    """
    states = [(state, at) for state, at in decided if state != "asked"]
    opened = [at for state, at in states if state == "open"]
    declined = [at for state, at in states if state == "declined"]
    if declined:
        return next((at for at in opened if at > declined[-1]), declined[-1])
    return opened[0] if states and states[0][0] == "open" else asked_at


def shown_questions(
    db: Session, room: Room, language: str, scenes: Iterable[Scene]
) -> dict[str, ShownQuestion]:
    """Return the questions that the scenes name, in this language if there is a translation."""
    named = {scene.question for scene in scenes}
    public = [one for one in _public(db, room) if str(one.number) in named]
    words, found = questions.wording(db, public), {}
    for one in public:
        _, by, texts = words.view_arguments(one)
        tag = language if language in texts else one.language
        is_answered = one.state is QuestionState.ANSWERED
        found[str(one.number)] = ShownQuestion(
            text=texts.get(language, one.text),
            language=tag,
            by=by or "",
            answer=one.answer if is_answered else "",
            answer_language=one.answer_language if is_answered else "",
        )
    return found


def _public(db: Session, room: Room) -> list[Question]:
    return [
        question
        for question in questions.questions_of(db, room)
        if question.state in questions.PUBLIC
    ]


def of_steps(db: Session, room: Room, entries: Entries, times: Times, language: str) -> list[Scene]:
    """Return the steps that were put to everybody, in the wording put, and their outcomes."""
    listed = steps.steps_of(db, room)
    numbers = {one.number: one.id for one in listed}
    history, outcomes = steps.history(db, listed), steps.outcomes(db, listed)
    found = []
    for entry in entries:
        if entry.kind not in ("step.put", "step.decided") or entry.detail["step"] not in numbers:
            continue
        number, ballot = entry.detail["step"], entry.detail["ballot"]
        rows = [row for row, _ in history[numbers[number]]]
        came = [row for row, _ in outcomes[numbers[number]] if row.ballot == ballot]
        outcome = came[0] if came else None
        version = outcome.version if outcome else entry.detail.get("version", 1)
        if entry.kind == "step.put":
            step = _step(number, rows, version, language)
            found.append(Scene(times.of(entry.at), "put", step=step))
        elif outcome is not None:
            step = _step(number, rows, version, language, outcome)
            found.append(Scene(times.of(entry.at), "decided", step=step))
    return found


def _step(
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
    kinds = {"groups.started": "groups", "groups.closed": "together"}
    return [
        Scene(times.of(entry.at), kinds[entry.kind]) for entry in entries if entry.kind in kinds
    ]
