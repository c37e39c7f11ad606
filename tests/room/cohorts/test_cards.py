"""Cards name the next session, and their short codes open the personal page at the front page."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.factories import invite, make_room
from tests.people.accounts.browsing import Visitor
from tests.room.cohorts.conftest import SECRET
from webinar.kit.tokens import CARD_CODE_LENGTHS, CODE_ALPHABET, show_code
from webinar.room.cohorts import inviting
from webinar.room.cohorts.card_codes import code_of, token_of_code
from webinar.room.cohorts.models import PersonLink
from webinar.room.rooms.models import RoomState

AT = datetime(2031, 3, 4, 4, 30, tzinfo=UTC)


@pytest.fixture
def code(db, links):
    with db.read() as s:
        return code_of(s.query(PersonLink).order_by(PersonLink.person_id).first(), [SECRET])


@pytest.fixture
def visitor(app):
    visitor = Visitor(app)
    visitor.get("/")
    return visitor


def opened(visitor, typed):
    """Where the front page leads with this code."""
    return visitor.post("/join", code=typed).headers.get("Location", "")


@pytest.mark.parametrize("spelled", [str, str.lower, show_code])
def test_code_typed_at_the_front_page_opens_the_personal_page(visitor, links, code, spelled):
    assert opened(visitor, spelled(code)) == links[0]


def test_code_has_more_than_forty_bits_and_is_longer_than_a_sessions(code):
    assert len(code) in CARD_CODE_LENGTHS
    assert len(CODE_ALPHABET) ** 9 > 2**40
    assert set(code) <= set(CODE_ALPHABET)


def test_code_ends_with_its_link_and_a_new_link_has_another(db, visitor, owner, cohort, code):
    db.write(lambda s: inviting.renew(s, s.merge(owner), cohort.id, 1, SECRET))

    with db.read() as s:
        newest = s.query(PersonLink).order_by(PersonLink.id.desc()).first()
        assert code_of(newest, [SECRET])[:9] != code[:9]
        assert token_of_code(s, code, [SECRET]) == ""
        assert token_of_code(s, code_of(newest, [SECRET]), [SECRET])
    assert visitor.post("/join", code=code).status_code == 422


def test_proof_of_another_link_another_number_and_another_key_open_nothing(db, links, code):
    changed = ("A" if code[0] != "A" else "B") + code[1:]
    with db.read() as s:
        ada, bek = s.query(PersonLink).order_by(PersonLink.person_id)
        assert token_of_code(s, code, ["another-key", SECRET])
        for wrong in (
            changed,
            code[:9] + code_of(bek, [SECRET])[9:],
            code[:9] + "ZZZZZZ",
            code[:9] + "222",
        ):
            assert token_of_code(s, wrong, [SECRET]) == "", wrong
        assert code_of(ada, ["another-key"]) == ""
        assert token_of_code(s, code, ["another-key"]) == ""


def test_wrong_codes_are_limited_as_session_codes_are(visitor, links, code):
    wrong = ("A" if code[0] != "A" else "B") + code[1:]
    answers = [visitor.post("/join", code=wrong).status_code for _ in range(200)]

    assert answers[0] == 422
    assert answers[-1] == 429
    assert visitor.post("/join", code=code).status_code == 429


def test_card_has_title_time_zone_and_code(db, organiser, owner, cohort, links, code):
    def make(s):
        planned = {"state": RoomState.PLANNED, "time_zone": "Asia/Almaty"}
        for title, day in (("Later", 7), ("Science", 0)):
            at = AT + timedelta(days=day)
            invite(s, make_room(s, s.merge(owner), title=title, planned_at=at, **planned), cohort)

    db.write(make)

    page = organiser.get(f"/desk/cohorts/{cohort.id}/links/sheet").text

    card = page.partition('class="cohort-card"')[2].partition("</li>")[0]
    assert "Science" in card and "Later" not in card
    assert "4 марта 2031" in card and "09:30 (" in card
    assert "и ещё 1 занятие" in card
    assert show_code(code) in card


def test_links_file_has_the_code_at_its_end(organiser, cohort, links, code):
    table = organiser.get(f"/desk/cohorts/{cohort.id}/links/links.csv").text

    assert f'"{show_code(code)}"' in table
