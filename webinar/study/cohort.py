"""The results of opinion polls: of those who study, and apart from them of the live sessions.

Nothing is shown of fewer than `polls.results.FEWEST` answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.courses.models import Course, Learner
from webinar.courses.queries import rooms_of_course
from webinar.lessons.model import PollItem, Slide
from webinar.polls import borda, cloud, numbers
from webinar.polls import results as live
from webinar.polls.models import PollState
from webinar.polls.queries import find_poll
from webinar.polls.results import FEWEST
from webinar.polls.shown import participant_view
from webinar.rooms.titles import title_in
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
    return tally(poll, _given(db, course, slide.id, is_first=poll.is_anonymous))


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
    """The result of these answers; of an anonymous poll it changes with every five of them.

    Otherwise who sees it before and after somebody has studied knows what they chose.
    """
    if poll.is_anonymous:
        given = given[: len(given) // FEWEST * FEWEST]
    spoken = [one for one in given if not one.answer.abstain]
    if len(spoken) < FEWEST:
        return {"voters": 0, "figures": {"few": True}}
    figures = _figures(poll, spoken)
    if poll.may_abstain:
        figures["abstained"] = len(given) - len(spoken)
    return {"voters": len(spoken), "tally": _votes(poll, spoken), "figures": figures}


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


def _given(db: Session, course: Course, item: str, *, is_first: bool) -> list[Given]:
    """One answer of each learner: the first that came, in the order of coming, or the latest."""
    order = (StudyAnswer.id,) if is_first else (StudyAnswer.answered_at, StudyAnswer.id)
    rows = db.execute(
        select(StudyAnswer.learner_id, StudyAnswer.answer, StudyAnswer.language)
        .join(Learner, Learner.id == StudyAnswer.learner_id)
        .where(Learner.course_id == course.id, StudyAnswer.item == item)
        .order_by(*order)
    )
    found: dict[int, Given] = {}
    for learner_id, answer, language in rows:
        if not (is_first and learner_id in found):
            found[learner_id] = Given(msgspec.convert(answer, Answer), language)
    return list(found.values())
