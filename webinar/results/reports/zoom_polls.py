"""Poll results as Zoom lays them out: an overview, then a table per poll with a row per answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from webinar.kit.files.csv_export import guard
from webinar.kit.files.tables import Field, clean
from webinar.kit.language_fallback import resolve
from webinar.live.polls.results import PollResult
from webinar.results.reports.ballots import BallotRecord
from webinar.results.reports.profiles import Profile
from webinar.results.reports.shaped import CellWriter, Row, ShapedData, write_rows
from webinar.room.rooms.models import MemberNumber

_OVERVIEW_HEADINGS = ("Generate Time", "Meeting Topic", "Meeting/Webinar ID", "Actual Start Time")
_POLL_HEADINGS = ("#", "Poll Name", "Questions", "Responses")
_ANSWER_HEADINGS = ("#", "User Name", "Email Address", "Submitted Date and Time")
_ANONYMOUS = "Anonymous Attendee"


def poll_report(data: ShapedData, profile: Profile, language: str) -> bytes:
    """Return the report. Each poll becomes a Zoom poll with one question, worded in `language`."""
    rows = _rows(data, CellWriter(data, profile), language)
    return write_rows(rows).encode("utf-8-sig")


def _rows(data: ShapedData, cells: CellWriter, language: str) -> Iterator[Row]:
    session = data.session
    ballots_by_poll: defaultdict[str, list[BallotRecord]] = defaultdict(list)
    for ballot in data.ballots:
        ballots_by_poll[ballot.poll].append(ballot)
    emails = {number: person.email for person in data.people for number in person.members}
    yield ("Overview",)
    yield _OVERVIEW_HEADINGS
    yield (
        cells.zoom_time(session.as_of),
        guard(clean(session.title)),
        session.code,
        cells.zoom_time(session.started_at),
    )
    yield ("Launched Polls",)
    yield _POLL_HEADINGS
    for number, poll in enumerate(data.polls, start=1):
        yield (str(number), guard(poll.key), "1", str(len(ballots_by_poll[poll.key])))
    for poll in data.polls:
        _, words = resolve(poll.texts, language)
        yield (guard(poll.key),)
        yield (*_ANSWER_HEADINGS, guard(clean(words["question"])))
        labels = {key: clean(text).replace(";", ",") for key, text in words["labels"].items()}
        answers = _answers(poll, ballots_by_poll[poll.key], labels, cells, emails)
        for number, row in enumerate(answers, start=1):
            yield (str(number), *row)


def _answers(
    poll: PollResult,
    ballots: Sequence[BallotRecord],
    labels: dict[str, str],
    cells: CellWriter,
    emails: Mapping[MemberNumber, str],
) -> Iterator[Row]:
    if poll.is_anonymous:
        # The report shows how often each option was chosen, but neither by whom nor together with
        # which other options.
        choices = _one_option_per_voter(poll, labels)
        for place in range(len(ballots)):
            yield (_ANONYMOUS, "", "", guard(choices[place] if place < len(choices) else ""))
        return
    for ballot in ballots:
        answer = clean(ballot.answer)
        if poll.kind.takes_reason or not answer:
            reason = [answer.replace(";", ",")] if answer else []
            answer = ";".join([*(labels.get(key, key) for key in ballot.options), *reason])
        yield (
            cells.name(ballot.voter),
            cells.field(Field.EMAIL, emails.get(ballot.member, "")),
            cells.zoom_time(ballot.cast_at),
            guard(answer),
        )


def _one_option_per_voter(poll: PollResult, labels: dict[str, str]) -> list[str]:
    """Return one choice per voter, ordered as the options; none if a voter may choose several."""
    if poll.withheld or not poll.kind.picks_one:
        return []
    return [
        labels.get(option.key, option.key)
        for option in poll.options
        for _ in range(option.votes or 0)
    ]
