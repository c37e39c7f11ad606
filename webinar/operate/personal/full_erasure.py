"""Erases a person for good: from the database, its log, files and memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy.orm import Session

from webinar.kit import concurrency, value_cache
from webinar.kit.db import Database
from webinar.live.recording.files import delete_of_room
from webinar.operate.personal.erasing import Erased, erase
from webinar.operate.personal.subject import Subject


def erase_for_good(
    database: Database,
    instance: Path,
    find: Callable[[Session], Subject | None],
    by: int | None,
    *,
    keeps_certificates: bool = False,
) -> Erased | None:
    """Erase the person that `find` returns; return None if it finds nobody.

    `instance` is the folder with the files of evidence and of recordings. Refused: as by `erase`.
    """

    def work(db: Session) -> Erased | None:
        subject = find(db)
        if subject is None:
            return None
        return erase(db, subject, by, keeps_certificates=keeps_certificates)

    erased = database.write(work)
    if erased is not None:
        concurrency.offload(_delete_files, instance, erased)
        value_cache.forget_values()
        database.empty_log()
    return erased


def _delete_files(instance: Path, erased: Erased) -> None:
    for name in erased.files:
        (instance / "evidence" / name).unlink(missing_ok=True)
    for room_id in erased.room_ids:
        delete_of_room(instance, room_id)
