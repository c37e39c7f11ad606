"""Reads the name and the picture that an institution puts in place of the product's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from config_values import UnsafeSettings

LONGEST_NAME = 40  # characters: it stands in the head of every page, also on a phone
ICON_SUFFIXES = (".svg", ".png")
LARGEST_ICON_BYTES = 20_000


def read_site_name(env: Mapping[str, str]) -> str:
    """Return SITE_NAME, or "" if it is not set."""
    name = " ".join(env.get("SITE_NAME", "").split())
    if len(name) > LONGEST_NAME:
        raise UnsafeSettings(f"SITE_NAME is longer than {LONGEST_NAME} characters: shorten it.")
    return name


def read_site_icon(env: Mapping[str, str]) -> Path | None:
    """Return the file that SITE_ICON names, or None if it is not set."""
    path = env.get("SITE_ICON", "").strip()
    if not path:
        return None
    icon = Path(path).resolve()
    if icon.suffix.lower() not in ICON_SUFFIXES:
        raise UnsafeSettings(f"SITE_ICON is {path}, but it must be an SVG or a PNG file.")
    if not icon.is_file():
        raise UnsafeSettings(f"SITE_ICON: there is no file {path}.")
    if icon.stat().st_size > LARGEST_ICON_BYTES:
        raise UnsafeSettings(
            f"SITE_ICON: {path} is larger than {LARGEST_ICON_BYTES:,} bytes. Participants on slow "
            "links load it with their first page: make it smaller."
        )
    return icon
