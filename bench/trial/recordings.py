"""Checks what was recorded: each channel's file with ffmpeg, and the replay in a browser."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from shutil import which
from typing import Any
from urllib.request import Request, urlopen

from bench.trial.journal import Journal
from bench.trial.server import Server
from bench.trial.story import Story
from bench.trial.voices import VOICES

_PATIENCE_S = 120


def check(server: Server, folder: Path, story: Story, journal: Journal) -> None:
    """Download each channel into the folder, and write down what ffmpeg says of it."""
    cookie = next(iter(server.trial.cookies.values()))
    for channel in dict.fromkeys(voice.channel for voice in VOICES):
        file = folder / f"voice.{channel}.webm"
        try:
            _download(server, cookie, channel, file)
            text = _examine(file, (story.ended - server.started_ms()) / 1000)
        except (OSError, subprocess.SubprocessError, ValueError, KeyError) as error:
            journal.note("recording", "broken", channel=channel, text=str(error)[:400])
            continue
        journal.note("recording", "checked", channel=channel, text=text)


def _download(server: Server, cookie: str, channel: str, file: Path) -> None:
    address = f"http://127.0.0.1:{server.port}/replay/{server.trial.code}/voice.{channel}.webm"
    request = Request(f"{address}?download", headers={"Cookie": f"session={cookie}"})
    with urlopen(request, timeout=_PATIENCE_S) as answer:
        file.write_bytes(answer.read())


def _examine(file: Path, session_s: float) -> str:
    """Return what ffmpeg says of the file, beside the session's length.

    Raises if the file cannot be decoded without an error.
    """
    if which("ffprobe") is None or which("ffmpeg") is None:
        return f"{file.stat().st_size:,} bytes, not examined without ffmpeg"
    shown = _run("ffprobe", "-v", "error", "-of", "json", "-show_format", "-show_chapters", file)
    probed: dict[str, Any] = json.loads(shown.stdout)
    decoded = _run("ffmpeg", "-v", "error", "-i", file, "-f", "null", "-")
    if decoded.stderr.strip():
        raise ValueError(f"ffmpeg complains: {decoded.stderr.strip()[:300]}")
    seconds = float(probed["format"]["duration"])
    chapters = len(probed.get("chapters", ()))
    length = f"{seconds:.0f} of {session_s:.0f} s"
    return f"{length}, {chapters} chapters, {file.stat().st_size:,} bytes, decodes"


def _run(*words: object) -> subprocess.CompletedProcess[str]:
    command = [str(word) for word in words]
    return subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE_S, check=True)
