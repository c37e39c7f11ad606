"""Facts that the report and downloads must contain about the played session, and nothing else."""

from playwright.sync_api import expect

from tests.browser.cast import (
    AIGERIM,
    OLGA,
    OTHER_STEP,
    QUIZ,
    REASON,
    ROSA,
    SINGLE,
    SPOT,
    STEP,
)
from tests.browser.records import instant
from tests.protocol.waiting import until
from webinar.room.engine.server import PING_INTERVAL


def the_report_says_what_happened(cast):
    page = cast.console.page
    page.goto(f"/rooms/{cast.code}/report")
    opened = {poll for poll, _ in cast.ballots}
    per_poll = round(len(cast.ballots) / len(opened))
    figures = page.locator(".report-figures dd .number")
    expect(figures.nth(0)).to_have_text(str(len(cast.participants)))
    expect(figures.nth(2)).to_have_text(str(len(opened)))
    expect(figures.nth(3)).to_have_text(str(per_poll))
    expect(figures.nth(4)).to_have_text("1")
    for card, poll in zip(page.locator("#polls .chart-bars").all(), (SINGLE, QUIZ), strict=False):
        expect(card.locator("h3")).to_have_text(cast.question(poll))
        expect(card.locator(".bar-number")).to_have_text([str(n) for n in cast.tally(poll)])
    expect(page.locator(".report-step").first).to_contain_text(STEP)
    expect(page.locator(".report-step").first).to_contain_text("Асель")


def polls_and_ballots_are_what_was_voted(cast, tables):
    right = set(cast.lesson.right(QUIZ))
    assert {
        (row["poll"], row["name"]): (set(row["options"]), row["is_right"])
        for row in tables["ballots"]
    } == {
        (poll, name): (keys, keys == right if poll == QUIZ else None)
        for (poll, name), keys in cast.ballots.items()
    }
    assert len(tables["ballots"]) == len(cast.ballots)
    for poll in (SINGLE, QUIZ):
        rows = [row for row in tables["polls"] if row["poll"] == poll]
        assert [row["label"] for row in rows] == cast.lesson.labels(poll, "en")
        assert [row["votes"] for row in rows] == cast.tally(poll)
        assert {row["voters"] for row in rows} == {3}
    spot = [row for row in tables["polls"] if row["poll"] == SPOT]
    assert [(row["label"], row["votes"], row["voters"]) for row in spot] == [
        ("Yes", 1, 2),
        ("No", 1, 2),
    ]


def steps_are_what_was_agreed(rows):
    proposed, agreed = rows
    assert (agreed["text"], agreed["language"], agreed["proposed_by"]) == (STEP, "kk", AIGERIM)
    assert (agreed["state"], agreed["owners"], agreed["due"]) == ("owned", "Асель", "2031-05-01")
    assert (agreed["agree"], agreed["reserve"], agreed["disagree"]) == (2, 1, 0)
    assert [(reason["name"], reason["reason"]) for reason in agreed["reasons"]] == [(ROSA, REASON)]
    assert (proposed["text"], proposed["state"]) == (OTHER_STEP, "proposed")
    assert (proposed["proposed_by"], proposed["owners"], proposed["due"]) == (ROSA, "", None)


def attendance_is_what_the_test_saw(cast):
    rows = {row["name"]: row for row in everybody_heard_to_the_end(cast)}
    assert rows.keys() == {"Dana", OLGA, AIGERIM, ROSA}
    at = cast.times
    shortest, longest = at["end begins"] - at["started"], at["ended"] - at["start begins"]
    expect_seconds(rows[OLGA], shortest, longest)
    shortest -= at["others joined"] - at["started"]
    longest -= at["others join"] - at["start begins"]
    expect_seconds(rows[AIGERIM], shortest, longest)
    shortest -= at["back"] - at["cut"]
    longest -= at["mend"] - at["cut"]
    expect_seconds(rows[ROSA], shortest, longest)
    assert [rows[name]["returns"] for name in (OLGA, AIGERIM, ROSA)] == [0, 0, 1]


def expect_seconds(row, shortest, longest):
    """Whole seconds, rounded; the test and the server share one clock."""
    assert shortest - 1 <= row["seconds_present"] <= longest + 1, (row, shortest, longest)


def everybody_heard_to_the_end(cast):
    """A person who stays on the page is heard once more after the end, which proves their time."""

    def rows_at_last():
        report = cast.console.page.request.get(f"/rooms/{cast.code}/report/attendance.json").json()
        last_times = [instant(row["last_seen"]) for row in report["rows"] if row["last_seen"]]
        return report["rows"] if min(last_times) >= instant(report["session"]["ended_at"]) else None

    return until(rows_at_last, seconds=2 * PING_INTERVAL + 10)
