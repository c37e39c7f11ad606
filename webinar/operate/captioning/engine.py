"""What an engine is: sound goes in, texts come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Text(NamedTuple):
    """What an engine has understood from `begin` to `end`, in the server's ms of capture.

    A text that is not `is_final` is replaced by the engine's next one. `confidence` is from 0 to 1,
    None if the engine has none.
    """

    text: str
    begin: int
    end: int
    is_final: bool = True
    confidence: float | None = None


class Engine(Protocol):
    """A speech recogniser. Its methods are called in turn, by one thread."""

    def begin(self, language: str, hot_words: Sequence[str]) -> None:
        """Prepare to hear speech in this language; `hot_words` are likely in it.

        Called at each connection, so what was begun before is over.
        """

    def feed(self, frames: Sequence[bytes], at: int) -> list[Text]:
        """Hear frames of Opus, 20 ms each, the first captured at `at`; return what is new."""

    def pause(self) -> list[Text]:
        """Return what is left to say, because nobody speaks now."""
