"""One page speaks into a microphone, and hears itself again from a player.

The page is the test's own, under the content policy of the product's pages. Chromium's pretended
microphone beeps every second; its packets go to the player over a link whose delays a test sets.
"""

import json
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.conftest import FLAGS, PATIENCE_MS
from tests.browser.kept_course import eventually
from tests.browser.watch import Watch
from tests.protocol.server import ROOT
from webinar.kit.web.headers import policy

SOUND_NEEDS_A_TAP = "--autoplay-policy=document-user-activation-required"
POLICY = policy([], sounds="blob:")
PAGE = (
    "<!doctype html><title>Voice</title><audio></audio><script type=module src=/page.js></script>"
)
DIST = ROOT / "static/dist"
# Whether three seconds pass without an underrun.
UNINTERRUPTED = """(async () => {
  const underruns = () => voice.events.filter((event) => event.startsWith("underrun")).length;
  const [before, time] = [underruns(), voice.audio.currentTime];
  await new Promise((resolve) => setTimeout(resolve, 3000));
  return underruns() === before && voice.audio.currentTime > time + 2;
})()"""
# A beep's samples come close to 1.
AUDIBLE = 0.1
STAND_STILL = """(() => {
  AudioContext.prototype.resume = () => new Promise(() => {});
  const Node = AudioWorkletNode;
  globalThis.AudioWorkletNode = function (context, ...rest) {
    context.suspend();
    return new Node(context, ...rest);
  };
})()"""


@pytest.fixture(scope="module")
def site():
    """The address of the page, on this machine, where browsers allow a microphone."""
    bundling = [ROOT / "node_modules/.bin/esbuild", "tests/browser/voice_page.js", "--bundle"]
    script = subprocess.run(bundling, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    worklet = json.loads((DIST / "manifest.json").read_text())["capture.js"]["file"]
    files = {
        "/": ("text/html", PAGE.encode()),
        "/page.js": ("text/javascript", script),
        "/capture.js": ("text/javascript", (DIST / worklet).read_bytes()),
        "/favicon.ico": ("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    }

    class Files(BaseHTTPRequestHandler):
        def do_GET(self):
            kind, content = files[self.path]
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Files) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture
def open_page(browser_type, browser_type_launch_args, site):
    """Open the page in a browser of its own with further flags; a fault there fails the test."""
    opened = []

    def open_page(*flags, at=""):
        browser = browser_type.launch(**{**browser_type_launch_args, "args": [*FLAGS, *flags]})
        context = browser.new_context()
        context.set_default_timeout(PATIENCE_MS)
        opened.append((browser, Watch(context, hosts={site.split("/")[2]})))
        page = context.new_page()
        page.goto(site + at)
        return page

    yield open_page
    faults = [fault for _, watch in opened for fault in watch.faults]
    for browser, _ in opened:
        browser.close()
    assert faults == []


@pytest.fixture
def page(open_page):
    """The page while its microphone is heard."""
    page = open_page()
    page.mouse.click(5, 5)
    page.evaluate("voice.listen()")
    assert page.evaluate("voice.microphone.start()") is None
    wait_until(page, "voice.lag() !== null")
    return page


def wait_until(page, expression):
    """Wait; Playwright's own way of waiting breaks the content policy."""
    eventually(lambda: page.evaluate(expression), page)


def loudness(page):
    """The loudest sample of somewhat more than a second, in which the microphone beeps once."""
    return page.evaluate("voice.loudness(1500)")


def wait_for_beep(page):
    """Wait until a beep is heard; a machine that stalls may lose one."""
    eventually(lambda: loudness(page) > AUDIBLE, page)


def wait_until_played(page, captured_ms):
    """Wait until the player has come to what was captured at this time."""
    wait_until(page, f"voice.lag() !== null && Date.now() - voice.lag() > {captured_ms}")


def sent(page):
    return page.evaluate("voice.sent")


def wait_for_packets(page, count):
    wait_until(page, f"voice.sent.length >= {len(sent(page)) + count}")


def wait_for_sound(page):
    """Wait until the player goes on from where it is."""
    time = page.evaluate("voice.audio.currentTime")
    wait_until(page, f"voice.audio.currentTime > {time} + 1 && voice.lag() !== null")


@pytest.mark.parametrize("rendition", ["full", "thin"])
def test_what_a_microphone_hears_is_heard_from_the_player(page, rendition):
    page.evaluate("name => voice.use(name)", rendition)

    wait_for_sound(page)

    wait_for_beep(page)
    assert page.evaluate("voice.events")[0] == "started"


def test_thin_sound_goes_on_between_bundles(page):
    page.evaluate("voice.use('thin')")

    # A busy machine may interrupt the sound at times; a player that cannot wait for a bundle would
    # do so at each.
    wait_until(page, UNINTERRUPTED)

    wait_for_beep(page)
    assert page.evaluate("voice.ranges()") == 1


def test_packets_are_numbered_and_say_when_they_were_captured(page):
    before = page.evaluate("Date.now()")
    wait_for_packets(page, 30)

    packets = sent(page)

    assert [packet["number"] for packet in packets] == list(range(len(packets)))
    times = [packet["at"] for packet in packets]
    assert all(later > earlier for earlier, later in zip(times, times[1:], strict=False))
    assert packets[-1]["at"] > before
    assert all(len(packet["thin"]) < len(packet["full"]) for packet in packets if loud(packet))


def loud(packet):
    """Whether the packet's full rendition is longer than those of silence."""
    return len(packet["full"]) > 100


def test_level_is_that_of_the_microphone(page):
    wait_until(page, "Math.max(...voice.levels) > 0.5 && Math.min(...voice.levels) < 0.1")


def test_muted_microphone_sends_silence(page):
    page.evaluate("voice.microphone.mute(true)")
    wait_for_packets(page, 20)
    wait_until_played(page, sent(page)[-1]["at"])

    assert loudness(page) < AUDIBLE

    page.evaluate("voice.microphone.mute(false)")
    wait_for_beep(page)


def test_sound_goes_on_after_packets_were_late(page):
    # Later than any player keeps sound ahead, however uneven its machine is.
    page.evaluate(
        "voice.delay((from => n => Math.max(0, 4000 - 60 * (n - from)))(voice.sent.length))"
    )
    wait_until(page, "voice.events.includes('underrun 1')")

    wait_for_sound(page)

    wait_for_beep(page)


def test_sound_goes_on_after_packets_were_lost(page):
    page.evaluate("voice.delay((from => n => n < from + 40 ? null : 0)(voice.sent.length))")
    wait_for_packets(page, 60)

    wait_for_sound(page)

    assert page.evaluate("voice.ranges()") == 1
    wait_for_beep(page)


def test_sound_goes_on_in_another_turn(page):
    wait_for_packets(page, 20)
    page.evaluate("voice.takeTurn()")
    wait_for_packets(page, 20)

    wait_for_sound(page)

    assert [packet["number"] for packet in sent(page)].count(0) == 2
    wait_for_beep(page)


def test_sound_goes_on_from_another_microphone(page):
    number = sent(page)[-1]["number"]
    other = page.evaluate("voice.listMicrophones()")[-1]["id"]

    assert page.evaluate("id => voice.microphone.start(id)", other) is None
    wait_for_packets(page, 20)
    wait_for_sound(page)

    assert sent(page)[-1]["number"] > number
    wait_for_beep(page)


def test_microphone_goes_on_if_the_other_one_is_missing(page):
    assert page.evaluate("voice.microphone.start('none')") == "missing"

    wait_for_packets(page, 20)


def test_busy_page_does_not_send_what_was_said_long_ago(page):
    wait_for_packets(page, 5)
    began = page.evaluate("""() => {
        const began = Date.now();
        while (Date.now() < began + 4000);
        return began;
    }""")
    wait_for_packets(page, 60)

    times = [packet["at"] for packet in sent(page)]

    # What was said in the first two seconds was too old when the page could send it.
    assert [time - began for time in times if 100 < time - began < 1900] == []
    assert times[-1] > began + 4000


def test_hostile_packets_do_not_break_the_player(page):
    page.evaluate("""() => {
        const garbage = [[], [0], [0, 1], [0, 0, 0, 0, 0, 0], [0, 2, 255, 255, 0, 1, 8, 0, 1, 8]];
        garbage.forEach((bytes, index) => voice.push({
            turn: 1, number: 1000 + index, at: Date.now(), sound: Uint8Array.from(bytes),
        }));
    }""")

    wait_for_sound(page)

    assert not [event for event in page.evaluate("voice.events") if event.startswith("failed")]


def test_old_sound_does_not_fill_the_memory(page):
    page.evaluate("""() => {
        const { full } = voice.sent[voice.sent.length - 1];
        const sound = voice.fromBase64(full);
        voice.takeTurn();
        for (let number = 0; number < 600; number += 1)
            voice.push({ turn: 2, number, at: Date.now() + number * 60, sound });
    }""")
    wait_until(page, "voice.audio.currentTime > 30")

    wait_until(page, "voice.kept() < 15")


def test_player_that_is_closed_leaves_the_element_to_another(page):
    page.evaluate("voice.listen()")

    wait_for_sound(page)

    wait_for_beep(page)


def test_browser_without_a_tap_says_that_it_needs_one(open_page):
    # What a test evaluates counts as a tap, so the page itself listens.
    page = open_page(SOUND_NEEDS_A_TAP, at="#listen")
    wait_until(page, "voice.events.includes('blocked')")

    page.mouse.click(5, 5)
    page.evaluate("voice.resume()")
    push_silence(page)

    wait_until(page, "voice.events.includes('started')")


def push_silence(page):
    page.evaluate("""() => {
        const sound = Uint8Array.from([1, 2, 3].flatMap(() => [0, 3, 0xf8, 0xff, 0xfe]));
        for (let number = 0; number < 20; number += 1)
            voice.push({ turn: 1, number, at: Date.now() + number * 60, sound });
    }""")


def test_reasons_why_nobody_can_speak_are_told_apart(open_page):
    page = open_page("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream=deny")
    assert page.evaluate("voice.microphone.start()") == "refused"

    page.evaluate("delete globalThis.AudioEncoder")
    assert page.evaluate("voice.faultBeforeStart()") == "unsupported"

    page.evaluate("Object.defineProperty(globalThis, 'isSecureContext', { value: false })")
    assert page.evaluate("voice.microphone.start()") == "insecure"


def test_microphone_that_gives_nothing_from_the_beginning_says_so(open_page):
    """As in Firefox on a device without a loudspeaker, where Web Audio stands still."""
    page = open_page()
    page.mouse.click(5, 5)
    page.evaluate(STAND_STILL)

    assert page.evaluate("voice.microphone.start()") is None

    wait_until(page, "voice.events.includes('fault failed')")
    assert sent(page) == []


def test_microphone_that_is_unplugged_says_so_and_stops(page):
    page.evaluate("voice.unplug()")

    wait_until(page, "voice.events.includes('fault unplugged')")


def test_tone_is_played(page):
    assert page.evaluate("voice.playTone()")
