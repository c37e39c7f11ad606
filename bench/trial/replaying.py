"""Opens the replay of a trial in a browser, and sees whether sound and slides are in step there."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.peers.session import module
from bench.trial import controls
from bench.trial.browsers.chromium import Chromium
from bench.trial.browsers.page import Broken, Cookie
from bench.trial.ears import EARS
from bench.trial.journal import Entry, Journal
from bench.trial.server import Server
from bench.trial.story import Story

PLACES = (0.2, 0.5, 0.85)
_PLAYS_FOR_S = 6
# The bar shows whole seconds; this notes when each began, and the slide that was shown then.
_WATCH_BAR = """(() => {
  if (globalThis.bar) return;
  globalThis.bar = [];
  let last = "";
  setInterval(() => {
    const { value } = document.querySelector(".replay-bar");
    if (value === last) return;
    last = value;
    bar.push([Date.now(), Number(value), document.querySelector(".slide-title")?.textContent]);
  }, 20);
})()"""
_SEEK = """((time) => {
  const input = document.querySelector(".replay-bar");
  input.value = Math.floor(time / 1000) * 1000;
  input.dispatchEvent(new Event("input", { bubbles: true }));
})"""
_PLAYS = """(({ paused, seeking, readyState }) => !paused && !seeking && readyState > 2)(
  document.querySelector(".replay-sound audio"))"""
# A second of the bar that lasts as long as a second: not one that a seek has cut.
_WHOLE_SECOND_MS = (900, 1_150)


def check(server: Server, program: str, folder: Path, story: Story, journal: Journal) -> None:
    """Play the first listener's channel at `PLACES`, and write down what was heard and seen."""
    reader = server.listeners[0]
    cookie = Cookie("session", server.trial.cookies[reader.name], "127.0.0.1")
    try:
        page = Chromium(program, folder / "replay", language=reader.language)
    except Broken as error:
        journal.note("replay", "broken", text=str(error)[:400])
        return
    try:
        page.open(f"http://127.0.0.1:{server.port}/replay/{server.trial.code}", [cookie])
        page.until(f"document.querySelector('{controls.REPLAY_TOGGLE}')", 60)
        page.run(EARS)
        page.run(_WATCH_BAR)
        page.tap(controls.REPLAY_TOGGLE)
        for share in PLACES:
            # A share of the trial itself: nobody speaks while the team is still coming.
            at = story.began + share * (story.ended - story.began)
            page.run(f"{_SEEK}({at - server.started_ms()})")
            page.until(_PLAYS)
            page.run("(heard.take(), bar.splice(0), null)")
            time.sleep(_PLAYS_FOR_S)
            tones = [one for one in page.run("heard.take()") if one["kind"] == "tone"]
            found = compare(
                story, server.started_ms(), reader.language, tones, page.run("bar.splice(0)")
            )
            journal.note("replay", "compared", share=share, **found)
    except Broken as error:
        journal.note("replay", "broken", text=str(error)[:400])
    finally:
        page.close()


def compare(
    story: Story,
    started_ms: float,
    language: str,
    tones: Sequence[Entry],
    bar: Sequence[tuple[float, float, str]],
) -> dict[str, Any]:
    """Return by how many seconds the sound was ahead of the bar, and whether the slide was right.

    `bar` holds the times at which the bar showed a new second, these seconds in ms, and the title.
    """
    offsets, rights = [], []
    titles = [slide.text[language].title for slide in module().slides]
    for tone in tones:
        near = [one for one in bar if 0 <= tone["at"] - one[0] < _WHOLE_SECOND_MS[1]]
        if len(tone["voices"]) != 1 or tone["second"] is None or not near:
            continue
        shown_at, shown_ms, title = near[-1]
        place_ms = started_ms + shown_ms + tone["at"] - shown_at
        said = [
            one["at"] - place_ms
            for one in story.all(tone["voices"][0], "spoken")
            if one["second"] == tone["second"] and abs(one["at"] - place_ms) < 8_000
        ]
        if said:
            offsets.append(min(said, key=abs) / 1000)
        rights.append(title.strip() == titles[_slide_at(story, started_ms + shown_ms)])
    return {
        "ahead_s": sorted(offsets)[len(offsets) // 2] if offsets else None,
        "tones": len(offsets),
        "slide_is_right": bool(rights) and sum(rights) > len(rights) / 2,
    }


def _slide_at(story: Story, at: float) -> int:
    moves = [one for one in story.all("trial", "moved") if one["at"] <= at]
    return int(moves[-1]["slide"]) - 1 if moves else 0
