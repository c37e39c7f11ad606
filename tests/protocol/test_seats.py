"""Seats: several tabs, signing out, being removed, the server's goodbye and return."""

import re
import threading

import pytest
from sqlalchemy import select, update

from tests.protocol.people import begin, do, intervals, link_of, member_of, op, sign_in
from tests.protocol.raw import Raw
from tests.protocol.server import Server
from tests.protocol.waiting import PATIENCE_S, until
from webinar.kit import clock
from webinar.operate.demo.actions import ORGANISER
from webinar.people.accounts.models import Browser
from webinar.room.rooms.models import Member, Seat

pytestmark = pytest.mark.postgres


def refusal(server, seat):
    """Why this seat cannot be taken now; None if it can."""
    with Raw(server) as link:
        assert link.packet().startswith("0{")
        link.send(f'40{{"seat":"{seat}"}}')
        answer = link.packet()
    return None if answer.startswith("40") else re.search(r'"message":"(\w+)"', answer)[1]


def test_only_the_members_own_tabs_hear_of_their_vote(server, session):
    poll, options = session.open_poll()
    seat = session.join()
    with Raw(server) as first, Raw(server) as second, Raw(server) as other:
        first.sit(seat)
        second.sit(seat)
        other.sit(session.join("Other"))

        assert first.call("poll.vote", op(poll=poll, options=options[:1]))["ok"]
        do(server, session.host, "slide.go", slide=1)

        assert second.hear("poll.voted")["options"] == options[:1]
        other.hear("slide.moved")
        assert "poll.voted" not in [name for name, _ in other.heard]


def test_remote_hears_only_the_number_of_participants(server, session):
    """Planted fault: it heard everything that hosts hear, for anybody who had scanned its code."""
    own_session = begin(server, presenters=2)
    console, remote = own_session.hosts
    its_browser = select(Seat.browser_id).filter_by(member_id=member_of(remote))
    statement = (
        update(Browser).where(Browser.id.in_(its_browser)).values(remote_of=own_session.code)
    )
    db = server.database()
    db.write(lambda session: session.execute(statement))
    db.close()
    with Raw(server) as host, Raw(server) as phone, Raw(server) as other:
        host.sit(console)
        phone.sit(remote)
        other.sit(own_session.join("Aigerim"))

        def hear_first_arrival(link):
            people = link.hear("room.people")["people"]
            return people["joined"] == 1 and people

        names_on_console = [
            person["name"] for person in until(lambda: hear_first_arrival(host))["members"]
        ]
        names_on_phone = [
            person["name"] for person in until(lambda: hear_first_arrival(phone))["members"]
        ]

    assert "Aigerim" in names_on_console
    assert names_on_phone == ["Presenter 1", "Presenter 2"]


def test_sixth_tab_is_refused_while_five_are_alive(server, session):
    """Planted fault: the new tab always took the place of an old one."""
    seat = session.join()
    tabs = [Raw(server).sit(seat) for _ in range(5)]

    assert refusal(server, seat) == "too_many_tabs"
    assert all(tab.is_open() for tab in tabs)
    tabs[0].socket.close()
    until(lambda: refusal(server, seat) is None)
    for tab in tabs:
        tab.socket.close()


def test_closed_tab_leaves_its_member_present_while_another_is_open(server, session):
    seat, later_seat = session.join(), session.join("Later")
    with Raw(server) as old_tab, Raw(server) as later:
        old_tab.sit(seat)
        first = Raw(server).sit(seat)
        [before] = until(lambda: intervals(server, seat))

        first.socket.close()
        # The presence check that finds the later participant has seen the closed tab, too.
        later.sit(later_seat)
        until(lambda: intervals(server, later_seat))

        assert [row.id for row in intervals(server, seat)] == [before.id]
        assert intervals(server, seat)[0].is_open
        assert old_tab.is_open()


def test_signing_out_cuts_the_link_and_voids_the_seat(server):
    """Planted fault: the sockets of a browser outlived its session."""
    browser, _desk = sign_in(link_of(server, ORGANISER))
    desk = browser.get(f"{server.url}/desk", timeout=PATIENCE_S).text
    code = server.printed("Participants").rsplit("/", 1)[1]
    console = browser.get(f"{server.url}/rooms/{code}/console", timeout=PATIENCE_S).text
    seat = re.search(r'data-seat="([^"]+)"', console)[1]
    token = re.search(r'csrf_token" value="([0-9a-f]+)"', desk)[1]
    with Raw(server) as link:
        link.sit(seat)

        answer = browser.post(
            f"{server.url}/sign-out", data={"csrf_token": token}, timeout=PATIENCE_S
        )

        assert answer.ok
        link.drain()
    assert refusal(server, seat) == "not_allowed"


def test_removed_member_is_refused_the_next_command_and_seat(server, session):
    seat = session.join()
    with Raw(server) as link:
        link.sit(seat)
        db = server.database()
        statement = update(Member).where(Member.id == member_of(seat))
        db.write(lambda s: s.execute(statement.values(removed_at=clock.now())))
        db.close()

        assert link.call("room.snapshot", {})["code"] == "not_allowed"
    assert refusal(server, seat) == "not_allowed"


def test_restart_is_announced_and_returning_members_were_never_away(tmp_path):
    """Planted fault: the handler of the signal ran in the event loop itself, and that crashed."""
    with Server(tmp_path, unforked=True) as server:
        session = begin(server)
        seat = session.join()
        with Raw(server) as link:
            link.sit(seat)
            broadcasts = []
            listening = threading.Thread(
                target=lambda: broadcasts.append(link.hear("server.restarting"))
            )
            listening.start()

            exit_code = server.stop()
            listening.join(PATIENCE_S)

        [interval] = intervals(server, seat)
        server.start()
        with Raw(server) as link:
            link.sit(seat)
            until(lambda: len(intervals(server, seat)) == 2)

            assert exit_code == 0
            assert 500 <= broadcasts[0]["retry_ms"] <= 1500
            assert interval.is_open
            before, after = sorted(intervals(server, seat), key=lambda row: row.id)
            assert after.is_bridged and after.began_at == before.last_heard_at
