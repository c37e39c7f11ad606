"""The action that writes the call beside a session. No Flask, no Socket.IO, no commit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.people.audit.actions import note
from webinar.room.call import wire
from webinar.room.call.entries import Entry, read_entry
from webinar.room.call.models import COMMON, CallEntry
from webinar.room.call.queries import entry_for, stored_entries
from webinar.room.engine.change import Change
from webinar.room.rooms.models import RoomState


def write_call(
    change: Change, user_id: int, typed: Mapping[str, Entry], *, shown_waiting: bool
) -> None:
    """Replace the session's call by these entries, by language; `COMMON` is the one for all.

    An entry without any text is removed. Refused: `room_ended`, `language_not_offered`, and the
    codes of `entries.find_faults`.
    """
    db, room = change.db, change.room
    if room.state is RoomState.ENDED:
        raise Refused("room_ended")
    if not typed.keys() <= {COMMON, *LANGUAGES}:
        raise Refused("language_not_offered")
    entries = {language: read_entry(entry) for language, entry in typed.items()}
    wanted = {language: entry for language, entry in entries.items() if any(entry)}
    stored = {row.language: row for row in stored_entries(db, room)}
    is_visibility_same = not wanted or shown_waiting == _is_shown_waiting(stored)
    if is_visibility_same and wanted == _contents(stored):
        return
    for language in stored.keys() - wanted.keys():
        db.delete(stored[language])
    for language, entry in wanted.items():
        row = CallEntry(room_id=room.id, language=language, shown_waiting=shown_waiting)
        for field, text in entry._asdict().items():
            setattr(row, field, text)
        db.merge(row)
    db.flush()
    languages = sorted(wanted)
    # Neither the timeline nor the audit log holds the PIN or the address: they outlive the call.
    change.record("call.changed", languages=languages)
    note(db, "call.changed", user_id, room_id=room.id, languages=languages)
    _announce(change, stored_entries(db, room))


def finish(change: Change) -> None:
    """Take the call from open pages when the session ends: the line may soon serve others."""
    if stored_entries(change.db, change.room):
        _announce(change, [])


def _announce(change: Change, entries: Sequence[CallEntry]) -> None:
    change.announce(wire.CallChanged(set=wire.call_view(entries)))
    for language in LANGUAGES:
        entry = entry_for(entries, language)
        view = wire.call_view([] if entry is None else [entry])
        change.announce_to_readers(language, wire.CallShown(set=view))


def _contents(rows: Mapping[str, CallEntry]) -> dict[str, Entry]:
    return {
        language: Entry(row.link, row.phone, row.pin, row.note) for language, row in rows.items()
    }


def _is_shown_waiting(rows: Mapping[str, CallEntry]) -> bool:
    return any(row.shown_waiting for row in rows.values())
