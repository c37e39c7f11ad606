"""Every figure in docs/delivery.md and docs/security.md matches the code."""

import re

import pytest

from tests.test_documentation import rows_of, text_of
from tools import wire_docs
from webinar.kit import engines
from webinar.kit import limits as live_limits
from webinar.kit.web import headers, http_limits
from webinar.live.chat import actions as chat
from webinar.live.polls import drafting as polls
from webinar.live.presence import actions as attendance
from webinar.live.presence import finality
from webinar.live.presence import queries as roster
from webinar.live.questions import actions as questions
from webinar.live.steps import actions as steps
from webinar.people.accounts import browsers, limits, passwords
from webinar.room.engine import gathering, operations, pulse, room_queue, server, stays
from webinar.room.engine.link_registry import LINK_EVENTS
from webinar.room.engine.registry import COMMANDS, QUERIES
from webinar.room.sessions import actions as rooms
from webinar.room.sessions import arrivals
from webinar.room.transport import backlog, links, packets, peers, queue_rooms

pytestmark = pytest.mark.any_python

FIGURES_OF_DELIVERY = [
    f"up to {room_queue.BATCH} commands in one transaction",
    f"at most {1000 * gathering.NEAR_SECONDS:.0f} ms apart",
    f"waits up to {1000 * gathering.GATHER_SECONDS:.0f} ms",
    f"when {gathering.ENOUGH} commands wait",
    f"until {operations.OPERATIONS_LAST.total_seconds() / 3600:.0f} hours after the",
    f"Every {pulse.TICK_SECONDS:.0f} seconds `room.tick`",
    f"for every {pulse.BYTES_PER_BEAT} bytes of it",
    f"{1 / pulse.BEAT_SECONDS:.0f} times a second the newest state",
    f"When {backlog.MOST_BYTES // 1024} KiB wait for it",
    f"closed at {links.MAX_WAITING_PACKETS} packets",
    f"pings every {server.PING_INTERVAL} seconds",
    f"writes it down every {stays.WRITE_SECONDS:.0f} seconds",
    f"After {stays.SILENT_SECONDS:.0f} seconds without evidence",
    f"after {roster.LOST.total_seconds():.0f} seconds as *away*",
    f"silent for about {server.PING_INTERVAL + server.PING_TIMEOUT} seconds is closed",
    f"within {attendance.BRIDGE.total_seconds():.0f} seconds of their last evidence",
    f"up to {finality.EVIDENCE_AFTER_END.total_seconds():.0f} seconds after the end",
    f"**final** {finality.AFTER_END.total_seconds():.0f} seconds after the end",
    f"more than {room_queue.WAITING_ROOM} commands wait",
    f"after {engines.BUSY_TIMEOUT_MS // 1000} seconds at most",
    f"waits {queue_rooms.ANSWER_SECONDS:.0f} seconds for an answer",
    f"says every {queue_rooms.BEAT_SECONDS:.0f} seconds that it is there",
    f"not hear itself for {queue_rooms.DEAF_SECONDS:.0f} seconds subscribes",
    f"hear another for {queue_rooms.DEAF_SECONDS:.0f} seconds takes it",
    f"has listened for {peers.INTRODUCTION_SECONDS:.0f} seconds, and",
    f"`room.tick` every {pulse.APART_SECONDS:.0f} seconds instead of every",
    f"once every {pulse.APART_SECONDS:.0f} seconds at most",
    f"hangs within {queue_rooms.BEAT_SECONDS + queue_rooms.ANSWER_SECONDS:.0f} seconds",
]
AFTER_END = f"{finality.AFTER_END.total_seconds():.0f}"


@pytest.mark.parametrize("figure", FIGURES_OF_DELIVERY)
def test_contract_gives_the_figures_in_the_code(figure):
    assert figure in " ".join(text_of("docs/delivery.md").split())


@pytest.mark.parametrize("page", ["exports", "certificates", "organising", "protocol"])
def test_other_pages_agree_with_the_code_on_when_figures_are_final(page):
    text = " ".join(text_of(f"docs/{page}.md").split())

    assert f"{AFTER_END} seconds after" in text or f"{AFTER_END} seconds later" in text


def limit_in_words(limit):
    return f"{limit.count} in {limit.seconds} s"


def limits_in_words(limit):
    longer = limit.longer
    if longer is None:
        return limit_in_words(limit)
    assert longer.seconds == 3600
    return f"{limit_in_words(limit)} and {longer.count} in an hour"


LIMITS = {
    "all commands and questions together": limit_in_words(live_limits.ANYTHING),
    "every other command": f"{limit_in_words(live_limits.HOSTING)} each",
    "new Socket.IO connections": limit_in_words(headers.HANDSHAKES),
    "pages, forms, downloads": limit_in_words(headers.PAGES),
    "a message to the server": f"{server.MAX_PAYLOAD} bytes",
    "what waits for one client": f"{backlog.MOST_BYTES} bytes",
    "sockets of one member": f"{server.SOCKETS_PER_MEMBER}; the most silent one gives way",
    "a link that takes no seat": f"closed after {server.SEAT_SECONDS} s",
    "malformed frames": f"closed at the {links.MAX_STRIKES}th",
    "the first line of a request, with its address (URL)": (
        f"{http_limits.REQUEST_LINE_LIMIT - 1} bytes; beyond it 414"
    ),
    "a field of a head, all fields together": f"{http_limits.FIELD_LIMIT - 1} bytes, "
    f"{http_limits.LONGEST_HEAD} bytes; beyond it 400",
    "silence before a request": f"{http_limits.KEEPALIVE_SECONDS} s",
    "a client that takes nothing of a response": f"closed after {http_limits.SOCKET_SECONDS} s",
    "the head of a request": f"{http_limits.KEEPALIVE_SECONDS + http_limits.HEADERS_SECONDS} s",
    "its body": f"{http_limits.BODY_SECONDS} s; "
    f"{http_limits.UPLOAD_SECONDS // 60} minutes for an owner's report with files",
    "connections from one address (without a proxy)": str(http_limits.CONNECTIONS_PER_ADDRESS),
    "people who join from one address": f"{arrivals.JOINING.count} at once, then "
    f"{60 * arrivals.JOINING.count / arrivals.JOINING.seconds:.0f} per minute",
    "members of a session": str(rooms.MEMBERS_PER_ROOM),
    "polls of a session": str(polls.POLLS_PER_ROOM),
    "next steps of a session": str(steps.STEPS_PER_ROOM),
    "commands that wait for one room": str(room_queue.WAITING_ROOM),
    "name of a member": f"{rooms.NAME_LENGTH} characters",
    "questions of a session": str(questions.QUESTIONS_PER_ROOM),
    "messages of a session": str(chat.MESSAGES_PER_ROOM),
    "text of a question, answer, message": f"{questions.TEXT_LENGTH} characters each",
    "text of a step, reason": f"{steps.TEXT_LENGTH} characters each",
}


@pytest.mark.parametrize("subject", LIMITS)
def test_security_page_gives_the_limits_in_the_code(subject):
    documented = {row[0]: row[1] for row in rows_of("docs/security.md")}

    assert documented.get(subject) == LIMITS[subject]


def test_security_page_gives_the_limit_of_each_command():
    wire_docs.register()
    default = limit_in_words(live_limits.HOSTING)
    limits = {name: message.limit for name, message in (COMMANDS | QUERIES | LINK_EVENTS).items()}
    expected = {name: limits_in_words(limit) for name, limit in limits.items()}

    documented = {
        name: re.sub(",? each$", "", row[1])
        for row in rows_of("docs/security.md")
        for name in re.findall(r"`(\w+\.\w+)`", row[0])
    }

    assert documented == {name: limit for name, limit in expected.items() if limit != default}


def test_security_page_gives_the_times_and_lengths_in_the_code():
    text = " ".join(text_of("docs/security.md").split())
    guest, user = (int(span.total_seconds() // 3600) for span in (
        browsers.GUEST_LASTS, browsers.USER_LASTS))  # fmt: skip
    idle = int(browsers.USER_IDLES.total_seconds() // 60)

    assert f"known for {guest} hours" in text
    assert f"after {idle} minutes without one" in text and f"after {user} hours in any" in text
    assert f"at most {browsers.BROWSERS_PER_USER} browsers" in text
    assert f"{passwords.SHORTEST} to {passwords.LONGEST} characters" in text
    assert f"at most {packets.MAX_DEPTH} levels" in text
    assert str(limits.PER_ADDRESS.amount) in text
