"""A small reader of WebM files: enough to say which sound stands at which time."""

import struct
from dataclasses import dataclass, field

SEGMENT, CLUSTER, TIME, BLOCK = 0x18538067, 0x1F43B675, 0xE7, 0xA3
INFO, DURATION, CUES, CUE, CUE_TIME = 0x1549A966, 0x4489, 0x1C53BB6B, 0xBB, 0xB3
CUE_PLACE, CUE_POSITION, CHAPTERS, EDITION = 0xB7, 0xF1, 0x1043A770, 0x45B9
CHAPTER, CHAPTER_TIME, CHAPTER_TEXT, CHAPTER_TITLE = 0xB6, 0x91, 0x80, 0x85
SILENT = b"\xff\xfe"


@dataclass
class Film:
    """`blocks` are `(ms, content)`; `index` is the time of each entry, and that of its place."""

    duration: float = 0
    blocks: list = field(default_factory=list)
    index: list = field(default_factory=list)
    chapters: list = field(default_factory=list)

    @property
    def frames(self):
        """All frames of 20 ms as `(ms, frame)`, each silent one as b""."""
        return [
            (at + 20 * place, frame)
            for at, content in self.blocks
            for place, frame in enumerate(frames_of(content))
        ]

    @property
    def sounds(self):
        return [(at, frame) for at, frame in self.frames if frame]


def frames_of(content):
    if content == b"\xf8" + SILENT:
        return [b""]
    if content[0] == 0xFB:
        assert content[2:] == SILENT * content[1]
        return [b""] * content[1]
    return [content]


def elements(content, start=0):
    """Yield `(id, content, place)` of the elements in `content`."""
    place = start
    while place < len(content):
        begin = place
        length = _width(content[place])
        identifier = int.from_bytes(content[place : place + length], "big")
        place += length
        length = _width(content[place])
        size = int.from_bytes(content[place : place + length], "big") & ((1 << 7 * length) - 1)
        place += length
        assert place + size <= len(content), "the file is cut off"
        yield identifier, content[place : place + size], begin
        place += size


def read(content):
    film = Film()
    segment = next(part for identifier, part, _ in elements(content) if identifier == SEGMENT)
    times_by_place = {}
    points = []
    for identifier, part, place in elements(segment):
        has_parts = identifier in (INFO, CUES, CHAPTERS)
        inner = [(key, value) for key, value, _ in elements(part)] if has_parts else []
        if identifier == INFO:
            film.duration = struct.unpack(">d", dict(inner)[DURATION])[0]
        elif identifier == CUES:
            points = [dict((k, v) for k, v, _ in elements(point)) for _, point in inner]
        elif identifier == CHAPTERS:
            film.chapters = [
                _chapter(atom) for _, edition in inner for _, atom, _ in elements(edition)
            ]
        elif identifier == CLUSTER:
            times_by_place[place] = _read_cluster(film, part)
    for point in points:
        position = dict((k, v) for k, v, _ in elements(point[CUE_PLACE]))[CUE_POSITION]
        found = times_by_place[int.from_bytes(position, "big")]
        film.index.append((int.from_bytes(point[CUE_TIME], "big"), found))
    return film


def _read_cluster(film, part):
    at = 0
    for identifier, value, _ in elements(part):
        if identifier == TIME:
            at = int.from_bytes(value, "big")
        elif identifier == BLOCK:
            film.blocks.append((at + struct.unpack(">h", value[1:3])[0], value[4:]))
    return at


def _chapter(atom):
    fields = dict((k, v) for k, v, _ in elements(atom))
    text = dict((k, v) for k, v, _ in elements(fields[CHAPTER_TEXT]))
    return int.from_bytes(fields[CHAPTER_TIME], "big") // 1_000_000, text[CHAPTER_TITLE].decode()


def _width(first):
    return 9 - first.bit_length()
