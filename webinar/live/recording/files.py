"""The files that people listen to: assembled from the stored sound, and kept for a while.

A file is a copy that can be made again at any time. Its name has a mark of the sound in it: a copy
with sound that was erased since is never handed out, and is deleted within minutes.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from webinar.content.editions.content import module_in
from webinar.kit import clock, concurrency
from webinar.kit.session_times import Times
from webinar.kit.web.services import Services
from webinar.live.recording import queries
from webinar.live.recording.packets import unpack
from webinar.live.recording.timing import Placing
from webinar.live.recording.webm import Mark, WebmWriter
from webinar.live.slides.chapters import recording_chapters
from webinar.live.slides.plan import slide_visits, with_breaks
from webinar.live.sound.channels import FLOOR
from webinar.room.rooms.models import Room

FOLDER = "recordings"
KEPT_SECONDS = 24 * 3600

# About half a minute of sound: its work does not hold up other threads for long.
_ROWS_AT_ONCE = 20
_NAME = re.compile(r"(\d+)\.([A-Za-z-]+)\.(\d+-\d+)\.webm")


def recording_file(db: Session, instance: Path, room: Room, channel: str) -> Path | None:
    """Return the file of a channel of a session that is over; None if nothing is recorded in it.

    The first call assembles the file. Raises `OSError` if the disk has no space for it.
    """
    mark = queries.sound_mark(db, room, channel)
    if not mark or room.started_at is None or room.ended_at is None:
        return None
    folder = instance / FOLDER
    path = folder / f"{room.id}.{channel}.{mark}.webm"
    if path.exists():
        os.utime(path)
        return path
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _assemble(db, room, channel, path)
    return path


def delete_of_room(instance: Path, room_id: int) -> None:
    """Delete the files of a session."""
    for path in (instance / FOLDER).glob(f"{room_id}.*"):
        path.unlink(missing_ok=True)


def delete_outdated(services: Services) -> None:
    """Delete files with sound that was erased since, and those that nobody has opened for a day."""
    with services.db.read() as db:
        for path in _outdated(db, services.settings.instance / FOLDER):
            path.unlink(missing_ok=True)


def _outdated(db: Session, folder: Path) -> Iterator[Path]:
    oldest = clock.now().timestamp() - KEPT_SECONDS
    for path in folder.glob("*"):
        name = _NAME.fullmatch(path.name)
        room = db.get(Room, int(name[1])) if name else None
        is_old = path.stat().st_mtime < oldest
        # A file without such a name is still being written, or was left by a crash.
        is_current = not name or (room and queries.sound_mark(db, room, name[2]) == name[3])
        if is_old or not is_current:
            yield path


def _assemble(db: Session, room: Room, channel: str, path: Path) -> None:
    """Write the file under another name, then rename it: two may do so at once."""
    if room.started_at is None or room.ended_at is None:
        raise ValueError("the session is not over")
    length = Times(room.started_at, room.ended_at).length
    placing = Placing(int(room.started_at.timestamp() * 1000), length)
    chapters = _chapters(db, room, channel)
    with (
        tempfile.TemporaryFile(dir=path.parent) as body,
        tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as target,
    ):
        try:
            writer = WebmWriter(body)

            def add(rows: Sequence[tuple[int, int, bytes]]) -> None:
                for begins_ms, _row_id, content in rows:
                    writer.add(placing.place(unpack(content, begins_ms)))

            def finish() -> None:
                writer.add(placing.finish())
                writer.finish(target, length, chapters)

            # The loop reads, and a thread works on what was read: it may not use the database.
            last = (0, 0)
            while rows := queries.sound_after(db, room, channel, last, _ROWS_AT_ONCE):
                concurrency.offload(add, rows)
                last = rows[-1][:2]
            concurrency.offload(finish)
            target.close()
            os.replace(target.name, path)
        except BaseException:
            Path(target.name).unlink(missing_ok=True)
            raise


def _chapters(db: Session, room: Room, channel: str) -> list[Mark]:
    """Return the chapters, with titles in the language that is heard, or in the module's first."""
    module = module_in(db, room)
    if room.started_at is None or room.ended_at is None:
        return []
    times = Times(room.started_at, room.ended_at)
    language = module.languages[0] if channel == FLOOR else channel
    stays = with_breaks(slide_visits(db, room), module)
    chapters = recording_chapters(module, stays, times, language)
    return [Mark(chapter.at, chapter.title, chapter.language) for chapter in chapters]
