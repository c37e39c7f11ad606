"""The features of a session in their order; a new feature is added to this list.

A feature is a folder in a wing of this package. The server uses these modules of a feature, if they
exist: `models` (tables), `sockets` (commands, parts, topics), `views` (pages, its blueprint `bp`),
`words`, `study_section` (a part of a learner's page of a course) and `feature` (its object, which
`hooks.py` describes).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from operator import attrgetter, itemgetter
from types import ModuleType
from typing import Any, ParamSpec, TypeVar

from webinar.hooks import Feature
from webinar.kit.permissions import HasRole, can
from webinar.page_places import DeskPage, Place, Ranked, SessionPage, Tab

P = ParamSpec("P")
R = TypeVar("R")
K = TypeVar("K")

FEATURES = (
    "people.accounts",
    "people.ownership",
    "content.editions",
    "live.slides",
    "room.rooms",
    "room.sessions",
    "live.pages",
    "room.floor",
    "room.engine",
    "live.stage",
    "live.pointer",
    "live.marker",
    "live.polls",
    "live.steps",
    "live.captions",
    "live.interpreting",
    "live.recording",
    "live.voice",
    "live.stills",
    "live.transcription",
    "live.media_server",
    "live.remote",
    "live.assessment",
    "live.proxies",
    "live.groups",
    "room.lobby",
    "room.consent",
    "room.call",
    "learn.catchup",
    "live.questions",
    "live.chat",
    "live.signals",
    "live.talk",
    "live.timing",
    "room.cohorts",
    "results.series",
    "results.desk",
    "live.presence",
    "live.awaited",
    "live.picks",
    "results.attendance",
    "results.registers",
    "learn.courses",
    "learn.study",
    "learn.repetition",
    "learn.notes",
    "learn.inquiries",
    "learn.exams",
    "learn.narration",
    "results.completion",
    "content.glossary",
    "results.reports",
    "results.dashboards",
    "results.certificates",
    "results.protocol",
    "results.followup",
    "results.replay",
    "results.navigation",
    "results.owners",
    "results.posters",
    "learn.offline",
    "connect.packages",
    "connect.xapi",
    "connect.lti",
    "content.importing",
    "operate.personal",
    "people.audit",
    "operate.commands",
    "operate.demo",
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
    paths = (f"webinar.{feature}.{name}" for feature in FEATURES)
    return tuple(import_module(path) for path in paths if find_spec(path) is not None)


def load(name: str) -> None:
    """Import the module of this name from each feature: its tables or commands are then known."""
    for _module in modules(name):
        pass


@cache
def every() -> tuple[Feature, ...]:
    """Return the objects of the features that have one, in the order of `FEATURES`.

    Do not call this while modules are being imported: they would import each other.
    """
    return tuple(module.FEATURE for module in modules("feature"))


def call(
    hook: Callable[[Feature], Callable[P, object] | None], *arguments: P.args, **keywords: P.kwargs
) -> None:
    """Call this hook of each feature that has it: `call(lambda feature: feature.after_deed, …)`."""
    for feature in every():
        function = hook(feature)
        if function is not None:
            function(*arguments, **keywords)


def gather(
    hook: Callable[[Feature], Callable[P, Mapping[K, Any]] | None],
    *arguments: P.args,
    **keywords: P.kwargs,
) -> dict[K, Any]:
    """Merge what this hook of every feature returns: values for a template, or for each person."""
    values: dict[K, Any] = {}
    for feature in every():
        function = hook(feature)
        if function is not None:
            values |= function(*arguments, **keywords)
    return values


def collect(
    hook: Callable[[Feature], Callable[P, Iterable[R]] | None],
    *arguments: P.args,
    **keywords: P.kwargs,
) -> list[R]:
    """Return all that this hook of every feature returns, in the order of the features."""
    functions = [function for feature in every() if (function := hook(feature)) is not None]
    return [item for function in functions for item in function(*arguments, **keywords)]


def first(
    hook: Callable[[Feature], Callable[P, R | None] | None],
    *arguments: P.args,
    **keywords: P.kwargs,
) -> R | None:
    """Return the first answer of a feature to this hook that is not None; None without one."""
    for feature in every():
        function = hook(feature)
        answer = None if function is None else function(*arguments, **keywords)
        if answer is not None:
            return answer
    return None


def panels(member: HasRole) -> dict[str, str]:
    """Return the titles of the features' tabs on this member's console, by feature name."""
    tabs = [(feature.name, feature.panel) for feature in _ranked(lambda feature: feature.panel)]
    return {
        name: str(panel.title)
        for name, panel in tabs
        if panel is not None and can(member, panel.needs)
    }


def room_places() -> list[Feature]:
    """Return the features with a part in a participant's room, after those of slides and polls."""
    return _ranked(lambda feature: feature.place)


def plain_parts() -> list[str]:
    """Return the names of the features with a part of the page for browsers without scripts."""
    return [feature.name for feature in _ranked(lambda feature: feature.plain)]


@cache
def desk_pages(place: Place) -> list[DeskPage]:
    """Return the pages of a place of the desk, in their order."""
    declared = (page for feature in every() for page in feature.desk_pages)
    return sorted((page for page in declared if page.place is place), key=attrgetter("rank"))


@cache
def session_pages(tab: Tab) -> list[SessionPage]:
    """Return the pages of a session's tab, in their order."""
    declared = (page for feature in every() for page in feature.session_pages)
    return sorted((page for page in declared if page.tab is tab), key=attrgetter("rank"))


def _ranked(part_of: Callable[[Feature], Ranked | None]) -> list[Feature]:
    """The features that have this part, in the order of the page."""
    ranked = [(part.rank, feature) for feature in every() if (part := part_of(feature)) is not None]
    return [feature for _rank, feature in sorted(ranked, key=itemgetter(0))]
