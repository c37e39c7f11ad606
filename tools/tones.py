"""Encodes the tones of the rehearsal's speakers: python -m tools.tones.

Chromium encodes them with the script that encodes what real speakers say, so every browser that
plays a speaker plays the tones, too. The result is `webinar/operate/rehearsal/voice/tones.json`:
run this again when there is a new language, or when `static/js/live/voice/encoding.ts` changes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

from tools import chromium
from tools.stamps import ROOT
from webinar.kit.languages import LANGUAGES

FILE = ROOT / "webinar/operate/rehearsal/voice/tones.json"
# Any address with https: only such pages may encode.
PAGE = "https://tones.invalid/"
# Notes of a scale, far enough from each other for ears and for tests.
NOTES_HZ = (440, 523, 659, 784, 988, 1175, 1319)
# A tone sounds for two thirds of a second, then pauses: the seam of the loop falls into silence.
PACKETS, SOUNDING_PACKETS = 16, 11


def encode(browser_path: str) -> dict[str, Any]:
    """Return the tone of each channel, as `webinar/operate/rehearsal/voice/tones.py` reads it."""
    from playwright.sync_api import sync_playwright

    bundling = ["node_modules/.bin/esbuild", "tools/tones.mjs", "--bundle", "--format=esm"]
    script = subprocess.run(
        bundling, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    ).stdout
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page()
        page.route(PAGE, lambda route: route.fulfill(content_type="text/html", body=""))
        page.goto(PAGE)
        page.add_script_tag(content=script, type="module")
        tones = {
            channel: page.evaluate(
                "([hz, packets, sounding]) => encode(hz, packets, sounding)",
                [hz, PACKETS, SOUNDING_PACKETS],
            )
            for channel, hz in zip(("floor", *LANGUAGES), NOTES_HZ, strict=False)
        }
        browser.close()
    return tones


def main() -> int:
    path = chromium.find()
    if path is None:
        print("There is no Chromium that could encode the tones.", file=sys.stderr)
        return 1
    FILE.write_text(json.dumps(encode(path), indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
