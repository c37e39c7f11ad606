"""The scene of a played session: the people in it, and checks that they see the right things."""

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

LOOK_EVERY = 0.05  # seconds
# Seconds to wait until everybody sees something: a slow server may stand still for some of them,
# and people who have lost the link see it only when they are back, which `AWAY` allows for.
PATIENCE, AWAY = 40.0, 40.0
# The presenter goes on after people have had this many seconds to think.
THINKING = 120.0
# A problem names this many people.
_NAMED = 3


@dataclass(frozen=True)
class ActReport:
    """A report on an act: `did` is a sentence; `problems` is empty if all saw the right things."""

    act: str
    did: str
    problems: list[str]
    seconds: float


# The errors raised by code that looks for something that is not there.
NOT_THERE = (LookupError, TypeError)


class Missing(Exception):
    """The act cannot go on, because something that it needs was refused or did not happen."""


class Scene:
    """The session's `host`, `presenter` and `interpreter`, and its participants, the `people`."""

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
        # The language into which the interpreter translates.
        self.language = language
        self.pace = pace
        self.late_after = late_after
        self.people: list[Client] = []
        self.began_at = 0.0
        self.problems: list[str] = []
        # Each slide that was shown, after the time when it appeared.
        self.shown: list[tuple[float, int]] = []
        self._arrive = arrive

    @property
    def members(self) -> list[Participant]:
        return [person.member for person in self.people if isinstance(person.member, Participant)]

    def arrive(self, remaining: int) -> list[Client]:
        """Let all people who have not come yet arrive, except the last `remaining`; return them."""
        arrivals = list(self._arrive(remaining))
        self.people += arrivals
        return arrivals

    def do(self, client: Client, command: str, **fields: Any) -> Reply:
        """Send a command. Raises Missing if it is refused."""
        reply = client.do(command, **fields)
        if not reply["ok"]:
            raise Missing(f"{client.member.name} could not {command}: {meaning(reply['code'])}")
        return reply

    def go(self, client: Client, slide: int) -> None:
        """Move to this slide, and check that everybody sees it."""
        self.do(client, "slide.go", slide=slide)
        self.shown.append((time.monotonic(), slide))
        self.see(f"slide {slide + 1}", lambda member: member.view["room"]["slide"] == slide)

    def see(
        self,
        subject: str,
        sees: Callable[[Any], bool],
        clients: Iterable[Client] | None = None,
    ) -> None:
        """Wait until all of `clients` see it, and note a problem if some do not.

        By default these are all participants and the host, whose view an act's next step needs.
        """
        members = [
            client.member for client in ([self.host, *self.people] if clients is None else clients)
        ]
        blind = members

        def all_see() -> bool:
            nonlocal blind
            blind = [member for member in blind if not _holds(partial(sees, member))]
            return not blind

        if not self.wait(all_see, PATIENCE + AWAY / self.pace):
            names = ", ".join(member.name for member in blind[:_NAMED])
            self.problems.append(f"{len(blind)} of {len(members)} did not see {subject} ({names})")

    def settle(self, *kinds: str, clients: Iterable[Client] | None = None) -> None:
        """Wait until nobody plans an action of these kinds, or the time to think is over."""
        members = [person.member for person in (self.people if clients is None else clients)]
        self.wait(lambda: not any(member.means_to(*kinds) for member in members), self.thinking)

    @property
    def thinking(self) -> float:
        return PATIENCE + THINKING / self.pace

    def check(self, is_right: bool, problem: str) -> None:
        if not is_right:
            self.problems.append(problem)

    def agree(self, subject: str, seen: object, right: object) -> None:
        self.check(seen == right, f"{subject}: {seen} was seen where {right} is right")

    @staticmethod
    def wait(condition: Callable[[], bool], seconds: float) -> bool:
        """Wait for the condition; return whether it came true within `seconds`."""
        ends, pause = time.monotonic() + seconds, threading.Event()
        while not _holds(condition):
            if time.monotonic() > ends:
                return False
            pause.wait(LOOK_EVERY)
        return True


def _holds(condition: Callable[[], bool]) -> bool:
    """Whether the condition holds; false if the view does not have what it looks for yet."""
    try:
        return condition()
    except NOT_THERE:
        return False
