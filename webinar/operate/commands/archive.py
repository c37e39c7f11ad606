"""A backup as one file: a tar of the database, the instance's files, and their manifest.

`manifest.json`: `{made_at, database: "sqlite" | "postgresql", revision, audit: {entries, hash},
files: {name: {size, sha256}}}`, sizes in bytes.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

MANIFEST = "manifest.json"
SQLITE, POSTGRES = "database.sqlite3", "database.dump"
# The folder in the archive that contains the files of the instance's folder.
INSTANCE = "instance"
_NOT_KEPT = ("imports/", "recordings/")
_CHUNK = 1024 * 1024  # bytes


class Damaged(Exception):
    """The archive does not match its manifest; the message says where."""


class Entry(msgspec.Struct, frozen=True):
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True):
    made_at: str
    database: str
    revision: str
    audit: dict[str, Any]
    files: dict[str, Entry]


def pack(target: Path, files: Mapping[str, Path], fields: Mapping[str, Any]) -> Manifest:
    """Write the archive, readable by its owner alone, under a temporary name; then rename it.

    `files` are by name in the archive; `fields` are those of the manifest except `files`.
    """
    part = target.with_name(f"{target.name}.part")
    part.unlink(missing_ok=True)
    handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    entries: dict[str, Entry] = {}
    with os.fdopen(handle, "wb") as out:
        with tarfile.open(fileobj=out, mode="w") as tar:
            for name, path in sorted(files.items()):
                try:
                    entries[name] = Entry(path.stat().st_size, sha256_of(path))
                    tar.add(path, name, recursive=False)
                except FileNotFoundError:
                    # Skip a file of evidence that was erased meanwhile.
                    entries.pop(name, None)
            manifest = msgspec.convert({**fields, "files": {}}, Manifest)
            manifest = msgspec.structs.replace(manifest, files=entries)
            _add(tar, MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        out.flush()
        os.fsync(out.fileno())
    part.replace(target)
    return manifest


def unpack(source: Path, folder: Path) -> Manifest:
    """Extract all files into `folder`, and check each of them. Raises `Damaged`."""
    try:
        with tarfile.open(source, "r:") as tar:
            members = {member.name: member for member in tar.getmembers()}
            manifest = _manifest(tar, members)
            if set(members) != {MANIFEST, *manifest.files}:
                raise Damaged("the files differ from the list in the manifest")
            for name, entry in manifest.files.items():
                _extract(tar, members[name], entry, folder)
    except (tarfile.TarError, OSError, EOFError) as error:
        raise Damaged(f"the archive cannot be read ({error})") from None
    return manifest


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the instance's evidence and keys, but not databases, locks, uploads and archives."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        # The folder may be the home of the service's user, where npm and the shell keep files.
        if any(part.startswith(".") for part in name.split("/")):
            continue
        is_ours = not any(mark in path.name for mark in (".sqlite3", ".lock", ".part", ".tar"))
        # Uploads that wait to be converted are kept for a day only, and belong to their uploader;
        # files of recordings are made again from the database.
        is_ours = is_ours and "before-restore" not in name and not name.startswith(_NOT_KEPT)
        if path.is_file() and not path.is_symlink() and is_ours:
            yield f"{INSTANCE}/{name}", path


def sha256_of(path: Path) -> str:
    """Return the hash of the file in hexadecimal digits, read in pieces."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _manifest(tar: tarfile.TarFile, members: Mapping[str, tarfile.TarInfo]) -> Manifest:
    file = tar.extractfile(members[MANIFEST]) if MANIFEST in members else None
    if file is None:
        raise Damaged("there is no manifest: it is not a backup of this program")
    try:
        return msgspec.json.decode(file.read(), type=Manifest)
    except msgspec.DecodeError:
        raise Damaged("the manifest cannot be read") from None


def _extract(tar: tarfile.TarFile, member: tarfile.TarInfo, entry: Entry, folder: Path) -> None:
    path = PurePosixPath(member.name)
    if not member.isfile() or path.is_absolute() or ".." in path.parts:
        raise Damaged(f"{member.name} is not a plain file")
    target = folder / path
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    source = tar.extractfile(member)
    if source is None:
        raise Damaged(f"{member.name} cannot be read")
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb") as out:
        while chunk := source.read(_CHUNK):
            out.write(chunk)
    if target.stat().st_size != entry.size or sha256_of(target) != entry.sha256:
        raise Damaged(f"{member.name} does not match the manifest (SHA-256)")


def _add(tar: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))
