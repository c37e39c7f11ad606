"""The voice passes by WHIP and WHEP, over real WebRTC, and our own server replaces it."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FLOOR_HZ, PHONE
from tests.browser.hearing import NEAR_HZ, measurement_of
from tests.browser.office import administrator_of
from tests.browser.test_media_server import AWAY, scripts_of
from tests.browser.truth import expect_true
from tests.browser.voices import begin_speaking, expect_sound, press
from tests.browser.whip_server import HOST, RECEIVED, SETTINGS, WhipServer
from tests.protocol.server import Server
from tests.protocol.waiting import until

MODULE = "policing-science"

OWN_VOICE_RESTS = "document.querySelector('audio').paused"


@pytest.fixture(scope="module")
def server(tmp_path_factory, modules):
    """A server of these tests' own, with a media server."""
    with Server(
        tmp_path_factory.mktemp("served"), MODULES=str(modules), DEMO="0", **SETTINGS
    ) as server:
        yield server


@pytest.fixture(scope="module")
def admin(server):
    yield from administrator_of(server)


@pytest.fixture
def media(browser, server):
    context = browser.new_context()
    yield WhipServer(context.new_page(), server.url)
    context.close()


@pytest.fixture
def speaker(console, media):
    media.serve(console.page)
    return console.page


@pytest.fixture
def olga(run, join, media):
    person = join(run.code, "Ольга", "ru", look=PHONE)
    media.serve(person.page)
    person.expect_extras()
    return person


def expect_webrtc(page):
    """The tone of the microphone comes in over WebRTC, and our own server rests."""
    until(lambda: page.evaluate("window.peers.length") and hears_tone(page), problem="no tone")
    expect_true(page, OWN_VOICE_RESTS)
    # The sound has gaps on a busy machine, but it goes on without our own voice.
    until(lambda: hears_tone(page), problem="the tone came from our own server")


def hears_tone(page):
    """Return whether the newest connection brings the microphone's tone, and hardly any other."""
    page.evaluate("delete globalThis.testEar")
    heard = page.evaluate(measurement_of(RECEIVED))
    return sum(abs(hz - FLOOR_HZ) <= NEAR_HZ for hz in heard) > 0.8 * max(len(heard), 5)


def test_sound_of_a_microphone_passes_by_webrtc(speaker, olga, media):
    assert not {"whip", "media_listener", "media_speaker"} & {
        *scripts_of(speaker),
        *scripts_of(olga.page),
    }
    begin_speaking(speaker)
    media.wait_until(lambda: media.sessions, problem="the speaker sends nothing")

    press(olga.page, olga.words["Listen"])

    expect_sound(olga.page)
    expect_webrtc(olga.page)
    (sends, sent), (fetches, fetched) = media.sessions
    assert (sends, fetches, sent) == ("publish", "read", fetched)
    assert media.refused == []
    expect(olga.page.locator(".voice-away")).to_have_count(0)
    expect(olga.page.locator(".voice-who")).to_have_attribute("data-on", "true")


def test_each_turn_has_a_path_of_its_own_which_is_left_at_its_end(speaker, olga, media, run):
    olga.page.watch.foreseen.add(404)
    begin_speaking(speaker)
    press(olga.page, olga.words["Listen"])
    expect_sound(olga.page)
    expect_webrtc(olga.page)

    run.do("voice.silence", channel="floor")

    media.wait_until(lambda: len(media.left) == 2, problem="a session goes on after the turn")
    assert sorted(media.left) == sorted(media.sessions)
    begin_speaking(speaker)
    expect_sound(olga.page)
    expect_webrtc(olga.page)
    paths = [path for action, path in media.sessions if action == "publish"]
    assert len({*paths}) == 2
    assert media.sessions[-1] == ("read", paths[-1])


def test_listener_who_changes_the_channel_hears_only_that_one(
    speaker, olga, media, interpreter, run
):
    olga.page.watch.foreseen.add(404)
    dana = interpreter("Dana", "ru")
    media.serve(dana)
    begin_speaking(speaker)
    begin_speaking(dana)
    press(olga.page, olga.words["Listen"])
    expect_sound(olga.page)
    expect_webrtc(olga.page)

    olga.page.locator(".voice select").first.select_option("floor")

    expect(olga.page.locator(".voice-who")).to_contain_text("Administrator")
    media.wait_until(lambda: len(media.left) == 1, problem="the first channel is still fetched")
    expect_webrtc(olga.page)
    reads = [path for action, path in media.sessions if action == "read"]
    assert media.left == [("read", reads[0])]
    assert len({*reads}) == 2


def test_listener_cannot_send_and_a_stranger_cannot_listen(speaker, olga, media):
    begin_speaking(speaker)
    media.wait_until(lambda: media.sessions, problem="the speaker sends nothing")
    [(_, path)] = media.sessions
    olga.page.watch.foreseen.update({401, 403})
    ask_for_ticket = """(async (seat) => {
      const address = `/rooms/${location.pathname.split("/")[2]}/media-server`;
      const answer = await fetch(address, { headers: { "X-Seat": seat } });
      return answer.ok ? answer.json() : answer.status;
    })"""

    answer = olga.page.evaluate(f"{ask_for_ticket}(document.body.dataset.seat)")
    stranger = olga.page.evaluate(ask_for_ticket, "nobody")

    assert answer["whip"] is None and path in answer["whep"]["url"]
    assert stranger == 403
    ask = """(async ([url, token]) => {
      const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/sdp" };
      return (await fetch(url, { method: "POST", headers, body: "v=0" })).status;
    })"""
    token = answer["whep"]["token"]
    assert olga.page.evaluate(ask, [f"https://{HOST}/{path}/whip", token]) == 401
    assert olga.page.evaluate(ask, [f"https://{HOST}/{path}/whep", "made-up"]) == 401
    assert media.refused == [("publish", path), ("read", path)]


@pytest.mark.parametrize("fault", ["away", 401, 503])
def test_voice_goes_on_when_the_media_server_is_away_or_refuses(speaker, olga, media, fault):
    for page in (speaker, olga.page):
        page.watch.is_cut = True
        page.watch.foreseen.update({401, 503})
    media.fault = fault
    begin_speaking(speaker)

    press(olga.page, olga.words["Listen"])

    expect_sound(olga.page)
    expect(olga.page.locator(".voice-away")).to_have_text(olga.words[AWAY])
    expect_sound(olga.page)
    expect(speaker.locator("#voice .voice-state")).to_have_text("You are speaking")
    assert media.sessions == []
