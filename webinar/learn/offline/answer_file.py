"""Reads files of answers, single or zipped; an upload may contain anything. No database.

A file is `{"check":"…","answers":{…}}`, as static/js/learn/usb/file.ts writes it. `check` is the
CRC-32 of the text of `answers`; it reveals files that were cut off or changed on their way.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Annotated, Literal

import msgspec

from webinar.kit.errors import Refused
from webinar.kit.files.archives import UNREADABLE
from webinar.kit.text import one_line
from webinar.learn.study.wire import Deed, DeedKey, Millis

NAME_LENGTH = 80
NUMBER_LENGTH = 20
# Bytes of a file, of an uploaded zip, and of all unpacked files of an upload together.
LONGEST_FILE = 4_000_000
LONGEST_ARCHIVE = 20_000_000
MOST_BYTES = 20_000_000
MOST_FILES = 200
# A learner makes about two thousand entries in ten hours.
MOST_ENTRIES = 20_000

_ENVELOPE = re.compile(
    rb'\s*\{\s*"check"\s*:\s*"([0-9a-f]{8})"\s*,\s*"answers"\s*:(.*)\}\s*', re.DOTALL
)


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The person who, according to the file, gave the answers.

    `key` is the same in all files of one person on one computer.
    """

    key: DeedKey
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=4 * NAME_LENGTH)]
    number: Annotated[str, msgspec.Meta(max_length=NUMBER_LENGTH)]


class Answers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The content of a file. `now` is the time it was made, by that computer's clock."""

    format: Literal[1]
    package: Annotated[str, msgspec.Meta(max_length=40)]
    course: Annotated[str, msgspec.Meta(max_length=20)]
    edition: Annotated[str, msgspec.Meta(max_length=16)]
    person: Person
    now: Millis
    deeds: Annotated[list[Deed], msgspec.Meta(max_length=MOST_ENTRIES)]


class Read(msgspec.Struct, frozen=True):
    """A file that can be imported; `hash` is of its bytes."""

    name: str
    hash: str
    answers: Answers


class Unread(msgspec.Struct, frozen=True):
    """A file that cannot be imported, with the code of the reason."""

    name: str
    code: str


class Looked(msgspec.Struct, frozen=True):
    """All files of one upload, without duplicates."""

    files: list[Read]
    unread: list[Unread]


def read_uploads(uploads: Sequence[tuple[str, bytes]], course: str) -> Looked:
    """Read these files, given by name and content, for the course with this code.

    Refused, for all files together: `answers_none`, `answers_too_many`, `answers_too_large`.
    """
    files: dict[str, Read] = {}
    unread: list[Unread] = []
    for name, content in _uploaded_files(uploads, unread):
        try:
            file = read_file(name, content, course)
        except Refused as refusal:
            unread.append(Unread(_shown_name(name), refusal.code))
        else:
            files.setdefault(file.hash, file)
    if not files and not unread:
        raise Refused("answers_none")
    return Looked(list(files.values()), unread)


def read_file(name: str, content: bytes, course: str) -> Read:
    """Read one file for the course with this code.

    Refused: `answers_too_large`, `answers_damaged`, `answers_unknown`, `answers_elsewhere`.
    """
    if len(content) > LONGEST_FILE:
        raise Refused("answers_too_large")
    envelope = _ENVELOPE.fullmatch(content.removeprefix(b"\xef\xbb\xbf"))
    if envelope is None:
        is_answer_file = content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b'{"check":')
        raise Refused("answers_damaged" if is_answer_file else "answers_unknown")
    check, answers_json = envelope.groups()
    if f"{zlib.crc32(answers_json):08x}" != check.decode():
        raise Refused("answers_damaged")
    try:
        answers = msgspec.json.decode(answers_json, type=Answers)
        name_shown = one_line(answers.person.name, NAME_LENGTH, "answers_unknown")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("answers_unknown") from error
    if answers.course != course:
        raise Refused("answers_elsewhere")
    person = msgspec.structs.replace(answers.person, name=name_shown)
    answers = msgspec.structs.replace(answers, person=person)
    return Read(_shown_name(name), sha256(content).hexdigest(), answers)


def _uploaded_files(
    uploads: Sequence[tuple[str, bytes]], unread: list[Unread]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files, also those in zips. Stop unpacking as soon as a limit is exceeded."""
    count, bytes_left = 0, MOST_BYTES
    for name, content in uploads:
        is_zip = content.startswith(b"PK\x03\x04")
        if is_zip and len(content) > LONGEST_ARCHIVE:
            raise Refused("answers_too_large")
        files = _zipped_files(name, content, unread) if is_zip else iter([(name, content)])
        for file in files:
            count, bytes_left = count + 1, bytes_left - len(file[1])
            if count > MOST_FILES:
                raise Refused("answers_too_many")
            if bytes_left < 0:
                raise Refused("answers_too_large")
            yield file


def _zipped_files(name: str, content: bytes, unread: list[Unread]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a zip, by name and content.

    The sizes that the zip declares are not trusted. A zip in a zip is not a file of answers.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES:
                raise Refused("answers_too_many")
            for entry in entries:
                file_name = entry.filename.replace("\\", "/").rpartition("/")[2]
                if file_name.startswith(".") or entry.filename.startswith("__MACOSX/"):
                    continue
                with archive.open(entry) as stream:
                    yield file_name, stream.read(LONGEST_FILE + 1)
    except UNREADABLE:
        unread.append(Unread(_shown_name(name), "answers_damaged"))


def _shown_name(name: str) -> str:
    try:
        return one_line(name.replace("\\", "/").rpartition("/")[2], 120, "text_empty")
    except Refused:
        return "?"
