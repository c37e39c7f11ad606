"""The pages of a test ask one question at a time, give no answers away, and show takers their own
results.
"""

import re
from datetime import timedelta

import pytest

from tests.factories import make_member, make_paired_item, make_room, make_statement_item, make_user
from tests.live.assessment.making import POST, PRE, make_programme, set_state
from tests.people.accounts.browsing import Visitor, signed_in
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.assessment.models import GivenAnswer
from webinar.people.accounts.models import User
from webinar.room.rooms.models import Room, RoomState, TimelineEntry


@pytest.fixture
def owner(db):
    return db.write(lambda s: make_user(s, "Grace"))


@pytest.fixture
def room(db, owner):
    return db.write(lambda s: make_planned_room(s, owner, make_programme()))


def make_planned_room(s, owner, module):
    """A session that has not started."""
    return make_room(s, owner=s.get(User, owner.id), module=module, state=RoomState.PLANNED)


def join(app, room, name="Ada"):
    visitor = Visitor(app)
    visitor.get(f"/join/{room.code}")
    assert visitor.post(f"/join/{room.code}", name=name, language="ru").status_code == 303
    return visitor


@pytest.fixture
def ada(app, room):
    return join(app, room)


@pytest.fixture
def address(room):
    return f"/rooms/{room.code}/test"


def take(visitor, address, part, *options):
    for number, option in enumerate(options, 1):
        visitor.get(f"{address}/{part}/{number}")
        visitor.post(f"{address}/{part}/{number}", options=option, go="end")


def is_open(page, number):
    return f'data-number="{number}" aria' in page.text


def test_the_lobby_leads_to_the_pre_test(ada, room, address):
    assert f"{address}/{PRE}" in ada.get(f"/rooms/{room.code}").text
    assert f"{address}/{POST}" not in ada.get(f"/rooms/{room.code}").text


def test_taker_moves_through_questions_and_back(ada, address):
    ada.get(f"{address}/{PRE}/1")

    to_next = ada.post(f"{address}/{PRE}/1", options="a", go="2")
    back = ada.post(f"{address}/{PRE}/2", go="1")
    to_the_end = ada.post(f"{address}/{PRE}/2", options="b", go="end")

    assert to_next.location.endswith("/2") and back.location.endswith("/1")
    assert to_the_end.location.endswith("/hand-in")
    first = ada.get(f"{address}/{PRE}/1")
    assert is_open(first, 1) and not is_open(first, 2)
    assert 'value="a" checked' in first.text and 'value="b" checked' in first.text


def test_matching_question_is_answered_row_by_row(app, db, owner):
    room = db.write(lambda s: make_planned_room(s, owner, make_programme(make_paired_item)))
    ada, address = join(app, room), f"/rooms/{room.code}/test"
    first_page = ada.get(f"{address}/{PRE}/1").text
    assert first_page.count('name="options"') == 4 and "Подберите каждому пару" in first_page

    take(ada, address, PRE, ["a--y", ""])

    page = ada.get(f"{address}/{PRE}/1").text
    assert 'value="a--y" selected' in page and page.count(" selected") == 1
    with db.read() as s:
        assert s.query(GivenAnswer).one().options == ["a--y"]


def test_statement_is_answered_without_a_reason(app, db, owner):
    room = db.write(lambda s: make_planned_room(s, owner, make_programme(make_statement_item)))
    ada, address = join(app, room), f"/rooms/{room.code}/test"
    first_page = ada.get(f"{address}/{PRE}/1").text
    assert "Выберите один вариант" in first_page and "<textarea" not in first_page

    take(ada, address, PRE, "false")

    assert 'value="false" checked' in ada.get(f"{address}/{PRE}/1").text


def test_last_page_says_how_many_questions_are_unanswered(ada, address):
    take(ada, address, PRE, "a")

    assert "1 вопрос:" in ada.get(f"{address}/{PRE}/hand-in").text


def test_handed_in_test_is_shown_and_not_asked_again(ada, address):
    take(ada, address, PRE, "a", "b")

    handed_in = ada.post(f"{address}/{PRE}/hand-in")

    assert handed_in.location.endswith(PRE)
    assert "Тест сдан" in ada.get(f"{address}/{PRE}").text
    assert ada.get(f"{address}/{PRE}/1").location.endswith(PRE)


def test_start_of_the_session_pauses_the_pre_test_and_leads_back_to_it(db, ada, room, address):
    """Without scripts, the button that hands the test in leads to the page that says so."""
    take(ada, address, PRE, "a", "b")
    set_state(db, room, RoomState.LIVE)

    refused = ada.post(f"{address}/{PRE}/hand-in")
    page = ada.get(ada.get(refused.location).location).text

    assert "Занятие началось." in page and "2 из 2" in page
    assert "Сохранённые ответы учитываются, даже если вы не сдали тест." in page
    assert f'<a class="button quiet wide" href="/rooms/{room.code}"' in page


def test_saved_answers_of_a_pre_test_that_was_never_handed_in_count(db, ada, room, address):
    take(ada, address, PRE, "b", "b")
    set_state(db, room, RoomState.ENDED, timedelta(days=8))

    assert "2 из 2" in ada.get(f"{address}/{PRE}").text


def test_no_page_shows_right_answers_before_both_tests_are_over(db, ada, room, address):
    take(ada, address, PRE, "a", "b")
    pages = [ada.get(f"{address}/{PRE}{rest}").text for rest in ("", "/1", "/hand-in")]
    set_state(db, room, RoomState.ENDED)
    take(ada, address, POST, "b", "b")
    pages += [ada.get(f"{address}/{part}").text for part in (PRE, POST)]
    pages += [ada.get(f"{address}/{POST}/1").text]

    assert all("because" not in page and "Correct" not in page for page in pages)
    assert all("Верно" not in page and "is_correct" not in page for page in pages)


def test_taker_sees_their_gain_by_question_once_both_tests_are_over(db, ada, room, address):
    take(ada, address, PRE, "a", "b")
    set_state(db, room, RoomState.ENDED)
    take(ada, address, POST, "b", "b")
    set_state(db, room, RoomState.ENDED, timedelta(days=8))

    page = ada.get(f"{address}/{POST}").text

    assert "because ru" in page
    assert "1 из 2" in page and "2 из 2" in page


def test_end_page_leads_to_a_result_only_once_there_is_one(db, ada, room, address):
    set_state(db, room, RoomState.ENDED)
    take(ada, address, POST, "b", "b")
    ada.post(f"{address}/{POST}/hand-in")

    before = ada.get(f"/rooms/{room.code}").text
    set_state(db, room, RoomState.ENDED, timedelta(days=8))
    after = ada.get(f"/rooms/{room.code}").text

    link, sentence = f'href="{address}/{POST}"', "когда второй тест уже никто не сможет пройти"
    offers = [page.split('data-when="ended"')[1].split("</section>")[0] for page in (before, after)]
    assert [link in offer for offer in offers] == [False, True]
    assert [sentence in offer for offer in offers] == [True, False]


def test_taker_does_not_see_answers_of_others(app, db, ada, room, address):
    take(ada, address, PRE, "c")
    bek = join(app, room, "Bek")

    assert "checked" not in bek.get(f"{address}/{PRE}/1").text.split("<main")[1]


@pytest.mark.parametrize("part", ["main", "nothing"])
def test_part_that_is_not_a_test_has_no_page(ada, address, part):
    assert ada.get(f"{address}/{part}").status_code == 404


@pytest.mark.parametrize("number", [0, 3, 99])
def test_nonexistent_question_has_no_page(ada, address, number):
    assert ada.get(f"{address}/{PRE}/{number}").status_code == 404
    assert ada.post(f"{address}/{PRE}/{number}", options="a").status_code == 404


def test_visitor_who_has_not_joined_is_sent_to_join(app, room, address):
    assert Visitor(app).get(f"{address}/{PRE}").location == f"/join/{room.code}"


def test_taker_can_change_language_during_a_test(ada, address):
    ada.get(f"{address}/{PRE}/2")

    changed = ada.post(f"{address}/{PRE}/language?item=2", language="kk")

    assert changed.location.endswith("/2")
    assert 'lang="kk"' in ada.get(f"{address}/{PRE}/2").text


def test_title_and_questions_that_are_not_translated_say_so(ada, address):
    assert 'class="badge"' not in ada.get(f"{address}/{PRE}").text
    assert 'class="badge"' not in ada.get(f"{address}/{PRE}/1").text

    ada.post(f"{address}/{PRE}/language", language="prs")

    fallback = '<p class="badge">هنوز ترجمه نشده: به انگلیسی</p>'
    assert re.search(rf'{fallback}\s*<h1 lang="en"', ada.get(f"{address}/{PRE}").text)
    question_page = ada.get(f"{address}/{PRE}/1").text
    assert len(re.findall(rf'{fallback}\s*<h1 class="test-question"', question_page)) == 2
    # The questions say it already.
    assert '<span class="badge">' not in question_page
    assert '<p class="test-title"><span lang="en"' in question_page


def add_answers(db, room, people, before, after):
    """Add people who chose the option `before` in the pre-test and `after` in the post-test."""

    def build(s):
        row = s.get(Room, room.id)
        for number in range(people):
            member = make_member(s, row, f"P{number}", language="kk" if number % 2 else "ru")
            for part, option in ((PRE, before), (POST, after)):
                s.add(
                    GivenAnswer(
                        member_id=member.id,
                        item=f"{part}--q1",
                        options=[option],
                        answered_at=clock.now(),
                    )
                )

    db.write(build)
    set_state(db, room, RoomState.ENDED, timedelta(days=8))


def test_hosts_and_report_show_gains_of_five_people(app, db, owner, room):
    add_answers(db, room, 5, "a", "b")
    host = signed_in(app, owner)

    page = host.get(f"/rooms/{room.code}/tests").text
    report = gains_in_report(host, room)

    assert "Which? " in page and "100%" in page
    assert "Which? " in report and "0 of 5 right before, 5 of 5 after" in report


def gains_in_report(host, room):
    page = host.get(f"/rooms/{room.code}/report").text
    return page.partition('id="tests"')[2].partition("</section>")[0]


def test_test_headings_are_one_level_lower_on_the_console(app, db, owner, room):
    add_answers(db, room, 5, "a", "b")
    host, address = signed_in(app, owner), f"/rooms/{room.code}/tests"

    page, piece = host.get(address).text, host.get(f"{address}?piece").text

    assert re.findall(r"<h(\d)", page) == ["1", "2", "2", "2"]
    assert re.findall(r"<h(\d)", piece) == ["3", "3", "3"]


def test_gains_of_four_people_are_not_shown(app, db, owner, room):
    add_answers(db, room, 4, "a", "b")
    host = signed_in(app, owner)

    assert "100%" not in host.get(f"/rooms/{room.code}/tests").text
    report = gains_in_report(host, room)
    assert "results of fewer than five are not shown" in report and "right before" not in report
    rows = host.get(f"/rooms/{room.code}/report/gains.csv").text.splitlines()
    assert len(rows) == 1


def test_hosts_see_no_post_test_result_while_it_is_open(app, db, owner, room):
    add_answers(db, room, 5, "a", "b")
    set_state(db, room, RoomState.ENDED)

    page = signed_in(app, owner).get(f"/rooms/{room.code}/tests").text

    # 0% is the result of the pre-test, which is over.
    assert "0%" in page and "100%" not in page


def test_only_the_organiser_downloads_individual_tests_and_it_is_recorded(app, db, owner, room):
    add_answers(db, room, 1, "a", "b")
    presenter = db.write(lambda s: make_user(s, "Dana"))

    def appoint(s):
        make_member(s, s.get(Room, room.id), "Dana", Role.PRESENTER, user=presenter)

    db.write(appoint)
    address = f"/rooms/{room.code}/report/tests.csv"

    assert signed_in(app, presenter).get(address).status_code == 404
    assert "P0" in signed_in(app, owner).get(address).text
    with db.read() as s:
        entries = s.query(TimelineEntry).filter_by(kind="report.tests").all()
    assert [entry.detail for entry in entries] == [{"user": owner.id}]
