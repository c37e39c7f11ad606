"""The results of opinion polls: the learners' results, and separately those of live sessions.

With fewer than `SMALLEST_GROUP` answers, no result is shown.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from webinar.content.lessons.model import PollItem, Slide
from webinar.kit.anonymity import SMALLEST_GROUP
from webinar.learn.courses.models import Course, JoinedLearner, Learner
from webinar.learn.courses.queries import is_counted, real_learner_id, rooms_of_course
from webinar.learn.study import tallies
from webinar.learn.study.models import StudyAnswer
from webinar.learn.study.wire import Answer
from webinar.live.polls import results as live
from webinar.live.polls.kinds import KINDS, OPTION_KINDS
from webinar.live.polls.kinds.base import LearnerAnswer
from webinar.live.polls.models import PollState
from webinar.live.polls.poll_views import participant_view
from webinar.live.polls.queries import find_poll
from webinar.live.polls.view_structs import Figures
from webinar.room.rooms.titles import title_in

_FEW_FIGURES = {"few": SMALLEST_GROUP}
_FEW = {"voters": 0, "figures": _FEW_FIGURES}


def learners_result(db: Session, course: Course, slide: Slide) -> dict[str, Any]:
    """Return the learners' result of a poll, in the fields that a session's participants get."""
    poll = slide.poll
    if poll is None:
        return {}
    if poll.is_anonymous:
        return _of_tallies(poll, tallies.shown_votes(db, course, slide.id))
    return tally(poll, _latest_answers(db, course, slide.id))


def second_answers(db: Session, course: Course, item: str) -> int:
    """Return the number of second answers to an anonymous poll.

    They come from learners who had also answered as guests, before both were known to be one
    person. Nobody knows which answers these are, so they stay counted.
    """
    real_id = real_learner_id(StudyAnswer.learner_id)
    rows = db.execute(
        select(real_id, StudyAnswer.answer)
        .join(Learner, Learner.id == StudyAnswer.learner_id)
        .where(
            Learner.course_id == course.id,
            StudyAnswer.item == item,
            real_id.in_(select(JoinedLearner.into_id)),
        )
    )
    # Answers to an older edition in which the poll was not anonymous are in no counter.
    answers = Counter(learner_id for learner_id, answer in rows if not answer)
    return answers.total() - len(answers)


def session_results(
    db: Session, course: Course, slide: Slide, language: str
) -> list[dict[str, Any]]:
    """Return `{"title", "poll"}` for each session of the course that has revealed the result."""
    results = []
    for room in rooms_of_course(db, course):
        poll = find_poll(db, room, slide.id)
        if poll is None or poll.state is not PollState.REVEALED:
            continue
        result = live.of_polls(db, [poll], for_hosts=False)[poll.id]
        view = msgspec.to_builtins(participant_view(poll, None, result))
        if result.voters < SMALLEST_GROUP:
            view = {"figures": _FEW_FIGURES}
        results.append({"title": title_in(room, language), "poll": view})
    return results


def tally(poll: PollItem, answers: Sequence[LearnerAnswer]) -> dict[str, Any]:
    """Return the result of these answers."""
    choices = [answer for answer in answers if not answer.answer.abstain]
    if len(choices) < SMALLEST_GROUP:
        return _FEW
    options, votes = OPTION_KINDS.get(poll.kind), {}
    if options is not None:
        contents = [options.content_of(answer.answer) for answer in choices]
        votes = options.tally([option.id for option in poll.options], contents)
    figures = KINDS[poll.kind].figures_of(poll, choices)
    return _result(poll, len(choices), len(answers) - len(choices), votes, figures)


def _of_tallies(poll: PollItem, counts: Mapping[str, int]) -> dict[str, Any]:
    """Return the result of an anonymous poll by `tallies.shown_votes`, without written answers."""
    abstained = counts.get(tallies.ABSTAINED, 0)
    voters = counts.get(tallies.ALL, 0) - abstained
    if voters < SMALLEST_GROUP:
        return _FEW
    marks = (tallies.ALL, tallies.ABSTAINED)
    counts_by_choice = {choice: count for choice, count in counts.items() if choice not in marks}
    votes = {option.id: counts.get(option.id, 0) for option in poll.options}
    figures = KINDS[poll.kind].figures_of_counts(poll, counts_by_choice)
    return _result(poll, voters, abstained, votes, figures)


def _result(
    poll: PollItem, voters: int, abstained: int, votes: Mapping[str, int], figures: Figures
) -> dict[str, Any]:
    if poll.may_abstain:
        figures = msgspec.structs.replace(figures, abstained=abstained)
    return {"voters": voters, "tally": votes, "figures": msgspec.to_builtins(figures)}


def _latest_answers(db: Session, course: Course, item: str) -> list[LearnerAnswer]:
    """Return the latest answer of each learner."""
    rows = db.execute(
        select(StudyAnswer.learner_id, StudyAnswer.answer, StudyAnswer.language)
        .join(Learner, Learner.id == StudyAnswer.learner_id)
        .where(Learner.course_id == course.id, StudyAnswer.item == item, is_counted())
        .order_by(StudyAnswer.answered_at, StudyAnswer.id)
    )
    latest = {learner_id: (answer, language) for learner_id, answer, language in rows}
    return [
        LearnerAnswer(msgspec.convert(answer, Answer), language)
        for answer, language in latest.values()
    ]
