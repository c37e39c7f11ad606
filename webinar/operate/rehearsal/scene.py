"""The scene of a played session: the people in it, and whether all see it right."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from webinar.operate.rehearsal.client import Client
from webinar.operate.rehearsal.outbox import Reply
from webinar.operate.rehearsal.pages import Browser
from webinar.operate.rehearsal.participant import Participant
from webinar.operate.rehearsal.wording import meaning

LOOK_EVERY = 0.05
# A slow server may stand still for some seconds. And who has lost the link sees it only when they
# are back: so long, and so much more of their time.
PATIENCE, AWAY = 40.0, 40.0
# For how long people think about one thing at most, before a presenter goes on.
THINKING = 120.0
# Those who are named in a problem.
_NAMED = 3


@dataclass(frozen=True)
class ActReport:
    """`did` tells it in a sentence; `problems` is empty if all saw what was right."""

    act: str
    did: str
    problems: list[str]
    seconds: float


# The errors raised on looking for something that is not there.
NOT_THERE = (LookupError, TypeError)


class Missing(Exception):
    """The act cannot go on: something was refused that should not be."""


class Scene:
    """`host`, `presenter` and `interpreter` hold the session; `people` take part in it."""

    def __init__(
        self,
        *,
        host: Client,
        presenter: Client,
        interpreter: Client,
        pages: Browser,
        code: str,
        language: str,
        pace: float,
        arrive: Callable[[int], Sequence[Client]],
        late_after: float,
    ) -> None:
        self.host, self.presenter, self.interpreter = host, presenter, interpreter
        self.pages = pages
        self.code = code
        # Into which the interpreter does.
        self.language = language
        self.pace = pace
        self.late_after = late_after
        self.people: list[Client] = []
        self.began_at = 0.0
        self.problems: list[str] = []
        # Each slide that was shown, and since when.
        self.shown: list[tuple[float, int]] = []
        self._arrive = arrive

    @property
    def members(self) -> list[Participant]:
        return [one.member for one in self.people if isinstance(one.member, Participant)]

    def arrive(self, left: int) -> list[Client]:
        """Let all who are still to come arrive, except the last `left`."""
        came = list(self._arrive(left))
        self.people += came
        return came

    def do(self, who: Client, command: str, **fields: Any) -> Reply:
        """Send a command. Raises Missing if it is refused."""
        reply = who.do(command, **fields)
        if not reply["ok"]:
            raise Missing(f"{who.member.name} could not {command}: {meaning(reply['code'])}")
        return reply

    def go(self, who: Client, slide: int) -> None:
        """Everybody's slide turns."""
        self.do(who, "slide.go", slide=slide)
        self.shown.append((time.monotonic(), slide))
        self.see(f"slide {slide + 1}", lambda one: one.view["room"]["slide"] == slide)

    def see(
        self,
        what: str,
        seen: Callable[[Any], bool],
        who: Iterable[Client] | None = None,
    ) -> None:
        """Wait until all of `who` see it, and report those who do not.

        By default these are all participants and the host: an act's next step depends on what the
        host sees.
        """
        members = [one.member for one in ([self.host, *self.people] if who is None else who)]
        blind = members

        def all_see() -> bool:
            nonlocal blind
            blind = [one for one in blind if not _holds(partial(seen, one))]
            return not blind

        if not self.wait(all_see, PATIENCE + AWAY / self.pace):
            names = ", ".join(one.name for one in blind[:_NAMED])
            self.problems.append(f"{len(blind)} of {len(members)} did not see {what} ({names})")

    def settle(self, *kinds: str, who: Iterable[Client] | None = None) -> None:
        """Wait until nobody means to do any of this, or it is time to go on."""
        members = [one.member for one in (self.people if who is None else who)]
        self.wait(lambda: not any(one.means_to(*kinds) for one in members), self.thinking)

    @property
    def thinking(self) -> float:
        return PATIENCE + THINKING / self.pace

    def check(self, is_right: bool, problem: str) -> None:
        if not is_right:
            self.problems.append(problem)

    def agree(self, what: str, seen: object, right: object) -> None:
        self.check(seen == right, f"{what}: {seen} was seen where {right} is right")

    @staticmethod
    def wait(until: Callable[[], bool], seconds: float) -> bool:
        """Whether the condition came true within `seconds`."""
        ends, pause = time.monotonic() + seconds, threading.Event()
        while not _holds(until):
            if time.monotonic() > ends:
                return False
            pause.wait(LOOK_EVERY)
        return True


def _holds(condition: Callable[[], bool]) -> bool:
    """Whether the condition holds; false if what it looks for is not there (yet)."""
    try:
        return condition()
    except NOT_THERE:
        return False
