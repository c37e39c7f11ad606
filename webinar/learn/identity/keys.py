"""A person's identity as one value, and the key of a member's number, which is not an identity.

No database.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from webinar.kit.text import whole_number
from webinar.learn.courses.models import Learner
from webinar.room.rooms.models import MemberNumber

Kind = Literal["person", "member", "learner"]

_KINDS: dict[str, Kind] = {"p": "person", "m": "member", "l": "learner"}


class Identity(NamedTuple):
    """A person of a roster, else a member of one session, else a guest of one course.

    `id` is the id of that row. It is never a number within a session or course.
    """

    kind: Kind
    id: int

    @classmethod
    def of(
        cls,
        person_id: int | None = None,
        member_id: int | None = None,
        learner_id: int | None = None,
    ) -> Identity:
        """Return the identity from a table's three columns; the first id that is set counts."""
        if person_id is not None:
            return cls("person", person_id)
        if member_id is not None:
            return cls("member", member_id)
        if learner_id is not None:
            return cls("learner", learner_id)
        raise ValueError("an identity needs an id")

    @classmethod
    def of_learner(cls, learner: Learner) -> Identity:
        """Return the identity in the learner's row; `queries.identities_of` also knows matches."""
        return cls.of(learner.person_id, learner.member_id, learner.id)

    @classmethod
    def parse(cls, key: str) -> Identity | None:
        """Return the identity with this `key`; None if the text is not a valid key."""
        kind, row_id = _KINDS.get(key[:1]), whole_number(key[1:])
        return None if kind is None or row_id is None else cls(kind, row_id)

    @property
    def key(self) -> str:
        """Return `p5`, `m7` or `l9`, for forms and for the topics of stored statements."""
        return f"{self.kind[0]}{self.id}"

    @property
    def person_id(self) -> int | None:
        return self.id if self.kind == "person" else None

    @property
    def member_id(self) -> int | None:
        return self.id if self.kind == "member" else None

    @property
    def learner_id(self) -> int | None:
        return self.id if self.kind == "learner" else None


def number_key(number: MemberNumber) -> str:
    """Name a member on the pages of their session: `m3` for number 3.

    It reads like the key of an identity, but a number is not an id: never compare the two.
    """
    return f"m{number}"
