"""Participants see two server processes on one database and one queue as one server."""

import threading

from tests.protocol.pair import MARKS
from tests.protocol.people import begin, intervals, op
from tests.protocol.raw import Raw
from tests.protocol.waiting import until

pytestmark = MARKS

PRESENTER_COUNT = 10
MOVE_COUNT = 150


def test_slide_move_on_one_process_is_heard_on_the_other(pair):
    """Planted fault: `message_queue` was not passed on."""
    first, second = pair
    session = begin(first)
    with Raw(first) as host, Raw(second) as listener:
        host.sit(session.host)
        listener.sit(session.join())

        host.call("slide.go", op(slide=3))

        assert listener.hear("slide.moved")["slide"] == 3


def test_slides_hidden_on_one_process_are_hidden_on_the_other(pair):
    first, second = pair
    session = begin(first, presenters=2)
    one, other = session.hosts
    with Raw(first) as host, Raw(second) as helper, Raw(second) as listener:
        host.sit(one)
        helper.sit(other)
        listener.sit(session.join())

        host.call("slide.hide", op(slides=[3, 4, 5]))
        assert listener.hear("slide.hidden")["set"] == {"slides": [3, 4, 5]}
        helper.call("slide.unhide", op(slides=[4]))

        assert listener.hear("slide.hidden")["set"] == {"slides": [3, 5]}
        snapshots = [link.call("room.snapshot", {})["snapshot"] for link in (host, listener)]
        assert [view["slides_hidden"]["slides"] for view in snapshots] == [[3, 5], [3, 5]]


def test_pointer_move_on_one_process_is_heard_on_the_other(pair):
    first, second = pair
    session = begin(first)
    spot = {"slide": 0, "block": 1, "blocks": 4}
    with Raw(first) as host, Raw(second) as listener:
        host.sit(session.host)
        listener.sit(session.join())

        host.call("pointer.move", {"spot": spot})

        assert listener.hear("pointer.moved")["set"] == {"spot": spot}


def test_marks_on_one_process_are_in_the_snapshot_of_the_other(pair):
    first, second = pair
    session = begin(first)
    marks = {"slide": 0, "blocks": 4, "marked": [1]}
    with Raw(first) as host, Raw(second) as listener:
        host.sit(session.host)
        listener.sit(session.join())

        host.call("marker.set", op(marks=marks))

        assert listener.hear("marker.changed")["set"] == {"marks": marks}
        snapshot = listener.call("room.snapshot", {})["snapshot"]
        assert snapshot["marker"] == {"marks": marks}


def test_tabs_on_both_processes_share_one_attendance_row(pair):
    first, second = pair
    session = begin(first)
    seat = session.join()
    with Raw(first) as host, Raw(first) as one_tab:
        host.sit(session.host)
        one_tab.sit(seat)
        until(lambda: intervals(first, seat))
        with Raw(second) as other_tab:
            other_tab.sit(seat)
            # The later participant was seen by the same presence check or a later one.
            with Raw(second) as later:
                later_seat = session.join("Later")
                later.sit(later_seat)
                until(lambda: intervals(first, later_seat))

            people = host.call("room.snapshot", {})["snapshot"]["people"]

            assert [person["state"] for person in people["members"]].count("here") == 3
            assert people["here"] == 2
            report = attendance_of(first, session)
            assert [row.name for row in report].count("Aigul") == 1


def test_both_processes_end_at_the_same_version_after_a_burst(pair):
    first, second = pair
    # The session is not started: the host who starts it would have the floor, and only that host
    # could move slides.
    session = begin(first, presenters=PRESENTER_COUNT, start=False)
    with Raw(first) as first_link, Raw(second) as second_link:
        links = (first_link, second_link)
        first_link.sit(session.join("Here"))
        second_link.sit(session.join("There"))
        listeners = [in_background(listen, link) for link in links]
        movers = [
            in_background(move, pair[number % 2], seat, MOVE_COUNT // PRESENTER_COUNT)
            for number, seat in enumerate(session.hosts)
        ]

        answered = {version for result in movers for version in result()}
        versions = [set(result()) for result in listeners]

        assert versions[0] == versions[1]
        assert len(versions[0]) == MOVE_COUNT
        states = [link.call("room.snapshot", {})["snapshot"] for link in links]
        assert states[0]["said"] == states[1]["said"] == {"everyone": max(versions[0])}
        # Presence is written meanwhile, so the later snapshot may be of a newer version.
        assert max(answered) <= min(state["version"] for state in states)
        assert states[0]["room"]["slide"] == states[1]["room"]["slide"]


def move(server, seat, count):
    """Move the slide this many times; return the version that each move made."""
    with Raw(server) as link:
        link.sit(seat)
        answers = [link.call("slide.go", op(slide=1 + number % 2)) for number in range(count)]
    return [answer["version"] for answer in answers]


def listen(link):
    return [link.hear("slide.moved")["version"] for _ in range(MOVE_COUNT)]


def in_background(work, *arguments):
    """Start the work in a thread. Return a function that waits for it, then returns or raises."""
    outcome = []

    def run():
        try:
            outcome.append((work(*arguments), None))
        except BaseException as error:
            outcome.append((None, error))

    thread = threading.Thread(target=run)
    thread.start()

    def result():
        thread.join()
        answer, error = outcome[0]
        if error is not None:
            raise error
        return answer

    return result


def attendance_of(server, session):
    from webinar.results.attendance.queries import attendance
    from webinar.room.rooms.models import Room

    db = server.database()
    with db.read() as reading:
        report = attendance(reading, reading.get(Room, session.room_id))
    db.close()
    return report
