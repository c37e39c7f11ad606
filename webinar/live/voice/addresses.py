"""The names of the addresses that links hear sound by. Pure."""

from __future__ import annotations


def of_room(room_id: int) -> str:
    """Return the beginning of all addresses of a room."""
    return f"voice:{room_id}:"


def of_channel(room_id: int, channel: str, *, thin: bool) -> str:
    """Return the address of one rendition of a channel."""
    return f"{of_room(room_id)}{channel}:{'thin' if thin else 'full'}"
