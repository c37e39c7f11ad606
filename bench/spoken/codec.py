"""Speech that a browser encodes and ffmpeg decodes: no microphone, no network, no player."""

from __future__ import annotations

import subprocess
import tempfile
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Page, sync_playwright

from bench.spoken.material import Utterance, decode, silence
from tools.stamps import ROOT

# Browsers have encoders only where the network cannot have changed the page.
ADDRESS = "http://localhost/"
BEFORE_S, AFTER_S = 0.5, 1.0


class Setting(NamedTuple):
    """A rendition, `full` or `thin`, with changes to how the product encodes it."""

    name: str
    rendition: str
    changes: Mapping[str, object] = {}


class Decoded(NamedTuple):
    """`samples`: 32-bit floats at 48 kHz. `kbit_per_s`: of the packets, without any headers."""

    samples: bytes
    kbit_per_s: float


@contextmanager
def encoder(chromium: str) -> Iterator[Encoder]:
    """Open a page that encodes as a speaker's page does."""
    bundling = [str(ROOT / "node_modules/.bin/esbuild"), "bench/spoken/codec_page.ts", "--bundle"]
    script = subprocess.run(bundling, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.route(ADDRESS, lambda route: route.fulfill(body="", content_type="text/html"))
        page.goto(ADDRESS)
        page.add_script_tag(content=script.decode())
        yield Encoder(page)
        browser.close()


class Encoder:
    def __init__(self, page: Page) -> None:
        self._page = page

    def decoded(self, utterance: Utterance, settings: Sequence[Setting]) -> list[Decoded]:
        """Encode an utterance with each setting, and decode it again."""
        sound = silence(BEFORE_S) + utterance.samples + silence(AFTER_S)
        # One pass encodes both renditions.
        passes = {
            repr(setting.changes): self._encode(sound, setting.changes) for setting in settings
        }
        return [_decode(passes[repr(one.changes)][one.rendition]) for one in settings]

    def _encode(self, sound: bytes, changes: Mapping[str, object]) -> dict[str, Any]:
        argument = [b64encode(sound).decode(), changes]
        encoded: dict[str, Any] = self._page.evaluate(
            "([sound, changes]) => encode(sound, changes)", argument
        )
        return encoded


def _decode(encoded: Mapping[str, Any]) -> Decoded:
    with tempfile.NamedTemporaryFile(suffix=".webm") as file:
        file.write(b64decode(encoded["file"]))
        file.flush()
        return Decoded(decode(Path(file.name)), encoded["bitsASecond"] / 1000)
