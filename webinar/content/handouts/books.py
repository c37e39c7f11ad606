"""The printable books: a module, a programme, or every module of a folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from webinar.content.lessons.check_ids import nearest
from webinar.content.lessons.draft import lesson_paths
from webinar.content.lessons.glossary import Glossary, read_glossary
from webinar.content.lessons.library import ASSET_PREFIX, read_library, read_module
from webinar.content.lessons.model import Module
from webinar.content.lessons.problems import LessonError, Problem, format_problems


class NoSuchModule(Exception):
    """There is nothing to print; the message names the path."""


@dataclass(frozen=True)
class Books:
    """The modules to print. `faults` are the problems of wanted modules, in the lint's words."""

    modules: list[Module]
    glossary: Glossary
    library: Path
    faults: str

    def pictures(self, module: Module) -> dict[str, Path]:
        """Return each image's file by the address that the module's texts use."""
        return {
            asset.url: self.library / asset.url.removeprefix(ASSET_PREFIX).partition("?")[0]
            for asset in module.assets
        }


def find_books(path: Path) -> Books:
    """Read the modules at `path`. Raises `NoSuchModule`."""
    path = path.resolve()
    if path.is_file() and path.suffix == ".toml":
        return _programme(path)
    if path.is_dir() and lesson_paths(path):
        return _module(path)
    if path.is_dir():
        return _all(path)
    raise NoSuchModule(_missing_message(path))


def _module(path: Path) -> Books:
    glossary, _ = read_glossary(path.parent)
    try:
        modules, faults = [read_module(path, glossary=glossary)], ""
    except LessonError as error:
        modules, faults = [], format_problems(error.problems)
    return Books(modules, glossary, path.parent, faults)


def _programme(path: Path) -> Books:
    """Read a programme; if one of its modules is broken, say so and leave the programme out."""
    problems: list[list[Problem]] = []
    library = read_library(path.parent, report_faults=problems.append)
    programme = library.programmes.get(path.stem)
    modules = [] if programme is None else [programme]
    return Books(modules, library.glossary, path.parent, "" if modules else _format_all(problems))


def _all(path: Path) -> Books:
    problems: list[list[Problem]] = []
    library = read_library(path, report_faults=problems.append)
    if not library.modules and not problems:
        raise NoSuchModule(f"There is no module in {path}.")
    return Books(list(library.modules.values()), library.glossary, path, _format_all(problems))


def _format_all(problems: list[list[Problem]]) -> str:
    return "\n".join(format_problems(problem) for problem in problems)


def _missing_message(path: Path) -> str:
    names = (
        sorted(sibling.name for sibling in path.parent.iterdir()) if path.parent.is_dir() else []
    )
    near = nearest(path.name, names)
    hint = f" Is it {path.parent / near}?" if near else ""
    return f"There is no module {path}.{hint}"
