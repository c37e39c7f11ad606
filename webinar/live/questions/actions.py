"""Everything that changes a question. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from sqlalchemy import delete

from webinar.kit.db import upsert
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.live.questions import moments, queries, votes, wire
from webinar.live.questions.models import (
    Question,
    QuestionRules,
    QuestionState,
    QuestionTranslation,
)
from webinar.live.questions.queries import PUBLIC, VOTABLE
from webinar.live.stage import actions as stage
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.rooms.models import Member
from webinar.room.rooms.numbering import last_number, places_for

QUESTIONS_PER_ROOM = 500
# In characters: a question, an answer, a reason or a translation.
TEXT_LENGTH = 500

WAITING, OPEN, PARKED = QuestionState.WAITING, QuestionState.OPEN, QuestionState.PARKED
ANSWERED, DECLINED, MERGED = QuestionState.ANSWERED, QuestionState.DECLINED, QuestionState.MERGED


def set_rules(change: Change, member: Member, rules: wire.RulesView) -> None:
    """Set the session's rules for questions."""
    row = change.db.get(QuestionRules, change.room.id) or QuestionRules(room_id=change.room.id)
    row.is_open, row.is_moderated = rules.open, rules.moderated
    row.allows_anonymous = rules.anonymous
    change.db.add(row)
    change.db.flush()
    change.record("question.rules", member, open=rules.open, moderated=rules.moderated)
    change.announce(wire.QuestionRulesChanged(set=rules))


def ask(change: Change, member: Member, text: str, language: str) -> Question:
    """Ask a question under the member's name.

    Raises `Refused` with `questions_closed`, `text_empty` or `too_many_questions`.
    """
    question = _new_question(change, text, language)
    question.author_id = member.id
    change.db.flush()
    change.record("question.asked", member, question=question.number)
    _announce(change, question, was_public=False)
    return question


def ask_anonymously(change: Change, text: str, language: str, token: str) -> Question:
    """Ask a question without a name; a repeated token returns the first question unchanged.

    Neither the row nor the timeline reveals the author, or a time finer than the minute. But until
    the minute is over, `version` reveals the moment: see `moments`.
    Raises `Refused` with `anonymous_not_allowed`, `questions_closed`, `text_empty` or
    `too_many_questions`.
    """
    earlier = queries.find_by_token(change.db, change.room, token)
    if earlier is not None:
        return earlier
    if not queries.rules(change.db, change.room).anonymous:
        raise Refused("anonymous_not_allowed")
    question = _new_question(change, text, language)
    question.token_hash = queries.hash_of(token)
    question.asked_at = change.at.replace(second=0, microsecond=0)
    moments.forget_soon(change, question)
    change.db.flush()
    _announce(change, question, was_public=False)
    return question


def show(change: Change, member: Member, question: Question) -> None:
    """Show a question to everybody, or open it again. Raises `Refused("question_decided")`."""
    _decide(change, member, question, OPEN, (WAITING, PARKED, ANSWERED, DECLINED))


def park(change: Change, member: Member, question: Question) -> None:
    """Keep a question for later, in everybody's sight. Raises `Refused("question_decided")`."""
    _decide(change, member, question, PARKED, (OPEN, ANSWERED))


def answer(change: Change, member: Member, question: Question, text: str, language: str) -> None:
    """Mark a question as answered, in writing or, without `text`, aloud; the last answer counts.

    Raises `Refused("question_decided")`.
    """
    question.answer = _optional_text(text)
    question.answer_language = language if question.answer else ""
    _decide(change, member, question, ANSWERED, (OPEN, PARKED, ANSWERED))


def decline(change: Change, member: Member, question: Question, reason: str) -> None:
    """Take a question out; its author sees the reason. Raises `Refused("question_decided")`."""
    question.reason = _optional_text(reason)
    _decide(change, member, question, DECLINED, (WAITING, OPEN, PARKED))


def merge(change: Change, member: Member, question: Question, target: Question) -> None:
    """Merge a question into another; members who voted for both, or asked and voted, count once.

    Raises `Refused` with `question_not_open`, which is about `target`, or `question_decided`.
    """
    if target.state not in VOTABLE or target.id == question.id:
        raise Refused("question_not_open")
    question.merged_into = target.number
    _decide(change, member, question, MERGED, (WAITING, OPEN, PARKED))
    votes.unite(change.db, question, target, change.room.version)
    change.stir("question.votes", str(target.number))
    for earlier in queries.merged_into(change.db, change.room, question.number):
        earlier.merged_into = target.number
        earlier.version = change.room.version
        change.db.flush()
        _announce(change, earlier, was_public=False)


def translate(change: Change, member: Member, question: Question, language: str, text: str) -> None:
    """Store the question's translation into this language; an empty text deletes it."""
    key = {"question_id": question.id, "language": language}
    words = _optional_text(text)
    if words:
        row = {**key, "text": words, "member_id": member.id}
        upsert(change.db, QuestionTranslation, [row], update=["text", "member_id"])
    else:
        change.db.execute(delete(QuestionTranslation).filter_by(**key))
    question.version = change.room.version
    change.db.flush()
    change.record("question.translated", member, question=question.number, language=language)
    _announce(change, question, was_public=question.state in PUBLIC)


def cast_votes(
    change: Change, presses: Sequence[tuple[Person, wire.VoteFor]]
) -> list[Refused | None]:
    """Store or take back many members' votes; a member's last vote counts.

    Codes: `unknown_question`, `question_not_open`.
    """
    load = partial(queries.votable, change.db, change.room)
    votables = change.cache_entry.look_up("question", {vote.question for _, vote in presses}, load)
    refusals = [_why_not(votables.get(vote.question)) for _, vote in presses]
    counted_votes = {
        (votables[vote.question].id, person.id): (person, vote)
        for (person, vote), refusal in zip(presses, refusals, strict=True)
        if refusal is None
    }
    added = [pair for pair, (_, vote) in counted_votes.items() if vote.on]
    withdrawn = [pair for pair, (_, vote) in counted_votes.items() if not vote.on]
    votes.write(change.db, added, withdrawn, change.room.version)
    for person, vote in counted_votes.values():
        own_view = wire.QuestionView(id=vote.question, voted=vote.on)
        change.tell(person, wire.QuestionOwn(put=[own_view]))
        change.stir("question.votes", str(vote.question))
    return refusals


def _why_not(question: queries.Votable | None) -> Refused | None:
    if question is None or question.state not in PUBLIC:
        return Refused("unknown_question")
    return None if question.state in VOTABLE else Refused("question_not_open")


def _new_question(change: Change, text: str, language: str) -> Question:
    """Return a new question, not yet flushed, because its author or token is still missing."""
    db, room = change.db, change.room
    rules = queries.rules(db, room)
    if not rules.open:
        raise Refused("questions_closed")
    last = last_number(db, room, Question)
    declined = Question.state == DECLINED
    if not places_for(db, room, Question, 1, QUESTIONS_PER_ROOM, declined):
        raise Refused("too_many_questions")
    question = Question(
        room_id=room.id,
        number=last + 1,
        text=one_line(text, TEXT_LENGTH, "text_empty"),
        language=language,
        state=WAITING if rules.moderated else OPEN,
        votes=0,
        reason="",
        answer="",
        answer_language="",
        asked_at=change.at,
        version=room.version,
    )
    db.add(question)
    return question


def _decide(
    change: Change,
    member: Member,
    question: Question,
    state: QuestionState,
    allowed: Collection[QuestionState],
) -> None:
    old_state = question.state
    if old_state not in allowed:
        raise Refused("question_decided")
    question.state = state
    question.decided_at = change.at
    question.version = change.room.version
    change.db.flush()
    change.record(f"question.{state}", member, question=question.number)
    _announce(change, question, was_public=old_state in PUBLIC)
    stage_content = ("question", str(question.number))
    if state not in PUBLIC and (change.room.stage_kind, change.room.stage_key) == stage_content:
        stage.clear(change, member)


def _announce(change: Change, question: Question, *, was_public: bool) -> None:
    """Announce the question; one that is not public goes to hosts and to its author only."""
    view = queries.wording(change.db, [question]).view_arguments(question)
    is_public = question.state in PUBLIC
    if is_public:
        change.announce(wire.QuestionChanged(put=[wire.public_view(*view)]))
    elif was_public:
        change.announce(wire.QuestionChanged(put=[wire.hidden_view(question)]))
    if not is_public:
        change.announce(wire.QuestionHeld(put=[wire.host_view(*view)]))
    if question.author_id is None:
        # The author is unknown: tell all members that one of their questions may have changed.
        change.stir("question.turn")
    elif not (is_public and was_public):
        author = change.db.get_one(Member, question.author_id)
        change.tell(author, wire.QuestionOwn(put=[wire.own_view(*view)]))


def _optional_text(typed: str) -> str:
    return one_line(typed, TEXT_LENGTH, "text_empty") if typed.strip() else ""
