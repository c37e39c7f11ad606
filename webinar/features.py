"""The features of a session, in their order: the one list that a new one is added to.

A feature is a folder in a wing of this package. The server uses these modules of it, if they are
there: `models` (tables), `sockets` (commands, parts, topics), `views` (pages, its blueprint `bp`),
`words`, `study_section` (a part of a learner's page of a course) and `feature` (its object, which
`hooks.py` describes).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from operator import itemgetter
from types import ModuleType
from typing import Any, ParamSpec, TypeVar

from webinar.hooks import Feature, Ranked
from webinar.kit.permissions import HasRole, can

P = ParamSpec("P")
R = TypeVar("R")
K = TypeVar("K")

FEATURES = (
    "people.accounts",
    "content.editions",
    "live.slides",
    "room.rooms",
    "room.sessions",
    "live.pages",
    "room.floor",
    "room.engine",
    "live.stage",
    "live.pointer",
    "live.polls",
    "live.steps",
    "live.captions",
    "live.interpreting",
    "live.remote",
    "live.assessment",
    "live.proxies",
    "live.groups",
    "room.lobby",
    "room.consent",
    "learn.catchup",
    "live.questions",
    "live.chat",
    "live.signals",
    "live.timing",
    "room.cohorts",
    "results.series",
    "results.desk",
    "live.presence",
    "results.attendance",
    "results.registers",
    "learn.courses",
    "learn.study",
    "learn.exams",
    "results.completion",
    "content.glossary",
    "results.reports",
    "results.dashboards",
    "results.certificates",
    "results.protocol",
    "results.followup",
    "results.replay",
    "learn.offline",
    "connect.packages",
    "connect.xapi",
    "connect.lti",
    "content.importing",
    "operate.personal",
    "people.audit",
    "operate.commands",
)
_FOLDERS = {feature.rpartition(".")[2]: feature.replace(".", "/") for feature in FEATURES}


def folder_of(name: str) -> str:
    """`live/polls` for `polls`: the folder of the feature in `webinar/`, `templates/`, `tests/`."""
    return _FOLDERS[name]


@cache
def modules(name: str) -> tuple[ModuleType, ...]:
    """Import the module of this name from each feature that has one, and return them all.

    The search happens once, since pages ask for words on every request.
    """
    full = (f"webinar.{feature}.{name}" for feature in FEATURES)
    return tuple(import_module(one) for one in full if find_spec(one) is not None)


def load(name: str) -> None:
    """Import these modules: their tables, or their commands, are known from now on."""
    for _module in modules(name):
        pass


@cache
def every() -> tuple[Feature, ...]:
    """The objects of the features that have one, in the order of `FEATURES`.

    Do not call this while modules are being imported: they would import each other.
    """
    return tuple(module.FEATURE for module in modules("feature"))


def call(
    hook: Callable[[Feature], Callable[P, object] | None], *given: P.args, **by: P.kwargs
) -> None:
    """Call this hook of every feature that has it: `call(lambda one: one.after_deed, …)`."""
    for one in every():
        act = hook(one)
        if act is not None:
            act(*given, **by)


def gather(
    hook: Callable[[Feature], Callable[P, Mapping[K, Any]] | None],
    *given: P.args,
    **by: P.kwargs,
) -> dict[K, Any]:
    """Merge what this hook of every feature returns: values for a template, or for each person."""
    found: dict[K, Any] = {}
    for one in every():
        give = hook(one)
        if give is not None:
            found |= give(*given, **by)
    return found


def first(
    hook: Callable[[Feature], Callable[P, R | None] | None], *given: P.args, **by: P.kwargs
) -> R | None:
    """The first answer that a feature gives by this hook; None if none does."""
    for one in every():
        ask = hook(one)
        answer = None if ask is None else ask(*given, **by)
        if answer is not None:
            return answer
    return None


def panels(member: HasRole) -> dict[str, str]:
    """The titles of the features' tabs on this member's console, by the features' names."""
    found = [(one.name, one.panel) for one in _ranked(lambda one: one.panel)]
    return {
        name: str(panel.title)
        for name, panel in found
        if panel is not None and can(member, panel.needs)
    }


def room_places() -> list[Feature]:
    """The features with a part in a participant's room, after those of slides and polls."""
    return _ranked(lambda one: one.place)


def plain_parts() -> list[str]:
    """The features with a part of the page for browsers without scripts."""
    return [one.name for one in _ranked(lambda one: one.plain)]


def _ranked(part_of: Callable[[Feature], Ranked | None]) -> list[Feature]:
    """The features that have this part, in the order of the page."""
    found = [(part.rank, one) for one in every() if (part := part_of(one)) is not None]
    return [one for _rank, one in sorted(found, key=itemgetter(0))]
