"""The kind for open texts. Participants see a text once a host shows it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import UNSET
from sqlalchemy import Integer, Select, func, select, tuple_
from sqlalchemy.orm import Session

from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.bulk import bound_columns, dialect_of, row_parameters, select_columns
from webinar.kit.db import table_of
from webinar.kit.errors import Refused
from webinar.kit.text import one_line
from webinar.kit.tokens import row_name
from webinar.live.polls.kinds.base import Answer, Own, Question
from webinar.live.polls.kinds.open import (
    Key,
    KnownText,
    OpenKind,
    Sealed,
    has_text,
    insert_rows,
)
from webinar.live.polls.models import Choice, OpenText, Poll, PollOption, ReplyState
from webinar.live.polls.view_structs import PollAnswer, Reply
from webinar.live.polls.votes import Cast
from webinar.room.rooms.models import Member

LONGEST_TEXT = 500

_TEXTS = table_of(OpenText)
_COLUMNS = ("poll_id", "id", "member_id", "language", "text", "state", "version")


class TextKind(OpenKind):
    interaction = "long-fill-in"
    named = OpenText
    value = _TEXTS.c.text
    laid = _TEXTS

    def why_not(self, question: Question, answer: Answer) -> Refused | None:
        return None if has_text(answer) else Refused("no_choice")

    def own(self, options: Collection[str], answer: Answer, language: str) -> Own:
        return Own([], PollAnswer(text=kept_text(answer.text)))

    def own_kept(self, values: Sequence[Any]) -> Own:
        return Own([], PollAnswer(text=values[0]))

    def replies(self, db: Session, poll: Poll, *, for_hosts: bool) -> list[Reply]:
        """Return the replies. Hosts also see writers, their options, and what is shown."""
        columns = (OpenText.id, OpenText.text, OpenText.language, OpenText.state, Member.number)
        same_ballot = (Choice.poll_id == OpenText.poll_id) & (
            Choice.member_id == OpenText.member_id
        )
        texts = (
            select(*columns, PollOption.key)
            .outerjoin(Member, Member.id == OpenText.member_id)
            .outerjoin(Choice, same_ballot)
            .outerjoin(PollOption, PollOption.id == Choice.option_id)
            .where(OpenText.poll_id == poll.id)
            .order_by(func.coalesce(OpenText.version, 0), OpenText.id)
        )
        if not for_hosts:
            rows = db.execute(texts.where(OpenText.state == ReplyState.SHOWN))
            return [Reply(id=id_, text=text, language=language) for id_, text, language, *_ in rows]
        return [
            Reply(
                id=id_,
                text=text,
                language=language,
                state=state,
                member=UNSET if number is None else number,
                option=UNSET if option is None else option,
            )
            for id_, text, language, state, number, option in db.execute(texts)
        ]

    def insert(
        self, db: Session, casts: Mapping[Key, Cast], known: Mapping[Key, KnownText], version: int
    ) -> dict[Key, str]:
        # The texts of some kinds may be empty.
        texts = {
            key: known.get(key) or KnownText(row_name(), ReplyState.WAITING, version)
            for key, cast in casts.items()
            if has_text(cast.vote)
        }
        rows = sorted(
            (
                key[0],
                text.id,
                key[1],
                casts[key].person.language,
                kept_text(casts[key].vote.text),
                ReplyState.WAITING.value,
                text.version,
            )
            for key, text in texts.items()
        )
        insert_rows(db, OpenText, _COLUMNS, rows, Integer)
        return {key: text.id for key, text in texts.items()}

    def seal(self, cast: Cast) -> list[Sealed]:
        if not has_text(cast.vote):
            return []
        return [Sealed(row_name(), cast.person.language, "", kept_text(cast.vote.text))]

    def laid_row(self, sealed: Any) -> dict[str, Any]:
        said = {"id": sealed.id, "language": sealed.language}
        return {**said, "text": sealed.written, "state": ReplyState.WAITING}

    def sealed_row(self, laid: Any) -> dict[str, Any]:
        return {"id": laid.id, "language": laid.language, "written": laid.text}


KIND = TextKind(PollKind.TEXT)


def kept_text(typed: str) -> str:
    """Return an open answer as it is stored: on one line."""
    return one_line(typed, LONGEST_TEXT, "no_choice")


def known_texts(db: Session, keys: Sequence[Key]) -> dict[Key, KnownText]:
    """Return the texts that these members have written in these named polls."""
    rows = db.connection().execute(_find_texts(dialect_of(db)), row_parameters(keys))
    return {
        (poll_id, member_id): KnownText(id_, ReplyState(state), version)
        for poll_id, member_id, id_, state, version in rows
    }


@cache
def _find_texts(dialect: str) -> Select[Any]:
    key = tuple_(_TEXTS.c.poll_id, _TEXTS.c.member_id)
    columns = (*key.clauses, _TEXTS.c.id, _TEXTS.c.state, _TEXTS.c.version)
    return select(*columns).where(key.in_(select_columns(bound_columns(dialect, Integer, Integer))))
