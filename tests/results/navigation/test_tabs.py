"""The tabs of a session lead each person to the pages that they may open, and to no others."""

import pytest

from tests.factories import invite, make_change, make_cohort, make_room, make_user
from tests.people.accounts.browsing import signed_in
from tests.results.navigation.test_places import links_of
from webinar import features
from webinar.page_places import Place, Tab
from webinar.people.accounts.models import UserRole
from webinar.results.navigation.tabs import current_page
from webinar.results.series import helpers
from webinar.room.rooms.models import RoomState
from webinar.room.sessions import team

ALL = ["Plan", "People", "Attendance", "Results", "Steps", "Papers", "Console"]
TABS = {
    "organiser": ALL,
    "administrator": ALL,
    "presenter": ["Attendance", "Results", "Steps", "Papers", "Console"],
    "viewer": ["Results"],
}


@pytest.fixture
def scene(app, db):
    """The codes of an organiser's sessions by state, and the browsers of those who see them."""

    def build(s):
        owner = make_user(s, "Owner")
        cohort = make_cohort(s, owner)
        users = {
            "organiser": owner,
            "administrator": make_user(s, "Admin", UserRole.ADMIN),
            "presenter": make_user(s, "Presenter", UserRole.PRESENTER),
            "moderator": make_user(s, "Moderator", UserRole.PRESENTER),
            "interpreter": make_user(s, "Interpreter", UserRole.INTERPRETER),
            "viewer": make_user(s, "Viewer", UserRole.VIEWER, invited_by=owner.id),
            "stranger": make_user(s, "Stranger"),
        }
        helpers.name_viewer(s, cohort, owner, users["viewer"].email, "", "en")
        codes = {}
        for state in RoomState:
            room = make_room(s, owner, state=state)
            invite(s, room, cohort)
            change = make_change(s, room)
            for name in ("presenter", "moderator"):
                team.appoint(change, users[name].id, name)
            team.appoint(change, users["interpreter"].id, "interpreter.kk")
            codes[state] = room.code
        return codes, users

    codes, users = db.write(build)
    return codes, {name: signed_in(app, user) for name, user in users.items()}


@pytest.mark.parametrize(
    ("name", "tabs", "state"),
    [
        *((name, tabs, RoomState.ENDED) for name, tabs in TABS.items()),
        *((name, TABS[name], RoomState.LIVE) for name in ("organiser", "presenter")),
    ],
)
def test_everyone_sees_the_tabs_that_open_for_them(scene, name, tabs, state):
    codes, visitors = scene

    page = visitors[name].get(f"/rooms/{codes[state]}/report").text
    links = links_of(page, "nav-tabs")

    assert list(links) == tabs
    for address, _ in links.values():
        assert visitors[name].get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("path", "tab", "mark"),
    [
        ("/desk/{}", "Plan", "page"),
        ("/desk/{}/change", "Plan", "true"),
        ("/desk/{}/data", "Plan", "true"),
        ("/desk/{}/repeat", "Plan", "true"),
        ("/desk/{}/call", "Plan", "true"),
        ("/desk/{}/people", "People", "page"),
        ("/desk/{}/attendance", "Attendance", "page"),
        ("/rooms/{}/report", "Results", "page"),
        ("/rooms/{}/follow", "Steps", "page"),
        ("/rooms/{}/follow/links", "Steps", "true"),
        ("/rooms/{}/follow/reminders", "Steps", "true"),
        ("/rooms/{}/protocol", "Papers", "page"),
        ("/desk/{}/certificates", "Papers", "true"),
        ("/rooms/{}/report/exports", "Papers", "true"),
        ("/rooms/{}/tests", "Console", "true"),
        ("/rooms/{}/halls", "Console", "true"),
        ("/desk/{}/captioning", "Console", "true"),
    ],
)
def test_present_tab_is_marked_on_every_page_of_a_session(scene, path, tab, mark):
    codes, visitors = scene

    page = visitors["organiser"].get(path.format(codes[RoomState.PLANNED])).text

    links = links_of(page, "nav-tabs")
    assert list(links) == ALL
    assert {words: now for words, (_, now) in links.items() if now} == {tab: mark}


def test_tab_of_several_pages_lists_those_that_open(scene):
    codes, visitors = scene
    path = f"/rooms/{codes[RoomState.ENDED]}/protocol"

    own = links_of(visitors["organiser"].get(path).text, "nav-pages")
    others = links_of(visitors["presenter"].get(path).text, "nav-pages")

    assert list(own) == ["Protocol", "Certificates", "Exports"]
    assert list(others) == ["Protocol", "Exports"]


@pytest.mark.parametrize(
    ("name", "state", "path"),
    [
        ("organiser", RoomState.PLANNED, "/desk/{}"),
        ("organiser", RoomState.LIVE, "/desk/{}"),
        ("organiser", RoomState.ENDED, "/rooms/{}/report"),
        ("administrator", RoomState.PLANNED, "/desk/{}"),
        ("presenter", RoomState.PLANNED, "/rooms/{}/console"),
        ("presenter", RoomState.ENDED, "/rooms/{}/report"),
        ("moderator", RoomState.LIVE, "/rooms/{}/console"),
        ("moderator", RoomState.ENDED, "/rooms/{}/console"),
        ("interpreter", RoomState.LIVE, "/rooms/{}/interpreting"),
        ("viewer", RoomState.ENDED, "/rooms/{}/report"),
    ],
)
def test_title_leads_to_the_first_page_that_opens(scene, name, state, path):
    codes, visitors = scene
    address = path.format(codes[state])

    page = visitors[name].get("/desk").text

    assert f'<a href="{address}"><bdi>' in page
    assert visitors[name].get(address).status_code == 200


def test_stranger_gets_no_tabs(scene):
    codes, visitors = scene

    response = visitors["stranger"].get(f"/rooms/{codes[RoomState.ENDED]}/report")

    assert response.status_code == 404
    assert links_of(response.text, "nav-tabs") == {}


def test_every_place_and_tab_has_pages_of_different_ranks():
    for group, pages_of in ((Place, "desk_pages"), (Tab, "session_pages")):
        pages = [page for feature in features.every() for page in getattr(feature, pages_of)]
        ranks = [(page.place if group is Place else page.tab, page.rank) for page in pages]
        assert len(set(ranks)) == len(ranks)
        assert {member for member, _ in ranks} == set(group)


def test_page_belongs_to_the_tab_with_the_longest_fitting_name():
    assert current_page("reports.exports.profiles").endpoint == "reports.exports.home"
    assert current_page("followup.earlier") is None
    assert current_page("rooms.room") is None
