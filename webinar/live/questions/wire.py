"""Messages and broadcasts of questions, and a question as others, its author and hosts see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType

from webinar.live.questions.models import Question, QuestionState
from webinar.room.engine.wire import Audience, Message, Mutation, PartChange, PartState
from webinar.room.sessions.wire import Language

Number = Annotated[int, msgspec.Meta(ge=1, le=9999)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=500)]
Words = Annotated[str, msgspec.Meta(max_length=500)]
# The secret by which a device knows its anonymous question again.
Token = Annotated[str, msgspec.Meta(min_length=32, max_length=64, pattern=r"^[0-9A-Za-z-]+$")]
Since = Annotated[int, msgspec.Meta(ge=0)]


class Ask(Mutation, frozen=True):
    """Ask a question; `language` is the language of `text`."""

    text: Text
    language: Language


class AskAnonymously(Mutation, frozen=True):
    """Ask without a name. The server keeps nothing about the author.

    `token` is a secret that the device makes; the same token again means the same question.
    """

    text: Text
    language: Language
    token: Token


class VoteFor(Mutation, frozen=True):
    """Vote for a question; `on: false` takes the vote back."""

    question: Number
    on: bool = True


class SetRules(Mutation, frozen=True):
    """Set how the session takes questions.

    `open`: it takes them. `moderated`: a moderator shows each before others see it. `anonymous`: it
    also takes questions without a name.
    """

    open: bool = False
    moderated: bool = False
    anonymous: bool = False


class NameQuestion(Mutation, frozen=True):
    """Show this question to everybody, or keep it for later."""

    question: Number


class AnswerQuestion(Mutation, frozen=True):
    """Mark a question as answered, in these words or, without any, by word of mouth."""

    question: Number
    words: Words = ""
    language: Language = "en"


class DeclineQuestion(Mutation, frozen=True):
    """Decline a question, with a reason that only its author sees."""

    question: Number
    reason: Words = ""


class MergeQuestion(Mutation, frozen=True):
    """Merge a question into another that asks the same. A vote for both counts once."""

    question: Number
    into: Number


class TranslateQuestion(Mutation, frozen=True):
    """Translate a question; without words, delete its translation into this language."""

    question: Number
    language: Language
    words: Words = ""


class ListQuestions(Message, frozen=True):
    """Ask for the questions that changed after this version; 0 asks for all."""

    since: Since = 0


class MyQuestions(Message, frozen=True):
    """Ask for the questions that this device asked without a name."""

    tokens: Annotated[list[Token], msgspec.Meta(max_length=20)]


class AnswerView(msgspec.Struct, frozen=True):
    """An answer in text."""

    text: str
    language: str


class QuestionView(msgspec.Struct, frozen=True, kw_only=True):
    """A question, or those of its fields that have changed.

    `by` is null for an anonymous question. `answer` is null if it was given by word of mouth. The
    state `gone` means that the reader no longer sees the question. `voted` and `mine` are the
    reader's own. `reason`, and `into` (the question it was merged into), are for its author and
    hosts.
    """

    id: int
    state: str | UnsetType = UNSET
    text: str | UnsetType = UNSET
    language: str | UnsetType = UNSET
    by: str | None | UnsetType = UNSET
    votes: int | UnsetType = UNSET
    answer: AnswerView | None | UnsetType = UNSET
    translations: dict[str, str] | UnsetType = UNSET
    reason: str | UnsetType = UNSET
    into: int | None | UnsetType = UNSET
    voted: bool | UnsetType = UNSET
    mine: Literal[True] | UnsetType = UNSET


class RulesView(msgspec.Struct, frozen=True):
    """How the session takes questions."""

    open: bool
    moderated: bool
    anonymous: bool


class QuestionsPart(msgspec.Struct, frozen=True):
    """How the session takes questions, and the questions themselves for hosts.

    All others ask `question.list`.
    """

    open: bool
    moderated: bool
    anonymous: bool
    items: list[QuestionView]


class Turn(msgspec.Struct, frozen=True):
    """A number that rises with every decision about an anonymous question."""

    turn: int


class QuestionChanged(PartChange, frozen=True):
    """A question that everybody sees is new, has changed, or was taken out."""

    name: ClassVar[str] = "question.changed"
    part: ClassVar[str] = "questions"

    put: list[QuestionView]


class QuestionHeld(PartChange, frozen=True):
    """A question that only hosts see: it waits, was declined, or was merged into another."""

    name: ClassVar[str] = "question.held"
    audience: ClassVar[Audience] = Audience.HOSTS
    part: ClassVar[str] = "questions"

    put: list[QuestionView]


class QuestionOwn(PartChange, frozen=True):
    """This member's own question, or their vote for a question, has changed."""

    name: ClassVar[str] = "question.own"
    audience: ClassVar[Audience] = Audience.MEMBER
    part: ClassVar[str] = "questions"

    put: list[QuestionView]


class QuestionVotes(PartState, frozen=True):
    """The number of votes for a question; `key` is the question's number."""

    name: ClassVar[str] = "question.votes"
    part: ClassVar[str] = "questions"

    key: str
    put: list[QuestionView]


class QuestionTurn(PartState, frozen=True):
    """An anonymous question may have changed: a device that asked one asks `question.mine` now."""

    name: ClassVar[str] = "question.turn"
    part: ClassVar[str] = "questions"

    set: Turn


class QuestionRulesChanged(PartChange, frozen=True):
    """The rules for questions have changed."""

    name: ClassVar[str] = "question.rules"
    part: ClassVar[str] = "questions"

    set: RulesView


def public_view(question: Question, by: str | None, texts: Mapping[str, str]) -> QuestionView:
    """Return everybody's view of a question that is shown."""
    is_text = question.state is QuestionState.ANSWERED and question.answer != ""
    return QuestionView(
        id=question.number,
        state=question.state.value,
        text=question.text,
        language=question.language,
        by=by,
        votes=question.votes,
        answer=AnswerView(question.answer, question.answer_language) if is_text else None,
        translations=dict(texts),
    )


def host_view(question: Question, by: str | None, texts: Mapping[str, str]) -> QuestionView:
    """Return the hosts' view, with the decisions about the question."""
    view = public_view(question, by, texts)
    return msgspec.structs.replace(view, reason=question.reason, into=question.merged_into)


def own_view(question: Question, by: str | None, texts: Mapping[str, str]) -> QuestionView:
    """Return the author's view of their question."""
    return msgspec.structs.replace(host_view(question, by, texts), mine=True)


def hidden_view(question: Question) -> QuestionView:
    """Return the empty view that others get of a question that is not shown any more."""
    return QuestionView(id=question.number, state="gone")
