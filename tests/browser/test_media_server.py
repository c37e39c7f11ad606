"""A media server is loaded after a tap, and our own voice replaces it when it is away."""

import re
import socket
import threading

import jwt
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.office import administrator_of
from tests.browser.truth import expect_true
from tests.browser.voices import expect_sound, press
from tests.protocol.server import Server
from tests.protocol.waiting import until

SECRET = "a-secret-of-the-media-server-0123456789"
AWAY = "The faster sound is unavailable. You still hear everything, a little later."
# Stands for our adapter of LiveKit: its sound arrives when the test says so.
STAND_IN = """
export async function connect(ticket, events) {
  const media = (window.media = { ticket, events, heard: [], published: [], isClosed: false });
  return {
    hear: (channel, speaker) => media.heard.push([channel, speaker]),
    publish: async (channel, microphone) => media.published.push([channel, microphone.kind]),
    close: () => (media.isClosed = true),
  };
}
"""


# LiveKit lets every site ask.
REFUSAL = (
    b"HTTP/1.1 503 Service Unavailable\r\nAccess-Control-Allow-Origin: *\r\n"
    b"Content-Length: 0\r\nConnection: close\r\n\r\n"
)

MODULE = "policing-science"


class Engine:
    """Refuses every connection, as a LiveKit server does that is misconfigured; counts them."""

    def __init__(self):
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.requests = []
        threading.Thread(target=self._refuse, daemon=True).start()

    def _refuse(self):
        while True:
            try:
                link, _address = self._socket.accept()
            except OSError:
                return
            with link:
                self.requests.append(link.recv(4096).split(b"\r\n")[0].decode())
                link.sendall(REFUSAL)

    def close(self):
        self._socket.close()


@pytest.fixture(scope="module")
def engine():
    engine = Engine()
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def server(tmp_path_factory, modules, engine):
    """A server of these tests' own, with a media server."""
    settings = {
        "MODULES": str(modules),
        "DEMO": "0",
        "LIVEKIT_URL": f"ws://127.0.0.1:{engine.port}",
        "LIVEKIT_KEY": "key",
        "LIVEKIT_SECRET": SECRET,
    }
    with Server(tmp_path_factory.mktemp("served"), **settings) as server:
        yield server


@pytest.fixture(scope="module")
def admin(server):
    yield from administrator_of(server)


@pytest.fixture
def olga(run, join):
    person = join(run.code, "Ольга", "ru", look=PHONE)
    person.expect_extras()
    return person


def scripts_of(page):
    return [name for url in page.watch.requests for name in re.findall(r"dist/(\w+)-", url)]


def let_fail(page, engine):
    """Failing connections to the media server are foreseen."""
    page.watch.is_cut = True
    page.watch.foreseen.add(503)
    page.watch.hosts.add(f"127.0.0.1:{engine.port}")


def rights_asked_for(engine):
    """Whether the tokens that the media server was shown let their holders speak."""
    tokens = [
        token for line in engine.requests for token in re.findall(r"access_token=([\w.-]+)", line)
    ]
    claims = [jwt.decode(token, SECRET, algorithms=["HS256"]) for token in tokens]
    return {claim["video"]["canPublish"] for claim in claims}


def replace_engine(page):
    page.context.route(
        "**/static/dist/livekit-*.js",
        lambda route: route.fulfill(body=STAND_IN, content_type="text/javascript"),
    )


def test_voice_goes_on_without_the_media_server_and_says_so(console, olga, engine):
    for page in (console.page, olga.page):
        let_fail(page, engine)
        assert not {"livekit", "media_listener", "media_speaker"} & {*scripts_of(page)}

    press(console.page, "Speak")
    expect(console.page.locator("#voice .voice-state")).to_have_text("You are speaking")
    press(olga.page, olga.words["Listen"])

    expect_sound(olga.page)
    expect(olga.page.locator(".voice-away")).to_have_text(olga.words[AWAY])
    expect_sound(olga.page)
    assert {"livekit", "media_listener"} <= {*scripts_of(olga.page)}
    # The speaker tries the media server beside our own, and may come to it later than the listener.
    until(lambda: rights_asked_for(engine) == {True, False}, problem="somebody has not tried it")
    assert {"livekit", "media_speaker"} <= {*scripts_of(console.page)}


def test_media_server_carries_the_voice_until_it_is_lost(console, olga, run):
    for page in (console.page, olga.page):
        replace_engine(page)
    press(console.page, "Speak")
    expect_true(console.page, "window.media?.published.length")
    assert console.page.evaluate("media.published") == [["floor", "audio"]]
    press(olga.page, olga.words["Listen"])
    expect_sound(olga.page)
    expect_true(olga.page, "window.media?.heard.length")
    assert olga.page.evaluate("media.heard.at(-1)[1].turn") == 1

    olga.page.evaluate("media.events.heard(true)")

    expect(olga.page.locator(".voice-who")).to_have_attribute("data-on", "true")
    until(lambda: olga.page.evaluate("document.querySelector('audio').paused"))
    expect(olga.page.locator(".voice-away")).to_have_count(0)
    menu = console.page.locator(".voice-listeners")
    expect(menu.locator("summary")).to_have_text("Listeners: 1")
    menu.locator("summary").click()
    floor = menu.locator(".voice-channel")
    expect(floor).to_contain_text("1 listener · faster sound: 1")
    expect(floor).to_contain_text("Ольга")

    olga.page.evaluate("media.events.lost()")

    expect(olga.page.locator(".voice-away")).to_have_text(olga.words[AWAY])
    expect_sound(olga.page)
    expect(floor).not_to_contain_text("faster sound")


def test_silenced_speaker_is_heard_at_the_media_server_no_more(console, olga, run):
    for page in (console.page, olga.page):
        replace_engine(page)
    press(console.page, "Speak")
    press(olga.page, olga.words["Listen"])
    expect_true(olga.page, "window.media?.heard.at(-1)?.[1]")
    expect_true(console.page, "window.media?.published.length")

    run.do("voice.silence", channel="floor")

    expect_true(console.page, "media.isClosed")
    expect_true(olga.page, "media.heard.at(-1)[1] === null")
