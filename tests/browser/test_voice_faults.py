"""A speaker whose microphone or page has gone leaves the channel free at once, in words."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console
from tests.browser.office import administrator_of
from tests.browser.test_talk import expect_state, hold, let_speak
from tests.browser.voices import begin_speaking
from tests.protocol.server import Server

MODULE = "policing-science"

# Keeps the microphones that the page opens, and its audio contexts. The page looks after its
# microphone every two seconds: here ten times as often.
WATCHED = """() => {
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  window.tracks = [];
  mediaDevices.getUserMedia = async (wish) => {
    const stream = await open(wish);
    window.tracks.push(...stream.getTracks());
    return stream;
  };
  const Context = AudioContext;
  window.AudioContext = class extends Context {
    constructor(options) {
      super(options);
      window.context = this;
    }
  };
  const repeat = window.setInterval;
  window.setInterval = (fn, ms, ...rest) => repeat(fn, ms === 2000 ? 200 : ms, ...rest);
}"""
UNPLUG = """() => {
  for (const track of window.tracks) {
    track.stop();
    track.dispatchEvent(new Event("ended"));
  }
}"""
# The device stops without a word, and cannot be woken.
STALL = """() => {
  window.context.resume = () => new Promise(() => {});
  return window.context.suspend();
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory, modules):
    """A server that never frees a channel by itself: what frees it here is the speaker's end."""
    settings = {"MODULES": str(modules), "DEMO": "0", "entry": "tests/protocol/long_leases.py"}
    with Server(tmp_path_factory.mktemp("long-leases"), **settings) as server:
        yield server


@pytest.fixture(scope="module")
def admin(server):
    yield from administrator_of(server)


def expect_free(person):
    expect(person.page.locator(".voice-who")).to_contain_text("Nobody is speaking now")


def expect_speaker(person, name):
    expect(person.page.locator(".voice-who")).to_contain_text(name)


def test_microphone_that_is_unplugged_frees_the_channel(console, follower):
    olga = follower("Olga")
    console.page.evaluate(WATCHED)
    begin_speaking(console.page)
    expect_speaker(olga, "Administrator")

    console.page.evaluate(UNPLUG)

    expect_free(olga)
    expect(console.page.locator("#voice .voice-state")).to_contain_text("unplugged")
    begin_speaking(console.page)
    expect_speaker(olga, "Administrator")


def test_microphone_that_stalls_frees_the_channel(console, follower):
    olga = follower("Olga")
    console.page.evaluate(WATCHED)
    begin_speaking(console.page)
    expect_speaker(olga, "Administrator")

    console.page.evaluate(STALL)

    expect_free(olga)
    expect(console.page.locator("#voice .voice-state")).to_contain_text("stopped working")


def test_page_that_is_closed_frees_the_channel(desk, run, follower):
    olga = follower("Olga")
    console = Console(desk.open()).open(run.code)
    begin_speaking(console.page)
    expect_speaker(olga, "Administrator")

    console.page.close()

    expect_free(olga)


def test_participant_who_closes_the_page_while_speaking_frees_the_floor(console, follower):
    olga, aida = follower("Olga"), follower("Aida")
    olga.raise_hand()
    let_speak(console, "Olga")
    hold(olga.page)
    expect_state(olga, "Everybody hears you")
    expect_speaker(aida, "Olga")

    olga.page.close()

    expect_free(aida)
