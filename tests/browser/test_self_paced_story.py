"""One learner misses half a session, catches up without a network, and finishes on a laptop.

In the end the certificate, the attendance report, the course and the statements agree.
"""

import pytest

from tests.browser import self_paced_outcome as outcome
from tests.browser import self_paced_story as story
from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.office import Desk, administrator_of
from tests.browser.self_paced import Course, Leaps
from tests.browser.self_paced_story import Cast
from tests.browser.short_course import write_short_course
from tests.browser.wire import Wire
from tests.protocol.server import Server


@pytest.fixture(scope="module")
def wire():
    wire = Wire()
    yield wire
    wire.close()


@pytest.fixture(scope="module")
def leaps(tmp_path_factory):
    leaps = Leaps(tmp_path_factory.mktemp("leaps") / "leaps")
    leaps.to_the_evening()
    return leaps


@pytest.fixture(scope="module")
def server(tmp_path_factory, wire, leaps):
    folder = tmp_path_factory.mktemp("story")
    write_short_course(folder / "modules")
    settings = {
        "MODULES": str(folder / "modules"),
        "EXTRA_ORIGINS": wire.url,
        "DEMO": "0",
        "LEAPS": str(leaps.file),
    }
    with Server(folder / "server", entry="tests/protocol/settable_clock.py", **settings) as server:
        wire.lead_to(server.port)
        yield server


@pytest.fixture(scope="module")
def admin(server):
    yield from administrator_of(server)


@pytest.fixture
def cast(desk, server, visit, wire, leaps):
    """Olga has a phone and reads Russian; Aigerim sits in the session by forms alone."""
    course = Course(desk)
    aigerim = Desk(server.url, language="kk")
    aigerim.get(course.aigerim)
    aigerim.post(f"{course.aigerim}/join/{course.room}")
    phone = visit("ru", look=PHONE, url=wire.url)
    phone.clock.install()
    yield Cast(course, phone, aigerim, wire, leaps)
    aigerim.close()


def test_learner_goes_from_a_lost_link_to_the_certificate(cast, visit):
    story.half_a_session_is_heard_before_the_link_drops(cast)
    story.the_session_goes_on_without_her(cast)
    outcome.she_attended_part_of_the_session(cast)

    story.she_is_offered_what_she_missed(cast)
    story.she_keeps_the_course_on_her_phone(cast)
    story.she_reads_without_a_network(cast)
    story.she_answers_without_a_network(cast)
    story.her_offline_work_arrives(cast)
    outcome.her_first_answers_are_in_the_statements(cast)
    outcome.later_study_makes_her_present(cast)

    story.she_goes_on_at_a_laptop(cast, visit("ru", look=LAPTOP))
    story.she_changes_the_language_in_the_middle_of_an_answer(cast)
    story.she_reads_and_answers_what_is_left(cast)
    story.she_passes_the_post_test(cast)
    story.the_organiser_gives_out_certificates(cast)

    outcome.each_event_has_one_statement(cast)
    outcome.later_study_makes_her_present(cast)
    outcome.the_learner_table_agrees(cast)
    outcome.her_own_page_agrees(cast)
    outcome.the_certificate_agrees(cast)
    outcome.the_live_poll_is_unchanged(cast)
