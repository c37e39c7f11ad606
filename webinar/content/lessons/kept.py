"""Keeps what was read in a file, so that the next start need not render the same Markdown again.

The file is only a copy: if it is missing, old, damaged or of doubtful origin, the sources are read
and the file is written anew. A module with errors is not kept: each start reads and reports it.
"""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

import msgspec

from webinar.content.lessons.assets import MAX_ASSET_BYTES, MEDIA_TYPES
from webinar.content.lessons.draft import GLOSSARY
from webinar.content.lessons.glossary import Glossary, read_glossary
from webinar.content.lessons.library import Library, read_library, read_module
from webinar.content.lessons.model import Module
from webinar.content.lessons.problems import Report, has_errors
from webinar.kit import language_fallback, languages

# Hidden, as backups leave out hidden files.
FILE_NAME = ".modules.json"
# Those that decide what the same sources become.
_LIBRARIES = ("Markdown", "pymdown-extensions", "nh3", "msgspec", "PyYAML")
# The contents of other files are never read.
_READ = frozenset({".md", ".svg", ".toml", *MEDIA_TYPES})

log = logging.getLogger(__name__)


class KeptModule(msgspec.Struct, frozen=True):
    """`key` stands for all that the module was made from."""

    key: str
    module: Module


class KeptGlossary(msgspec.Struct, frozen=True):
    key: str
    glossary: Glossary


class Kept(msgspec.Struct, frozen=True):
    """`reader` stands for the code that made the rest."""

    reader: str = ""
    glossary: KeptGlossary | None = None
    modules: Mapping[str, KeptModule] = {}


def read_kept_library(folder: Path, instance: Path) -> Library:
    """Read the library as `read_library` does, but only what differs from the last time.

    What was read is kept in the folder `instance`, if that is possible.
    """
    file = instance / FILE_NAME
    reader = reader_key()
    old = _read(file)
    sources = KeptSources(old if old.reader == reader else Kept(reader))
    library = read_library(folder, sources=sources)
    new = sources.used()
    if new != old:
        _write(file, new)
    return library


class KeptSources:
    """Gives what is kept if nothing that it was made from has changed; reads it otherwise."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._glossary: KeptGlossary | None = None
        self._modules: dict[str, KeptModule] = {}

    def used(self) -> Kept:
        """Return what to keep for the next time: all that was asked for and has no error."""
        return Kept(self._kept.reader, self._glossary, self._modules)

    def glossary(self, library: Path) -> tuple[Glossary, list[Report]]:
        key = folder_key(library / GLOSSARY)
        kept = self._kept.glossary
        if kept is not None and kept.key == key:
            self._glossary = kept
            return kept.glossary, []
        glossary, reports = read_glossary(library)
        is_clean = not any(has_errors(report.problems) for report in reports)
        # Something else may have been read if the folder changed meanwhile.
        if key is not None and is_clean and key == folder_key(library / GLOSSARY):
            self._glossary = KeptGlossary(key, glossary)
        return glossary, reports

    def module(self, folder: Path, asset_prefix: str, glossary: Glossary) -> Module:
        key = _module_key(folder, asset_prefix, glossary)
        kept = self._kept.modules.get(folder.name)
        if kept is None or kept.key != key:
            module = read_module(folder, asset_prefix, glossary)
            if key is None or key != _module_key(folder, asset_prefix, glossary):
                return module
            kept = KeptModule(key, module)
        self._modules[folder.name] = kept
        return kept.module


def reader_key() -> str:
    """Return a hash of our code that reads modules, and of the versions of the libraries."""
    summary = hashlib.sha256()
    for path in code_paths():
        summary.update(hashlib.sha256(path.read_bytes()).digest())
    for name in _LIBRARIES:
        summary.update(f"{name} {version(name)}\n".encode())
    summary.update(sys.version.encode())
    return summary.hexdigest()


def code_paths() -> list[Path]:
    """Return the files of our code on which the result of reading depends."""
    below = (Path(str(module.__file__)) for module in (language_fallback, languages))
    return [*sorted(Path(__file__).parent.glob("*.py")), *below]


def folder_key(folder: Path) -> str | None:
    """Return a hash of all names in the folder and of the contents that readers look at.

    Returns None, which nothing is kept for, if there are links or anything else but files, or if a
    file cannot be read.
    """
    summary = hashlib.sha256()
    try:
        for path, kind in _walk(folder):
            if stat.S_ISREG(kind):
                content = _content(path)
            elif stat.S_ISDIR(kind):
                content = b"/"
            else:
                return None
            name = os.fsencode(path.relative_to(folder))
            summary.update(name + b"\0" + hashlib.sha256(content).digest())
    except OSError:
        return None
    return summary.hexdigest()


def _module_key(folder: Path, asset_prefix: str, glossary: Glossary) -> str | None:
    sources = folder_key(folder)
    if sources is None:
        return None
    # The lint looks up the terms of a module in the glossary.
    terms = hashlib.sha256(msgspec.json.encode(glossary)).hexdigest()
    parts = [sources, folder.resolve().name, asset_prefix, terms]
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def _walk(folder: Path) -> Iterator[tuple[Path, int]]:
    """Yield all below the folder that is not hidden, with its mode, in the order of the names."""
    for path in sorted(folder.iterdir()):
        if not path.name.startswith("."):
            mode = path.lstat().st_mode
            yield path, mode
            if stat.S_ISDIR(mode):
                yield from _walk(path)


def _content(path: Path) -> bytes:
    if path.suffix.lower() not in _READ:
        return b""
    with path.open("rb") as stream:
        # The readers of modules refuse what is longer, however it goes on.
        return stream.read(MAX_ASSET_BYTES + 1)


def _read(file: Path) -> Kept:
    """Return what is kept; nothing unless the file is whole, and only we could have written it.

    Pages insert the HTML in it as it is.
    """
    try:
        with open(file, "rb", opener=_open_here) as stream:
            status = os.fstat(stream.fileno())
            is_ours = stat.S_ISREG(status.st_mode) and status.st_uid == os.geteuid()
            if not is_ours or status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                return Kept()
            digest, _, body = stream.read().partition(b"\n")
    except OSError:
        return Kept()
    if hashlib.sha256(body).hexdigest().encode() != digest:
        return Kept()
    try:
        return msgspec.json.decode(body, type=Kept)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Kept()


def _open_here(path: str, flags: int) -> int:
    """Open no other file by a link, and wait for no writer if this is a pipe."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _write(file: Path, kept: Kept) -> None:
    """Write all or nothing, readable by us alone; without space or permission nothing is kept."""
    body = msgspec.json.encode(kept)
    digest = hashlib.sha256(body).hexdigest().encode()
    try:
        with tempfile.NamedTemporaryFile(
            dir=file.parent, prefix=f"{file.name}.", delete=False
        ) as unfinished:
            try:
                unfinished.write(digest + b"\n" + body)
                unfinished.close()
                os.replace(unfinished.name, file)
            except BaseException:
                Path(unfinished.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        log.debug("modules are not kept: %s", error)
