"""The results of opinion polls: of those who study, and apart from them of the live sessions.

Nothing is shown of fewer than `polls.results.FEWEST` answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.courses.models import Course, JoinedLearner, Learner
from webinar.courses.queries import is_counted, rooms_of_course
from webinar.lessons.model import PollItem, Slide
from webinar.polls import borda, cloud, numbers
from webinar.polls import results as live
from webinar.polls.models import PollState
from webinar.polls.queries import find_poll
from webinar.polls.results import FEWEST
from webinar.polls.shown import participant_view
from webinar.rooms.titles import title_in
from webinar.study import tallies
from webinar.study.models import StudyAnswer
from webinar.study.wire import Answer

# A word that one person wrote is theirs; nobody lets words through here.
LEAST_WRITERS = 2


class Given(NamedTuple):
    """An answer, and the language in which it was given."""

    answer: Answer
    language: str


def of_learners(db: Session, course: Course, slide: Slide) -> dict[str, Any]:
    """The keys of a poll's result, as participants of a session get them."""
    poll = slide.poll
    if poll is None:
        return {}
    if poll.is_anonymous:
        return _of_tallies(poll, tallies.shown(db, course, slide.id))
    return tally(poll, _given(db, course, slide.id))


def counted_twice(db: Session, course: Course, item: str) -> int:
    """How many answers to an anonymous poll are somebody's second: they gave one as a guest, too,
    before it was known who that was. Which these are, nobody knows, and so they stay counted.
    """
    who = func.coalesce(JoinedLearner.into_id, StudyAnswer.learner_id)
    rows = db.execute(
        select(who, StudyAnswer.answer)
        .join(Learner, Learner.id == StudyAnswer.learner_id)
        .outerjoin(JoinedLearner, JoinedLearner.learner_id == StudyAnswer.learner_id)
        .where(
            Learner.course_id == course.id,
            StudyAnswer.item == item,
            who.in_(select(JoinedLearner.into_id)),
        )
    )
    # What was answered while an older edition asked for names is in no counter.
    answers = Counter(learner_id for learner_id, answer in rows if not answer)
    return answers.total() - len(answers)


def of_sessions(db: Session, course: Course, slide: Slide, language: str) -> list[dict[str, Any]]:
    """`{"title", "poll"}` for each session of the course that has shown the poll's result."""
    found = []
    for room in rooms_of_course(db, course):
        poll = find_poll(db, room, slide.id)
        if poll is None or poll.state is not PollState.REVEALED:
            continue
        result = live.of_polls(db, [poll], for_hosts=False)[poll.id]
        view = msgspec.to_builtins(participant_view(poll, None, result))
        if result.voters < FEWEST:
            view = {"figures": {"few": True}}
        found.append({"title": title_in(room, language), "poll": view})
    return found


def tally(poll: PollItem, given: Sequence[Given]) -> dict[str, Any]:
    """The result of these answers."""
    spoken = [one for one in given if not one.answer.abstain]
    if len(spoken) < FEWEST:
        return {"voters": 0, "figures": {"few": True}}
    figures = _figures(poll, spoken)
    if poll.may_abstain:
        figures["abstained"] = len(given) - len(spoken)
    return {"voters": len(spoken), "tally": _votes(poll, spoken), "figures": figures}


def _of_tallies(poll: PollItem, votes: Mapping[str, int]) -> dict[str, Any]:
    """The same of an anonymous poll, by `tallies.shown`. What was written is in none."""
    abstained = votes.get(tallies.ABSTAINED, 0)
    voters = votes.get(tallies.ALL, 0) - abstained
    if voters < FEWEST:
        return {"voters": 0, "figures": {"few": True}}
    counts = {option.id: votes.get(option.id, 0) for option in poll.options}
    figures: dict[str, Any] = {}
    match poll.kind:
        case "ranking":
            figures = {"scores": {key: _half(score) for key, score in counts.items()}}
        case "numeric":
            given = {
                float(choice): count
                for choice, count in votes.items()
                if count and choice not in (tallies.ALL, tallies.ABSTAINED)
            }
            figures = {"numbers": msgspec.to_builtins(numbers.describe(given, None))}
        case "cloud":
            figures = {"words": []}
    if poll.may_abstain:
        figures["abstained"] = abstained
    return {"voters": voters, "tally": counts, "figures": figures}


def _figures(poll: PollItem, given: Sequence[Given]) -> dict[str, Any]:
    match poll.kind:
        case "ranking":
            return {"scores": _scores(poll, given)}
        case "numeric":
            counts = Counter(one.answer.number for one in given if one.answer.number is not None)
            return {"numbers": msgspec.to_builtins(numbers.describe(counts, None))}
        case "cloud":
            return {"words": _words(given)}
    return {}


def _votes(poll: PollItem, given: Sequence[Given]) -> dict[str, int]:
    votes = {option.id: 0 for option in poll.options}
    for one in given:
        chosen = one.answer.points or dict.fromkeys(one.answer.options, 1)
        for key, count in chosen.items():
            if key in votes:
                votes[key] += count
    return votes


def _scores(poll: PollItem, given: Sequence[Given]) -> dict[str, float]:
    numbered = {option.id: number for number, option in enumerate(poll.options)}
    scores: Counter[int] = Counter()
    for one in given:
        ranked = [numbered[key] for key in one.answer.options if key in numbered]
        scores.update(borda.doubled(ranked, numbered.values()))
    return {key: _half(scores[number]) for key, number in numbered.items()}


def _half(score: int) -> float:
    """Without a decimal place that says nothing."""
    return score / 2 if score % 2 else score // 2


def _words(given: Sequence[Given]) -> list[dict[str, Any]]:
    """The words of a cloud that several wrote."""
    counts = Counter(
        (one.language, word.word, word.written)
        for one in given
        for word in cloud.words_of(one.answer.words, one.language)
    )
    made = cloud.cloud(
        (cloud.Count(*key, times) for key, times in counts.items()), (), for_hosts=False
    )
    return [msgspec.to_builtins(word) for word in made if word.count >= LEAST_WRITERS]


def _given(db: Session, course: Course, item: str) -> list[Given]:
    """The latest answer of each learner."""
    rows = db.execute(
        select(StudyAnswer.learner_id, StudyAnswer.answer, StudyAnswer.language)
        .join(Learner, Learner.id == StudyAnswer.learner_id)
        .where(Learner.course_id == course.id, StudyAnswer.item == item, is_counted())
        .order_by(StudyAnswer.answered_at, StudyAnswer.id)
    )
    latest = {learner_id: (answer, language) for learner_id, answer, language in rows}
    return [
        Given(msgspec.convert(answer, Answer), language) for answer, language in latest.values()
    ]
