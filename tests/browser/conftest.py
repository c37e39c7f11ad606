"""Fixtures of the browser tests: each worker has one server and one Chromium for its people."""

import os
import secrets
import shutil
import time
from functools import partial

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from tests.browser import joined_lists, statements, stepwise
from tests.browser.audit import Auditor
from tests.browser.console import Console
from tests.browser.hearing import write_tone
from tests.browser.kept_course import make_course, single_choices
from tests.browser.lateness import put_clock_back
from tests.browser.lesson import Lesson
from tests.browser.office import Desk, administrator_of, take_seat
from tests.browser.room import LOCALES, Participant
from tests.browser.watch import Watch
from tests.browser.wire import Wire
from tests.protocol.forked_server import fork_server
from tests.protocol.server import ROOT, Server
from tests.protocol.waiting import PATIENCE_S
from webinar.content.lessons.library import read_library
from webinar.people.accounts.actions import make_sign_in_link
from webinar.people.accounts.models import User, UserRole

# Let a test's routes intercept requests of service workers, too. Read when the browser starts.
os.environ["PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS"] = "1"

MODULE = "prevention-science"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}

# A page that a test has modified in transit counts as remote, and the browser would ask for
# permission before letting it reach a server on this machine.
FLAGS = [
    "--no-sandbox",
    # A pretended microphone that beeps once a second, and that nobody is asked about.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
    "--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,"
    "WebRtcHideLocalIpsWithMdns",
    # Two pages of this machine reach each other, even if it has no network.
    "--allow-loopback-in-peer-connection",
]

# The tone of everybody's microphone: a browser has one for all its pages.
FLOOR_HZ = 440

# For anything that happens eventually. A busy machine is slow, which is not a fault.
PATIENCE_MS = PATIENCE_S * 1000
# The server asks for the password again after twice this time.
MAX_SIGN_IN_AGE_S = 300
expect.set_options(timeout=PATIENCE_MS)


def pytest_configure():
    """Let all workers, which start from here, share the process that forks their servers."""
    fork_server()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, tmp_path_factory):
    path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    flags = [
        *FLAGS,
        microphone(write_tone(tmp_path_factory.mktemp("tone") / "floor.wav", FLOOR_HZ)),
    ]
    return {**browser_type_launch_args, "executable_path": path, "args": flags}


def microphone(path):
    """Return the flag that lets the microphone hear this WAV file again and again."""
    return f"--use-file-for-fake-audio-capture={path}"


@pytest.fixture(scope="session")
def modules(tmp_path_factory):
    """The shipped modules, except that one slide is not yet translated into Kazakh and the opinion
    polls of one module are not anonymous: an anonymous vote is final, and has no result if only two
    or three people answer. Also a module whose questions join two lists, one with statements, and
    one whose list is revealed item by item.
    """
    folder = tmp_path_factory.mktemp("modules") / "modules"
    shutil.copytree(ROOT / "modules", folder)
    leave_out(folder / "prevention-science/kk.md", "limits")
    for file in (folder / "prevention-science").glob("*.md"):
        file.write_text(file.read_text().replace(" .anonymous", ""))
    joined_lists.write(folder)
    statements.write(folder)
    stepwise.write(folder)
    return folder


def leave_out(file, slide):
    slides = file.read_text().split("\n---\n")
    others = [text for text in slides if f"{{#{slide}}}" not in text]
    assert len(others) == len(slides) - 1
    file.write_text("\n---\n".join(others))


@pytest.fixture(scope="session")
def taught(modules):
    """The library of these tests' server, read once."""
    return read_library(modules)


@pytest.fixture(scope="session")
def lesson(taught):
    """The words of the module that is presented."""
    return Lesson(taught)


@pytest.fixture(scope="session")
def wire():
    """A connection to the server that can be cut."""
    wire = Wire()
    yield wire
    wire.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory, modules, wire):
    """The shipped server; at the end its log must hold no traceback."""
    folder = tmp_path_factory.mktemp("server")
    settings = {"MODULES": str(modules), "EXTRA_ORIGINS": wire.url, "DEMO": "0"}
    with Server(folder, **settings) as server:
        wire.lead_to(server.port)
        yield server


@pytest.fixture(scope="session")
def admin(server):
    """The administrator: the first link signs in only once."""
    yield from administrator_of(server)


@pytest.fixture(scope="session")
def admin_state(admin):
    """The cookies of the administrator."""
    return admin.state


@pytest.fixture
def visit(server, wire, browser):
    """Open a page as a new person; any fault in their browser fails the test."""
    watches = []

    def visit(language="en", look=LAPTOP, url=server.url, browser=browser, **options):
        context = browser.new_context(
            base_url=url, locale=LOCALES[language], reduced_motion="reduce", **look, **options
        )
        context.set_default_timeout(PATIENCE_MS)
        watch = Watch(context, hosts={url.split("//")[1]})
        watches.append((context, watch))
        page = context.new_page()
        page.watch, page.language = watch, language
        return page

    yield visit
    for context, _ in watches:
        context.close()
    assert [fault for _, watch in watches for fault in watch.faults] == []


@pytest.fixture
def phone(visit, wire):
    """Open a page on a phone whose network can be cut."""
    yield lambda language="en": visit(language, look=PHONE, url=wire.url)
    wire.mend()


@pytest.fixture
def database(server):
    """The server's database."""
    database = server.database()
    yield database
    database.close()


@pytest.fixture
def sign_in(server, visit):
    """Use a sign-in link on a laptop."""
    desks = []

    def sign_in(link, language="en"):
        desk = Desk(server.url, visit, language)
        desks.append(desk)
        desk.sign_in(link)
        return desk

    yield sign_in
    for desk in desks:
        desk.close()


@pytest.fixture
def desk(admin, database, visit):
    """The administrator, recently signed in: only they can make accounts."""
    if time.monotonic() - admin.signed_in_at > MAX_SIGN_IN_AGE_S:
        admin.sign_in_elsewhere(f"/welcome/{database.write(link_of_administrator)}")
    desk = admin.copy(visit)
    yield desk
    desk.close()


def link_of_administrator(db):
    user = db.scalars(select(User).filter_by(role=UserRole.ADMIN).order_by(User.id)).first()
    return make_sign_in_link(db, user, "/desk")


@pytest.fixture
def host(desk, sign_in):
    """Sign in another organiser who reads this language."""

    def host(language="en", name="Host"):
        email = f"host{secrets.token_hex(4)}@demo.example"
        return sign_in(desk.invite(name, email, "organiser", language), language)

    return host


@pytest.fixture
def enter(server):
    """Join a session in a new person's page, and opens its room there.

    This skips the link's page and its form; `Participant.join` tests those.
    """

    def enter(page, code, name):
        page.context.add_cookies(take_seat(server.url, code, name, page.language))
        page.goto(f"/rooms/{code}")
        participant = Participant(page, name)
        participant.expect_connection("connected")
        return participant

    return enter


@pytest.fixture
def join(visit, enter):
    """Join a session as a new person who reads this language."""

    def join(code, name, language="en", **options):
        return enter(visit(language, **options), code, name)

    return join


@pytest.fixture
def run(desk, request):
    """A started session, run without opening its console. A test file may name its MODULE."""
    run = desk.run(desk.new_session(module=getattr(request.module, "MODULE", MODULE)))
    run.start()
    return run


@pytest.fixture
def console(desk, run):
    """The presenter's console of the started session."""
    return Console(desk.open()).open(run.code)


@pytest.fixture
def follower(run, join):
    """A participant who follows on a phone with everything loaded: `follower(name, language)`."""

    def follower(name, language="en"):
        someone = join(run.code, name, language, look=PHONE)
        someone.expect_extras()
        return someone

    return follower


@pytest.fixture
def interpreter(desk, sign_in, run):
    """The desk of a new interpreter of the started session: `interpreter(name, language)`."""

    def interpreter(name, language="kk"):
        email = f"{name.lower()}{secrets.token_hex(4)}@demo.example"
        link = desk.invite(name, email, "presenter")
        desk.appoint(run.code, email, f"interpreter.{language}")
        page = sign_in(link).open()
        page.goto(f"/rooms/{run.code}/interpreting")
        return page

    return interpreter


@pytest.fixture
def say_in(desk, sign_in, run):
    """Types captions in a language: `say_in(language)(line)`."""

    def say_in(language):
        email = f"interpreter{secrets.token_hex(4)}@demo.example"
        link = desk.invite("Dana", email, "presenter")
        desk.appoint(run.code, email, f"interpreter.{language}")
        dana = sign_in(link)
        dana.get(f"/rooms/{run.code}/interpreting")
        return lambda text: dana.post(f"/rooms/{run.code}/do/caption.say", text=text)

    return say_in


@pytest.fixture
def late(server):
    """Put a session's clock back by some minutes: `late(code, minutes, people=0)`."""
    return partial(put_clock_back, server.database_url)


@pytest.fixture
def auditor():
    """Audits pages with axe-core, which is injected from outside, past their content policy."""
    return Auditor((ROOT / "node_modules/axe-core/axe.min.js").read_text())


@pytest.fixture
def course(desk):
    """A course of one module, open to anybody with its code: id and code."""
    return make_course(desk)


@pytest.fixture
def items(taught):
    """Slides of the course with a single-choice question."""
    return single_choices(taught)
