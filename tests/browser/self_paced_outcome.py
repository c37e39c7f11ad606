"""Olga's figures in the records: reports, statements, her own page and the certificate."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from playwright.sync_api import expect

from tests.browser.self_paced import (
    OLGA,
    attendance_page,
    learner_of,
    rows_of,
    seconds_in,
    statements_of,
    tally,
)

ZONE = ZoneInfo("Asia/Almaty")
LIVE_MINUTES, LATER_MINUTES = 5, 4


def she_attended_part_of_the_session(cast):
    assert rows_of(cast.course)[OLGA]["status"] == "partly"
    assert attendance_page(cast.course) == ("partly", LIVE_MINUTES, 0)


def later_study_makes_her_present(cast):
    """Live and later minutes are reported separately."""
    assert attendance_page(cast.course) == ("present", LIVE_MINUTES, LATER_MINUTES)
    row = rows_of(cast.course)[OLGA]
    assert (row["status"], row["minutes_counted"], row["later_minutes"]) == (
        "present",
        LIVE_MINUTES,
        LATER_MINUTES,
    )


def her_first_answers_are_in_the_statements(cast):
    """An answer to an opinion poll, then a wrong one."""
    answers = statements_of(cast.course)["answered"]
    assert [answer["result"].get("success") for answer in answers] == [None, False]


def each_event_has_one_statement(cast):
    statements = statements_of(cast.course)
    assert {verb: len(group) for verb, group in statements.items()} == {
        "attended": 1,
        "experienced": 7,
        "answered": 4,
        "passed": 1,
        "completed": 1,
        "earned": 1,
    }
    [attended], [completed], [earned] = (
        statements["attended"],
        statements["completed"],
        statements["earned"],
    )
    assert attended["result"]["success"] is True
    assert seconds_in(attended["result"]["duration"]) // 60 == LIVE_MINUTES
    # The times of the slides add up to the time of the course.
    seconds = sum(
        seconds_in(statement["result"]["duration"]) for statement in statements["experienced"]
    )
    assert seconds == seconds_in(completed["result"]["duration"])
    assert completed["timestamp"] <= earned["timestamp"]


def the_learner_table_agrees(cast):
    statements, row = statements_of(cast.course), learner_of(cast.course)
    minutes = study_minutes(statements)
    assert (row["study_minutes"], row["live_minutes"]) == (str(minutes), str(LIVE_MINUTES))
    assert float(row["test_percent"]) == 100 * statements["passed"][0]["result"]["score"]["scaled"]


def her_own_page_agrees(cast):
    """Her page is in the language that she chose last."""
    statements = statements_of(cast.course)
    cast.open("")
    facts = cast.page.locator(".study-facts")
    expect(facts).to_contain_text("1 ішінен 1")
    expect(facts).to_contain_text(f"{study_minutes(statements)} минут")
    expect(cast.page.locator(".study-progress")).to_contain_text("7 ішінен 7")
    expect(cast.page.locator(".exam-list li").last).to_contain_text("100")
    expect(cast.page.locator(".study-completion .notice")).to_contain_text(completed_on(statements))


def the_certificate_agrees(cast):
    page = cast.page
    page.locator(".study-completion a").click()
    expect(page.locator(".certificate-state")).to_be_visible()
    expect(page.locator(".certificate-name")).to_have_text(OLGA)
    day = completed_on(statements_of(cast.course))
    expect(page.locator(".certificate-facts")).to_contain_text(day)


def the_live_poll_is_unchanged(cast):
    assert cast.tally and tally(cast.course) == cast.tally


def study_minutes(statements):
    return (seconds_in(statements["completed"][0]["result"]["duration"]) + 30) // 60


def completed_on(statements):
    """The date of completion in Kazakh, in the organiser's zone."""
    at = datetime.fromisoformat(statements["completed"][0]["timestamp"])
    return format_date(at.astimezone(ZONE).date(), "long", locale="kk")
