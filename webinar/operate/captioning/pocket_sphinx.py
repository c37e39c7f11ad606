"""An engine by PocketSphinx, whose package contains a model of English.

It is small and runs anywhere, and makes many mistakes. It cannot use hot words.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from webinar.operate.captioning.decoding import RATE, Decoder
from webinar.operate.captioning.engine import Text

# A jump of the time of capture that is longer ends the sentence: packets are missing, or another
# speaker has begun.
GAP_MS = 500
_BYTES_PER_MS = RATE * 2 // 1000


class PocketSphinx:
    """Finds sentences by the pauses between them, and says each at its end."""

    def __init__(self) -> None:
        self._library: Any = import_module("pocketsphinx")
        self._recogniser = self._library.Decoder(samprate=RATE, loglevel="FATAL")
        # The sound that is less than the endpointer takes at a time, and the time of the next.
        self._rest = b""
        self._next_at: int | None = None
        self._restart()

    def begin(self, language: str, hot_words: Sequence[str]) -> None:
        if language != "en":
            raise ValueError("The model in the package of PocketSphinx knows English only.")
        self._restart()

    def feed(self, frames: Sequence[bytes], at: int) -> list[Text]:
        texts: list[Text] = []
        if self._next_at is not None and abs(at - self._next_at) > GAP_MS:
            texts += self.pause()
        self._rest += self._opus.samples(frames)
        self._next_at = at + 20 * len(frames)
        while len(self._rest) >= self._size:
            piece, self._rest = self._rest[: self._size], self._rest[self._size :]
            texts += self._hear(piece)
        return texts

    def pause(self) -> list[Text]:
        texts = [self._say(self._next_at or 0)] if self._is_open else []
        self._restart()
        return [text for text in texts if text.text]

    def _restart(self) -> None:
        self._opus = Decoder()
        self._ears = self._library.Endpointer(sample_rate=RATE)
        self._size: int = self._ears.frame_bytes
        self._rest = b""
        self._next_at = None
        self._is_open = False
        self._heard_ms = self._began_at = 0
        self._shown = ""

    def _hear(self, piece: bytes) -> list[Text]:
        speech = self._ears.process(piece)
        self._heard_ms += len(piece) // _BYTES_PER_MS
        if speech is None:
            return []
        now = (self._next_at or 0) - len(self._rest) // _BYTES_PER_MS
        if not self._is_open:
            # The endpointer recognises speech only some time after its start.
            self._began_at = now - self._heard_ms + round(self._ears.speech_start * 1000)
            self._recogniser.start_utt()
            self._is_open = True
        self._recogniser.process_raw(speech)
        if not self._ears.in_speech:
            text = self._say(now)
            return [text] if text.text else []
        words = self._words()
        if words == self._shown:
            return []
        self._shown = words
        return [Text(words, self._began_at, now, is_final=False)]

    def _say(self, now: int) -> Text:
        """End the sentence and return it."""
        self._recogniser.end_utt()
        self._is_open, self._shown = False, ""
        # The library's own probability is close to zero for every sentence, so it says nothing.
        return Text(self._words(), self._began_at, now)

    def _words(self) -> str:
        best = self._recogniser.hyp()
        return "" if best is None else best.hypstr
