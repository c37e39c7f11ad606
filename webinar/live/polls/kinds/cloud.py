"""The kind for word clouds: each member writes up to three words, which are counted together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from webinar.content.lessons.model import PollItem
from webinar.content.lessons.poll_kinds import PollKind
from webinar.kit.db import table_of
from webinar.kit.errors import Refused
from webinar.kit.tokens import row_name
from webinar.live.polls import cloud
from webinar.live.polls.kinds.base import Answer, Counted, LearnerAnswer, Own, Question
from webinar.live.polls.kinds.open import Key, KnownText, OpenKind, Sealed, insert_rows
from webinar.live.polls.models import CloudEntry, HiddenWord, Poll
from webinar.live.polls.view_structs import Figures, PollAnswer
from webinar.live.polls.votes import Cast

# A word from only one person might identify them, and a course has no host who moderates words.
LEAST_WRITERS = 2


class CloudKind(OpenKind):
    interaction = "fill-in"
    named = CloudEntry
    laid = table_of(CloudEntry)
    value = laid.c.written

    def why_not(self, question: Question, answer: Answer) -> Refused | None:
        return None if any(map(cloud.is_word, answer.words)) else Refused("no_choice")

    def own(self, options: Collection[str], answer: Answer, language: str) -> Own:
        return self.own_kept([word.written for word in cloud.words_of(answer.words, language)])

    def own_kept(self, values: Sequence[Any]) -> Own:
        return Own([], PollAnswer(words=list(values)))

    def figures(self, db: Session, poll: Poll, counted: Counted, *, for_hosts: bool) -> Figures:
        forms = (CloudEntry.language, CloudEntry.word, CloudEntry.written)
        rows = db.execute(
            select(*forms, func.count()).where(CloudEntry.poll_id == poll.id).group_by(*forms)
        )
        hidden = select(HiddenWord.language, HiddenWord.word).where(HiddenWord.poll_id == poll.id)
        taken_out = {(language, word) for language, word in db.execute(hidden)}
        counts = (cloud.Count(*row) for row in rows)
        return Figures(words=cloud.cloud(counts, taken_out, for_hosts=for_hosts))

    def figures_of(self, question: PollItem, given: Sequence[LearnerAnswer]) -> Figures:
        counts = Counter(
            (one.language, word.word, word.written)
            for one in given
            for word in cloud.words_of(one.answer.words, one.language)
        )
        made = cloud.cloud(
            (cloud.Count(*key, times) for key, times in counts.items()), (), for_hosts=False
        )
        return Figures(words=[word for word in made if word.count >= LEAST_WRITERS])

    def figures_of_counts(self, question: PollItem, counts: Mapping[str, int]) -> Figures:
        return Figures(words=[])

    def insert(
        self, db: Session, casts: Mapping[Key, Cast], known: Mapping[Key, KnownText], version: int
    ) -> dict[Key, str]:
        rows = sorted(
            (cast.paper.id, row_name(), member_id, cast.person.language, word.word, word.written)
            for (_, member_id), cast in casts.items()
            for word in cloud.words_of(cast.vote.words, cast.person.language)
        )
        columns = ("poll_id", "id", "member_id", "language", "word", "written")
        insert_rows(db, CloudEntry, columns, rows)
        return {}

    def seal(self, cast: Cast) -> list[Sealed]:
        language = cast.person.language
        words = cloud.words_of(cast.vote.words, language)
        return [Sealed(row_name(), language, word.word, word.written) for word in words]

    def laid_row(self, sealed: Any) -> dict[str, Any]:
        return {
            "id": sealed.id,
            "language": sealed.language,
            "word": sealed.word,
            "written": sealed.written,
        }

    def sealed_row(self, laid: Any) -> dict[str, Any]:
        return self.laid_row(laid)


KIND = CloudKind(PollKind.CLOUD)
