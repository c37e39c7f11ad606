"""One complete session: a presenter, a stage, and three people in three languages.

One has a phone, one comes late with two tabs, one loses the connection during an open poll.
At the end the report and the downloads say exactly what happened here.
"""

import pytest

from tests.browser import outcome, story
from tests.browser.cast import OLGA, Cast
from tests.browser.conftest import PHONE
from tests.browser.console import Console, Stage
from tests.browser.records import download_all


@pytest.fixture
def cast(visit, desk, join, lesson):
    """A presenter whom the organiser named, the stage beside the console, and one early bird."""
    code = desk.new_session()
    link = desk.invite("Dana", "dana@demo.example", "presenter")
    desk.appoint(code, "dana@demo.example")
    page = visit("en")
    page.goto(link)
    page.locator("main form .button").click()
    page.locator(f"a.button[href='/rooms/{code}/console']").click()
    console = Console(page)
    console.expect_connection("connected")
    stage = Stage(visit("en", storage_state=page.context.storage_state())).open(code)
    return Cast(code, lesson, console, stage, join(code, OLGA, "ru", look=PHONE))


def test_session_runs_from_the_first_slide_to_the_report(cast, visit, wire):
    story.the_session_starts_and_slides_follow(cast)
    story.two_people_come_late_and_one_opens_two_tabs(cast, visit, wire)
    story.olga_looks_back_and_returns(cast)
    story.a_slide_without_translation_says_so(cast)
    story.a_language_is_switched_while_something_is_typed(cast)
    story.rosa_answers_a_poll_while_cut_off(cast, wire)
    story.the_poll_result_is_hidden_until_it_is_shown(cast)
    story.a_quiz_says_what_was_right_and_why(cast)
    story.a_poll_is_made_on_the_spot(cast)
    story.a_next_step_is_agreed(cast)
    story.the_session_ends(cast)

    outcome.the_report_says_what_happened(cast)
    fetched = download_all(cast.console.page)
    outcome.polls_and_ballots_are_what_was_voted(cast, fetched)
    outcome.steps_are_what_was_agreed(fetched["steps"])
    outcome.attendance_is_what_the_test_saw(cast)
