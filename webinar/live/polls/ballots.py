"""Writes ballots and keeps the tally, with one statement per table for any number of votes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import (
    Connection,
    Insert,
    Integer,
    ScalarSelect,
    Table,
    Text,
    Update,
    bindparam,
    delete,
    false,
    func,
    insert,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningDelete, ReturningInsert

from webinar.kit.bulk import bound_columns, row_parameters, select_columns
from webinar.kit.db import table_of
from webinar.kit.ready_statements import ReadyStatement
from webinar.live.polls import models
from webinar.live.polls.kinds import OPTION_KINDS
from webinar.live.polls.models import Ballot, HandCount, Poll, PollOption
from webinar.live.polls.votes import Cast, Paper

# Votes by poll id and member id.
Casts = Mapping[tuple[int, int], Cast]
# The id of an option, and its rank or points.
Choice = tuple[int, int | None]

_BALLOTS, _CHOICES = table_of(Ballot), table_of(models.Choice)


def write(connection: Connection, casts: Casts, at: datetime) -> None:
    """Store and count these ballots and choices, in place of their members' earlier choices.

    The caller must have locked the room's row: this reads which members have voted, and relies on
    that afterwards.
    """
    ballot_rows = [(*key, cast.person.language) for key, cast in casts.items()]
    inserted = INSERT_BALLOTS.run(connection, **row_parameters(ballot_rows), at=at)
    new_keys = {(poll_id, member_id) for poll_id, member_id in inserted}
    weights = Weights()
    if len(new_keys) < len(ballot_rows):
        repeated = [row for row in ballot_rows if row[:2] not in new_keys]
        _DATE_BALLOTS.run(connection, **row_parameters(repeated), at=at)
        _take_back(connection, casts, [row[:2] for row in repeated], weights)
    rows: list[tuple[int, int, int, int | None]] = []
    for key, cast in casts.items():
        choices = choices_of(cast)
        weights.add(cast.paper, choices, 1)
        rows += [(*key, *choice) for choice in choices]
    if rows:
        _INSERT_CHOICES.run(connection, **row_parameters(rows))
    weights.keep(connection)
    abstentions = {key: cast.vote.abstain for key, cast in casts.items() if cast.paper.may_abstain}
    recounted_ids = {poll_id for poll_id, _ in abstentions}
    new_voters = Counter(poll_id for poll_id, _ in new_keys if poll_id not in recounted_ids)
    add_people(connection, new_voters, Counter())
    if abstentions:
        abstaining = [(*key, int(abstains)) for key, abstains in abstentions.items()]
        _SET_ABSTAINED.run(connection, **row_parameters(abstaining))
        connection.execute(_RECOUNT, {"ids": list(recounted_ids)})


def choices_of(cast: Cast) -> list[Choice]:
    """Return the vote's choices in order, a ranking's from the top.

    Abstentions and votes of open kinds have none.
    """
    kind = OPTION_KINDS.get(cast.paper.kind)
    if kind is None or cast.vote.abstain:
        return []
    return [(cast.paper.options[key], value) for key, value in kind.content_of(cast.vote)]


class Weights:
    """Totals by option: votes, and twice a ranking's points by Borda's count."""

    def __init__(self) -> None:
        self.votes: Counter[int] = Counter()
        self.scores: Counter[int] = Counter()

    def add(self, paper: Paper, choices: Sequence[Choice], times: int) -> None:
        """Add one ballot's choices, a ranking's from the top; `times` -1 takes them back."""
        if not choices:
            return
        kind = OPTION_KINDS[paper.kind]
        for option_id, count in kind.votes(choices).items():
            self.votes[option_id] += times * count
        for option_id, count in kind.scores(choices, paper.options.values()).items():
            self.scores[option_id] += times * count

    def keep(self, connection: Connection) -> None:
        _add(connection, _ADD_TO_OPTIONS, self.votes, self.scores)


def _take_back(
    connection: Connection,
    casts: Casts,
    keys: Sequence[tuple[int, int]],
    weights: Weights,
) -> None:
    """Delete the earlier choices of these voters, and take them out of the count."""
    earlier_choices: defaultdict[tuple[int, int], list[Choice]] = defaultdict(list)
    deleted = _DELETE_CHOICES.run(connection, **row_parameters(keys))
    for poll_id, member_id, option_id, value in deleted:
        earlier_choices[poll_id, member_id].append((option_id, value))
    for key, choices in earlier_choices.items():
        weights.add(casts[key].paper, sorted(choices, key=_rank), -1)


def _rank(choice: Choice) -> int:
    return choice[1] or 0


def add_people(connection: Connection, voters: Counter[int], abstained: Counter[int]) -> None:
    """Add to the polls' numbers of people, by poll id."""
    _add(connection, _ADD_TO_POLLS, voters, abstained)


def _add(
    connection: Connection, statement: ReadyStatement, first: Counter[int], second: Counter[int]
) -> None:
    """Add to two counters of each row, in the order of ids, which is not that of the votes."""
    ids = sorted(id_ for id_ in first.keys() | second.keys() if first[id_] or second[id_])
    if ids:
        rows = [(id_, first[id_], second[id_]) for id_ in ids]
        statement.run(connection, **row_parameters(rows))


def _adding(table: Table, first: str, second: str) -> ReadyStatement:
    """Rows: id, and what is added to the two columns."""

    def build(dialect: str) -> Update:
        rows = select(*bound_columns(dialect, Integer, Integer, Integer)).subquery()
        id_, to_first, to_second = rows.c
        sums = {first: table.c[first] + to_first, second: table.c[second] + to_second}
        return update(table).where(table.c.id == id_).values(sums)

    return ReadyStatement(build)


_ADD_TO_OPTIONS = _adding(table_of(PollOption), "votes", "score")
_ADD_TO_POLLS = _adding(table_of(Poll), "voters", "abstained")


def _ballot_count(has_abstained: bool) -> ScalarSelect[int]:
    return (
        select(func.count())
        .where(Ballot.poll_id == Poll.id, Ballot.has_abstained.is_(has_abstained))
        .scalar_subquery()
    )


def _hand_count() -> ScalarSelect[int]:
    """Select the number of people who were counted by a show of hands, without a ballot."""
    people = func.coalesce(func.sum(HandCount.people), 0)
    return select(people).where(HandCount.poll_id == Poll.id).scalar_subquery()


# If voters may abstain, a changed vote may move a ballot from one count to the other.
_RECOUNT = (
    update(table_of(Poll))
    .where(Poll.id.in_(bindparam("ids", expanding=True)))
    .values(voters=_ballot_count(False) + _hand_count(), abstained=_ballot_count(True))
)


def _insert_ballots(dialect: str) -> ReturningInsert[int, int]:
    """Insert the ballots that are new, and return their keys. Rows: poll, member, language."""
    return (
        _given_ballots(dialect)
        .on_conflict_do_nothing(index_elements=["poll_id", "member_id"])
        .returning(_BALLOTS.c.poll_id, _BALLOTS.c.member_id)
    )


def _date_ballots(dialect: str) -> Insert:
    """Update time and language of the ballots of members who have voted before.

    Rows as in `_insert_ballots`.
    """
    statement = _given_ballots(dialect)
    updated = ("language", "cast_at")
    return statement.on_conflict_do_update(
        index_elements=["poll_id", "member_id"],
        set_={name: statement.excluded[name] for name in updated},
    )


def _given_ballots(dialect: str) -> sqlite.Insert | postgresql.Insert:
    at = bindparam("at", type_=Ballot.cast_at.type)
    build = sqlite.insert if dialect == "sqlite" else postgresql.insert
    return build(_BALLOTS).from_select(
        ["poll_id", "member_id", "language", "cast_at", "has_abstained"],
        select_columns([*bound_columns(dialect, Integer, Integer, Text), at, false()]),
    )


def _set_abstained(dialect: str) -> Update:
    """Store whether each ballot is an abstention. Rows: poll, member, 1 or 0."""
    rows = select(*bound_columns(dialect, Integer, Integer, Integer)).subquery()
    poll_id, member_id, abstains = rows.c
    same_ballot = (_BALLOTS.c.poll_id == poll_id) & (_BALLOTS.c.member_id == member_id)
    return update(_BALLOTS).where(same_ballot).values(has_abstained=abstains == 1)


def _delete_choices(dialect: str) -> ReturningDelete[int, int, int, int | None]:
    key = tuple_(_CHOICES.c.poll_id, _CHOICES.c.member_id)
    chosen = key.in_(select_columns(bound_columns(dialect, Integer, Integer)))
    return delete(_CHOICES).where(chosen).returning(*_CHOICES.c)


def _insert_choices(dialect: str) -> Insert:
    return insert(_CHOICES).from_select(
        ["poll_id", "member_id", "option_id", "value"],
        select_columns(bound_columns(dialect, Integer, Integer, Integer, Integer)),
    )


INSERT_BALLOTS = ReadyStatement(_insert_ballots)
_DATE_BALLOTS = ReadyStatement(_date_ballots)
_SET_ABSTAINED = ReadyStatement(_set_abstained)
_DELETE_CHOICES = ReadyStatement(_delete_choices)
_INSERT_CHOICES = ReadyStatement(_insert_choices)
