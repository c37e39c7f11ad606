"""Speech on its whole way: microphone, encoder, server, shaped link, player."""

from __future__ import annotations

import tempfile
import time
from base64 import b64decode
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from bench.links.shape import Shape
from bench.links.talk import talk
from bench.spoken.material import Utterance, decode, silence, write

RECORDERS = Path(__file__).with_name("recorders.js")
LINK, LINK_NAME = Shape(64, 100, 0.02), "64 kbit/s, 200 ms, 2 % loss"
PAUSE_S = 1.0
# By then, the player knows the link, and automatic gain knows the speaker.
SETTLE_S = 15.0

# A script for `travel`. The product decides by the link, which carries the full rendition here.
ASK_FOR_THIN = """
const { send } = WebSocket.prototype;
WebSocket.prototype.send = function (data) {
  const isWish = typeof data === "string" && data.includes('"voice.listen"');
  send.call(this, isWish ? data.replace('"thin":false', '"thin":true') : data);
};
"""


class Journey(NamedTuple):
    """The sound of the microphone, the packets as the player joins them, and the sound it played.

    Each holds every utterance somewhere, as 32-bit floats at 48 kHz. `heard` differs from `stream`
    where the player ran dry, caught up or jumped, and where this machine was too busy to play.
    `kbit_per_s` is what the link carried to the listener.
    """

    said: bytes
    stream: bytes
    heard: bytes
    kbit_per_s: float


def travel(chromium: str, utterances: Sequence[Utterance], script: str = "") -> Journey:
    """Let all utterances be said and heard; the script is added to those of all pages."""
    speech = b"".join(silence(PAUSE_S) + utterance.samples for utterance in utterances)
    longest = max(utterance.seconds for utterance in utterances)
    # The microphone repeats all utterances: after one more than all, each has been whole once.
    seconds = len(speech) / len(silence(1)) + longest + 2 * PAUSE_S
    with tempfile.TemporaryDirectory(prefix="webinar-bench-") as name:
        folder = Path(name)
        write(folder / "speech.wav", speech)
        recorders = folder / "recorders.js"
        recorders.write_text(RECORDERS.read_text() + script)
        with talk(chromium, LINK, folder / "speech.wav", recorders) as (network, speaker, listener):
            speaker.wait_for_timeout(SETTLE_S * 1000)
            speaker.evaluate("recorders.said.begin()")
            listener.evaluate("recorders.heard.begin()")
            began, carried = time.monotonic(), network.carried()
            speaker.wait_for_timeout(seconds * 1000)
            spent = network.carried().to_far - carried.to_far
            kbit_per_s = spent * 8 / 1000 / (time.monotonic() - began)
            return Journey(
                said=_take(speaker, "said", folder),
                stream=_take(listener, "stream", folder),
                heard=_take(listener, "heard", folder),
                kbit_per_s=kbit_per_s,
            )


def _take(page: Page, name: str, folder: Path) -> bytes:
    file = folder / f"{name}.webm"
    file.write_bytes(b64decode(page.evaluate(f"recorders.{name}.take()")))
    return decode(file)
