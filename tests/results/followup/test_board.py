"""The board and the links: access, reports by hosts for owners, filters and pictures."""

import re
from datetime import date, timedelta

import msgspec
import pytest

from tests.factories import make_member, make_module, make_room, make_slide, make_user
from tests.live.steps.making import make_step
from tests.people.accounts.browsing import Visitor, signed_in
from tests.results.followup.making import make_scene
from webinar.content.lessons.model import Part, StepItem, StepText
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.steps.models import Step, StepDraft, StepState
from webinar.people.accounts.models import UserRole
from webinar.results.followup.charts import Turn, bars, burn_down
from webinar.results.followup.models import StepReport


@pytest.fixture
def scene(db):
    return make_scene(db)


@pytest.fixture
def host(app, scene):
    visitor = signed_in(app, scene.owner)
    visitor.home = f"/rooms/{scene.room.code}/follow"
    return visitor


def states(db):
    with db.read() as session:
        return [step.state.value for step in session.query(Step).order_by(Step.number)]


def test_the_board_shows_all_agreed_steps(host):
    page = host.get(host.home)

    assert page.status_code == 200
    for text in ("Train officers", "Meet schools", "Write a plan", "Print leaflets"):
        assert text in page.text
    assert "Head of unit" in page.text


@pytest.mark.parametrize("path", ["", "/links"])
def test_board_is_not_found_for_others(app, db, scene, path):
    address = f"/rooms/{scene.room.code}/follow{path}"
    other = signed_in(app, db.write(lambda s: make_user(s, "Other")))

    assert other.get(address).status_code == 404
    assert Visitor(app).get(address).status_code == 404
    other.get("/desk")
    assert other.post(address + "/1" * (not path), make="all", kind="done").status_code == 404
    admin = signed_in(app, db.write(lambda s: make_user(s, role=UserRole.ADMIN)))
    assert admin.get(address).status_code == 200


def test_host_records_an_owners_report(db, host):
    host.get(host.home)
    report_form = {"owner": "1", "kind": "started", "note": "By telephone"}

    assert host.post(f"{host.home}/1", key="a" * 32, **report_form).status_code == 303

    with db.read() as session:
        [report] = session.query(StepReport).all()
        assert report.member_id is not None and report.link_id is None
    assert states(db)[0] == "in_progress"
    assert "By telephone" in host.get(host.home).text


def test_host_reopens_a_done_step_with_a_reason(db, host):
    host.get(host.home)
    assert host.post(f"{host.home}/1", key="a" * 32, owner="1", kind="done").status_code == 303
    refusal = host.post(f"{host.home}/1", key="b" * 32, owner="1", kind="reopened", note=" ")
    assert refusal.status_code == 422

    answer = host.post(f"{host.home}/1", key="c" * 32, owner="1", kind="reopened", note="Half")

    assert answer.status_code == 303
    assert states(db)[0] == "in_progress"


def test_step_that_nobody_accepted_cannot_be_reported(db, host):
    host.get(host.home)
    assert host.post(f"{host.home}/3", key="a" * 32, owner="1", kind="done").status_code == 422

    assert host.post(f"{host.home}/3/paper", owner="1").status_code == 303
    assert states(db)[2] == "owned"
    assert host.post(f"{host.home}/3", key="a" * 32, owner="1", kind="done").status_code == 303


def test_a_host_asks_another_role(db, host):
    host.get(host.home)

    assert host.post(f"{host.home}/3/ask", role="Head of schools").status_code == 303

    assert "Head of schools" in host.get(host.home).text
    assert host.post(f"{host.home}/3/ask", role="Head of schools").status_code == 422


def test_accepted_step_can_start_although_another_owner_was_asked(db, host):
    host.get(host.home)
    host.post(f"{host.home}/1/ask", role="Head of schools")
    assert states(db)[0] == "agreed"

    assert host.post(f"{host.home}/1", key="a" * 32, owner="1", kind="started").status_code == 303

    assert states(db)[0] == "in_progress"


def test_links_are_made_shown_again_and_revoked(app, host):
    page = host.get(f"{host.home}/links").text
    assert "/steps/" not in page

    assert host.post(f"{host.home}/links", make="all").status_code == 303
    page = host.get(f"{host.home}/links").text
    links = re.findall(r'value="http://127.0.0.1:5000(/steps/[\w-]{43})"', page)

    assert len(set(links)) == 3
    assert [Visitor(app).get(link).status_code for link in links] == [200, 200, 200]
    assert host.get(f"{host.home}/links").text.count("follow-qr") == 3
    [first, *_] = re.findall(r'name="revoke" value="(\d+)"', page)
    assert host.post(f"{host.home}/links", revoke=first).status_code == 303
    assert sorted(Visitor(app).get(link).status_code for link in links) == [200, 200, 404]


def test_link_of_another_session_cannot_be_revoked(app, db, host):
    host.get(f"{host.home}/links")
    host.post(f"{host.home}/links", make="all")
    page = host.get(f"{host.home}/links").text
    [link, *_] = re.findall(r'name="revoke" value="(\d+)"', page)
    other = make_scene(db)
    stranger = signed_in(app, other.owner)
    address = f"/rooms/{other.room.code}/follow/links"
    stranger.get(address)

    stranger.post(address, revoke=link)

    assert f'name="revoke" value="{link}"' in host.get(f"{host.home}/links").text


def test_the_board_is_filtered(host, scene, monkeypatch):
    owner = scene.owner
    host.get(host.home)
    host.post(f"{host.home}/1", key="a" * 32, owner="1", kind="done")

    def numbers_shown(query):
        return re.findall(r'id="step-(\d)"', host.get(f"{host.home}?{query}").text)

    assert numbers_shown("state=done") == ["1"]
    assert numbers_shown("state=agreed") == ["3"]
    assert numbers_shown("owner=rHead+of+unit") == ["4"]
    assert numbers_shown("owner=m2") == ["1", "2"]
    assert numbers_shown("late=1") == []
    assert numbers_shown("state=nonsense&part=x") == ["1", "2", "3", "4"]
    real = clock.now
    monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=21))
    host.sign_in_by_link(owner)
    assert numbers_shown("late=1") == ["2", "3", "4"]


def test_step_belongs_to_its_own_module_or_the_one_shown_then(app, db):
    """The second module's draft was used while the session was in the first."""

    def build(session):
        parts = [make_slide("one"), make_slide("two")]
        item = StepItem(
            id="plan", days=30, text={"en": StepText(text="Plan", owner="", indicator="")}
        )
        module = msgspec.structs.replace(
            make_module(slides=[parts[0], msgspec.structs.replace(parts[1], steps=[item])]),
            parts=[
                Part(id=name, module=name, title={"en": name}, minutes=10, first=at, slides=1)
                for at, name in enumerate(("First", "Second"))
            ],
        )
        owner = make_user(session, "Grace")
        room = make_room(session, owner, module)
        host = make_member(session, room, "Grace", Role.HOST, user=owner)
        proposed = make_step(session, room, host, "Said", StepState.AGREED)
        drafted = make_step(session, room, host, "Brought", StepState.AGREED)
        draft = session.query(StepDraft).filter_by(room_id=room.id).one()
        draft.step_id = drafted.id
        return owner, room.code, proposed.number, drafted.number

    owner, code, proposed, drafted = db.write(build)
    host = signed_in(app, owner)

    def numbers_shown(part):
        page = host.get(f"/rooms/{code}/follow?part={part}").text
        return [int(number) for number in re.findall(r'id="step-(\d)"', page)]

    assert (numbers_shown(0), numbers_shown(1)) == ([proposed], [drafted])


def test_burn_down_counts_open_steps_per_day():
    first = date(2026, 11, 1)
    turns = [Turn(first, 1), Turn(first, 1), Turn(first + timedelta(days=2), -1)]

    chart = burn_down(turns, first + timedelta(days=4))

    assert [count for _, count in chart.counts] == [2, 2, 1, 1, 1]
    assert chart.points == "34,8 334,8 334,73 634,73"
    assert burn_down([], first) is None
    assert burn_down([Turn(first, 1)], first).points == "34,8 634,8"


def test_bar_widths_are_relative_to_the_longest():
    assert [bar.widths for bar in bars([("a", 1, 2, 1), ("b", 0, 1, 0)])] == [
        (25.0, 50.0, 25.0),
        (0.0, 25.0, 0.0),
    ]


def test_board_states_are_the_followed_states():
    from webinar.live.steps.moves import FOLLOWED
    from webinar.results.followup.board import STATES

    assert {StepState(state) for state in STATES} == FOLLOWED
