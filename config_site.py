"""Reads the name and the pictures that an institution puts in place of the product's."""

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
    return _read_picture(
        env, "SITE_ICON", "Participants on slow links load it with their first page"
    )


def read_issuer_emblem(env: Mapping[str, str]) -> Path | None:
    """Return the file that ISSUER_EMBLEM names, or None if it is not set."""
    return _read_picture(env, "ISSUER_EMBLEM", "Each certificate that is mailed carries it")


def _read_picture(env: Mapping[str, str], name: str, why_small: str) -> Path | None:
    path = env.get(name, "").strip()
    if not path:
        return None
    picture = Path(path).resolve()
    if picture.suffix.lower() not in ICON_SUFFIXES:
        raise UnsafeSettings(f"{name} is {path}, but it must be an SVG or a PNG file.")
    if not picture.is_file():
        raise UnsafeSettings(f"{name}: there is no file {path}.")
    if picture.stat().st_size > LARGEST_ICON_BYTES:
        raise UnsafeSettings(
            f"{name}: {path} is larger than {LARGEST_ICON_BYTES:,} bytes. {why_small}: make it"
            " smaller."
        )
    return picture
