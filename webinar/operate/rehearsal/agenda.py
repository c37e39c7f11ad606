"""A simulated participant's next actions and their times: at most one per subject. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable

Intention = Callable[[float], None]


class Agenda:
    """The planned actions. Times are seconds of a clock that the caller chooses."""

    def __init__(self) -> None:
        self._plans: dict[Hashable, tuple[float, Intention]] = {}

    def plan(self, subject: Hashable, at: float, intention: Intention) -> None:
        """Plan this intention for the time `at`, in place of the subject's earlier plan."""
        self._plans[subject] = (at, intention)

    def has(self, kinds: Collection[str]) -> bool:
        """Whether anything is planned for a subject of one of these kinds."""
        return any(isinstance(plan, tuple) and plan[0] in kinds for plan in list(self._plans))

    def cancel(self, subject: Hashable) -> None:
        self._plans.pop(subject, None)

    def clear(self) -> None:
        self._plans.clear()

    def next_at(self) -> float | None:
        return min((at for at, _ in self._plans.values()), default=None)

    def do_due(self, now: float) -> None:
        """Carry out the due plans, the earliest first."""
        due = sorted((at, order) for order, (at, _) in enumerate(self._plans.values()) if at <= now)
        subjects = list(self._plans)
        for _, order in due:
            _, intention = self._plans.pop(subjects[order])
            intention(now)
