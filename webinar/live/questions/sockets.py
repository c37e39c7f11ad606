"""Commands and queries of questions, their part of the snapshot, their topics of the pulse."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from webinar.kit.errors import Refused
from webinar.kit.limits import READING, SAYING, VOTING
from webinar.kit.permissions import Can, can
from webinar.kit.text import whole_number
from webinar.live.questions import actions, moments, queries, wire
from webinar.live.questions.models import Question
from webinar.live.stage.kinds import stage_kind
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.engine.lifecycle import on_due, on_ended
from webinar.room.engine.registry import (
    BEFORE_END,
    Reader,
    command,
    hot_command,
    part,
    query,
    topic,
)
from webinar.room.rooms.models import Member, Room


@command("question.ask", needs=Can.ASK, message=wire.Ask, limit=SAYING)
def ask(change: Change, member: Member, message: wire.Ask) -> None:
    actions.ask(change, member, message.text, message.language)


@command(
    "question.ask_anonymously",
    needs=Can.ASK,
    message=wire.AskAnonymously,
    limit=SAYING,
    is_traceless=True,
)
def ask_anonymously(change: Change, _member: Member, message: wire.AskAnonymously) -> None:
    actions.ask_anonymously(change, message.text, message.language, message.token)


on_due(moments.FORGETTING)(moments.forget)
on_ended(moments.forget_last)


@hot_command("question.vote", needs=Can.ASK, message=wire.VoteFor, limit=VOTING, can_wait=True)
def vote(change: Change, votes: Sequence[tuple[Person, wire.VoteFor]]) -> Sequence[Refused | None]:
    return actions.cast_votes(change, votes)


@command("question.set", needs=Can.MODERATE, message=wire.SetRules, states=BEFORE_END)
def set_rules(change: Change, member: Member, message: wire.SetRules) -> None:
    rules = wire.RulesView(message.open, message.moderated, message.anonymous)
    actions.set_rules(change, member, rules)


@command("question.show", needs=Can.MODERATE, message=wire.NameQuestion)
def show(change: Change, member: Member, message: wire.NameQuestion) -> None:
    """Show the question to everybody, or reopen it."""
    actions.show(change, member, _find(change, message.question))


@command("question.park", needs=Can.MODERATE, message=wire.NameQuestion)
def park(change: Change, member: Member, message: wire.NameQuestion) -> None:
    """Keep the question for later; everybody still sees it."""
    actions.park(change, member, _find(change, message.question))


@command("question.answer", needs=Can.MODERATE, message=wire.AnswerQuestion)
def answer(change: Change, member: Member, message: wire.AnswerQuestion) -> None:
    question = _find(change, message.question)
    actions.answer(change, member, question, message.words, message.language)


@command("question.decline", needs=Can.MODERATE, message=wire.DeclineQuestion)
def decline(change: Change, member: Member, message: wire.DeclineQuestion) -> None:
    actions.decline(change, member, _find(change, message.question), message.reason)


@command("question.merge", needs=Can.MODERATE, message=wire.MergeQuestion)
def merge(change: Change, member: Member, message: wire.MergeQuestion) -> None:
    question, target = _find(change, message.question), _find(change, message.into)
    actions.merge(change, member, question, target)


@command("question.translate", needs=Can.TRANSLATE, message=wire.TranslateQuestion)
def translate(change: Change, member: Member, message: wire.TranslateQuestion) -> None:
    question = _find(change, message.question)
    actions.translate(change, member, question, message.language, message.words)


@query("question.list", needs=Can.FOLLOW, message=wire.ListQuestions, limit=READING)
def question_list(
    db: Session, room: Room, member: Member, message: wire.ListQuestions
) -> dict[str, Any]:
    """The questions that changed after a version, as `questions` ([QuestionView](#questionview)).

    The next query sends `version` as its `since`. If `more` is true, ask again at once.
    """
    questions, version, more = queries.changed(db, room, message.since)
    if can(member, Can.SEE_RESULTS):
        words = queries.wording(db, questions)
        views = [wire.host_view(*words.view_arguments(question)) for question in questions]
    else:
        views = queries.views_for(db, member, questions, knows_others=message.since > 0)
    return {"questions": msgspec.to_builtins(views), "version": version, "more": more}


@query("question.mine", needs=Can.ASK, message=wire.MyQuestions, limit=READING)
def question_mine(
    db: Session, room: Room, _member: Member, message: wire.MyQuestions
) -> dict[str, Any]:
    """The anonymous questions of these tokens: `questions` ([QuestionView](#questionview))."""
    views = queries.views_of_tokens(db, room, message.tokens)
    return {"questions": msgspec.to_builtins(views)}


@part("questions")
def questions_part(db: Session, room: Room, reader: Reader) -> wire.QuestionsPart:
    rules = queries.rules(db, room)
    views: list[wire.QuestionView] = []
    if can(reader, Can.SEE_RESULTS):
        questions = queries.questions_of(db, room)
        words = queries.wording(db, questions)
        views = [wire.host_view(*words.view_arguments(question)) for question in questions]
    return wire.QuestionsPart(rules.open, rules.moderated, rules.anonymous, views)


@topic("question.votes")
def votes_states(db: Session, room: Room, keys: Collection[str]) -> list[wire.QuestionVotes]:
    return [
        wire.QuestionVotes(key=str(number), put=[wire.QuestionView(id=number, votes=votes)])
        for number, votes in queries.standings(db, room, [int(key) for key in keys])
    ]


@topic("question.turn")
def turn_states(_db: Session, room: Room, _keys: Collection[str]) -> list[wire.QuestionTurn]:
    return [wire.QuestionTurn(set=wire.Turn(room.version))]


@stage_kind("question")
def is_for_stage(db: Session, room: Room, key: str) -> bool:
    number = whole_number(key) if key.isascii() else None
    question = queries.find_question(db, room, number) if number else None
    return question is not None and question.state in queries.PUBLIC


def _find(change: Change, number: int) -> Question:
    question = queries.find_question(change.db, change.room, number)
    if question is None:
        raise Refused("unknown_question")
    return question
