"""Compares acknowledged votes with the rows that the server has stored. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bench.audit.discrepancy import Discrepancy

# Acknowledgements of votes have larger numbers than those of all other messages.
FIRST_NUMBER = 1000


class Vote(NamedTuple):
    """A vote that client `voter` sent; the answer to it has the same `number`."""

    number: int
    voter: int
    op_id: str
    option: str


class Row(NamedTuple):
    """A vote as it is stored. `option` and `version` are empty and 0 if its row has none."""

    op_id: str
    option: str = ""
    version: int = 0


@dataclass(frozen=True)
class StoredVotes:
    """Everything that a server has stored about votes.

    `ballots` has the one option that counts, by voter, and `tally` the votes by option: both only
    for a server that allows one ballot per person.
    """

    rows: Sequence[Row]
    ballots: Mapping[int, str] | None = None
    tally: Mapping[str, int] | None = None


@dataclass
class VoteLog:
    """The votes that clients have sent, by number."""

    sent: dict[int, Vote] = field(default_factory=dict)

    def add(self, voter: int, op_id: str, option: str) -> Vote:
        vote = Vote(FIRST_NUMBER + len(self.sent), voter, op_id, option)
        self.sent[vote.number] = vote
        return vote


def audit_votes(
    sent: Mapping[int, Vote], answers: Sequence[tuple[int, bytes]], stored: StoredVotes
) -> int:
    """Return how many votes were acknowledged.

    `answers` are the answers to votes as (client, packet), in the order in which they came. A vote
    without an answer may be stored or not. Raises `Discrepancy`.
    """
    versions = _acknowledged(sent, answers)
    rows = _rows_by_vote(sent, stored.rows)
    for number, version in versions.items():
        vote = sent[number]
        row = rows.get(vote.op_id)
        if row is None:
            raise Discrepancy(f"lost: {vote} was acknowledged, but is not stored")
        if row.version and row.version != version:
            raise Discrepancy(f"{vote} was acknowledged as version {version}, but is {row}")
    if stored.ballots is not None:
        _audit_ballots(sent, versions, stored.ballots)
        tally = Counter(stored.ballots.values())
        if stored.tally is not None and +Counter(stored.tally) != tally:
            raise Discrepancy(f"the tally is {dict(stored.tally)}, the ballots {dict(tally)}")
    return len(versions)


def _acknowledged(sent: Mapping[int, Vote], answers: Sequence[tuple[int, bytes]]) -> dict[int, int]:
    """Return the version that each acknowledged vote got, by the vote's number."""
    versions: dict[int, int] = {}
    for client, packet in answers:
        head, _, body = packet.partition(b"[")
        number = int(head[2:])
        vote = sent.get(number)
        if vote is None or vote.voter != client:
            raise Discrepancy(f"client {client} got an answer to no vote of its own: {packet!r}")
        if number in versions:
            raise Discrepancy(f"{vote} was answered twice")
        answer = json.loads(b"[" + body)[0]
        if answer.get("ok") is not True or not isinstance(answer.get("version"), int):
            raise Discrepancy(f"{vote} got an answer that the contract does not know: {packet!r}")
        versions[number] = answer["version"]
    return versions


def _rows_by_vote(sent: Mapping[int, Vote], rows: Sequence[Row]) -> dict[str, Row]:
    options = {vote.op_id: vote.option for vote in sent.values()}
    found: dict[str, Row] = {}
    for row in rows:
        if row.op_id not in options:
            raise Discrepancy(f"{row} is stored, but nobody sent it")
        if row.op_id in found:
            raise Discrepancy(f"twice: {row} is stored more than once")
        if row.option and row.option != options[row.op_id]:
            raise Discrepancy(f"{row} is stored, but {options[row.op_id]} was sent")
        found[row.op_id] = row
    return found


def _audit_ballots(
    sent: Mapping[int, Vote], versions: Mapping[int, int], ballots: Mapping[int, str]
) -> None:
    """Compare each ballot with the voter's last vote: it counts, and it replaces all earlier ones.

    Later votes that were not acknowledged may count instead.
    """
    possible: dict[int, set[str]] = {}
    voters = set()
    for number, vote in sorted(sent.items()):
        if number in versions:
            possible[vote.voter] = {vote.option}
            voters.add(vote.voter)
        else:
            possible.setdefault(vote.voter, set()).add(vote.option)
    if missing := voters - ballots.keys():
        raise Discrepancy(f"lost: voters {sorted(missing)[:5]} have no ballot")
    for voter, option in ballots.items():
        if option not in possible.get(voter, ()):
            raise Discrepancy(
                f"the ballot of voter {voter} is {option}, not {possible.get(voter, 'absent')}"
            )
