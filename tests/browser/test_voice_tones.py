"""Each speaker has a tone, and a listener's page plays the tone of their channel and no other."""

import secrets
import threading
from functools import partial

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import FLAGS, FLOOR_HZ, link_of_administrator, microphone
from tests.browser.console import Console
from tests.browser.hearing import expect_tone, write_tone
from tests.browser.office import Desk
from tests.browser.voices import press
from webinar.operate.rehearsal.arriving import Options
from webinar.operate.rehearsal.run import run_rehearsal
from webinar.operate.rehearsal.voice.tones import tones

MODULE = "policing-science"

INTERPRETER_HZ = 880


@pytest.fixture
def interpreter(desk, run, server, visit, browser_type, browser_type_launch_args, tmp_path):
    """The desk of an interpreter into Kazakh, in a browser whose microphone has another tone."""
    tone = write_tone(tmp_path / "interpreter.wav", INTERPRETER_HZ)
    flags = [*FLAGS, microphone(tone)]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": flags})
    email = f"dana{secrets.token_hex(4)}@demo.example"
    link = desk.invite("Dana", email, "presenter")
    desk.appoint(run.code, email, "interpreter.kk")
    dana = Desk(server.url, partial(visit, browser=browser))
    dana.sign_in(link)
    page = dana.open()
    page.goto(f"/rooms/{run.code}/interpreting")
    yield page
    dana.close()
    page.context.close()
    browser.close()


@pytest.fixture
def rehearsal(run, server, database):
    """Simulated speakers on the floor and in Kazakh, with one simulated listener."""
    stop, ended = threading.Event(), []
    link = f"{server.url}/welcome/{database.write(link_of_administrator)}"
    options = Options(server.url, run.code, 1, ("kk",), voice_link=link)

    def rehearse():
        ended.append(run_rehearsal(options, say=lambda _line: None, stop=stop))

    thread = threading.Thread(target=rehearse)
    thread.start()
    yield ended
    stop.set()
    thread.join()
    [rehearsal] = ended
    assert rehearsal.agrees, rehearsal.verdict


def listen(person):
    press(person.page, person.words["Listen"])
    expect(person.page.locator(".voice-who")).to_have_attribute("data-on", "true")


def test_each_listener_hears_the_speaker_of_their_channel(desk, run, interpreter, follower):
    console = Console(desk.open()).open(run.code)
    olga, aida = follower("Ольга", "ru"), follower("Айда", "kk")
    press(console.page, "Speak")
    press(interpreter, "Speak")
    expect(interpreter.locator("#voice .voice-state")).to_have_text("You are speaking")
    expect(console.page.locator(".voice-other")).to_be_visible()

    listen(olga)
    listen(aida)

    expect_tone(olga.page.evaluate, FLOOR_HZ)
    expect_tone(aida.page.evaluate, INTERPRETER_HZ)
    aida.page.locator(".voice select").first.select_option("floor")
    expect_tone(aida.page.evaluate, FLOOR_HZ)


def test_browser_plays_the_tones_of_a_rehearsal(rehearsal, follower):
    aida = follower("Айда", "kk")
    expect(aida.page.locator(".voice-who")).to_contain_text("Rehearsal interpreter kk")

    listen(aida)

    expect_tone(aida.page.evaluate, tones()["kk"].hz)
    aida.page.locator(".voice select").first.select_option("floor")
    expect_tone(aida.page.evaluate, tones()["floor"].hz)
