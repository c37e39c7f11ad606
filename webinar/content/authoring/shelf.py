"""The modules that are previewed, each read again only when something in its folder has changed."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from pathlib import Path

from webinar.content.authoring.watch import stamp
from webinar.content.lessons.draft import (
    GLOSSARY,
    Draft,
    DraftFile,
    lesson_paths,
    module_folders,
    read_draft,
)
from webinar.content.lessons.glossary import Glossary, read_glossary
from webinar.content.lessons.library import ASSET_PREFIX
from webinar.content.lessons.lint import check
from webinar.content.lessons.problems import Problem, Report


@dataclass(frozen=True, slots=True)
class Reading:
    """A module at one moment. `old` holds the languages whose files cannot be read just now.

    The draft holds the last readable version of these files.
    """

    folder: Path
    stamp: str
    draft: Draft
    problems: list[Problem]
    old: frozenset[str] = frozenset()


class Shelf:
    """A folder of modules, or a single module, even with errors."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_single = bool(lesson_paths(folder))
        self._readings: dict[str, Reading] = {}
        self._glossary = ("", Glossary())
        self._lock = threading.Lock()

    def names(self) -> list[str]:
        return list(self._folders())

    def stamp(self, name: str = "") -> str:
        """Return the stamp of one module and the glossary, or of everything."""
        folder = self._folders().get(name) if name else None
        if folder is None:
            return stamp([self.folder])
        return stamp([folder, folder.resolve().parent / GLOSSARY])

    def read(self, name: str) -> Reading | None:
        """Read the module; None if there is no module of that name."""
        folder = self._folders().get(name)
        if folder is None:
            return None
        with self._lock:
            earlier = self._readings.get(name)
            now = self.stamp(name)
            if earlier is None or earlier.stamp != now:
                self._readings[name] = _read(folder, now, earlier, self._known_terms(folder))
            return self._readings[name]

    def _known_terms(self, folder: Path) -> Glossary:
        library = folder.resolve().parent
        now = stamp([library / GLOSSARY])
        if self._glossary[0] != now:
            self._glossary = (now, read_glossary(library)[0])
        return self._glossary[1]

    def _folders(self) -> dict[str, Path]:
        if self.is_single:
            return {self.folder.resolve().name: self.folder}
        return {path.name: path for path in module_folders(self.folder, Report(""))}


def _read(folder: Path, now: str, earlier: Reading | None, glossary: Glossary) -> Reading:
    draft = read_draft(folder, ASSET_PREFIX)
    problems = check(draft, glossary)
    languages = {path.stem for path in lesson_paths(folder)}
    usable = [file for file in draft.files if file.slides or file.front.is_readable]
    unreadable = languages - {file.language for file in usable}
    old_files = (
        [file for file in earlier.draft.files if file.language in unreadable] if earlier else []
    )
    files = _in_order([*usable, *old_files])
    old = frozenset(file.language for file in old_files)
    return Reading(folder, now, replace(draft, files=files), problems, old)


def _in_order(files: list[DraftFile]) -> list[DraftFile]:
    """Put the first language first, as the lessons' own reader does."""
    languages = [file.language for file in files]
    wishes = [file.front.reference for file in files if file.front.reference in languages]
    reference = wishes[0] if wishes else "en"
    return sorted(files, key=lambda file: (file.language != reference, file.language))
