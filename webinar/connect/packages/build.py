"""A package as a zip: the player, its content, and the manifest for the platform. Pure.

The same content gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from webinar.connect.packages import cmi5, scorm12, scorm2004
from webinar.connect.packages.page import page
from webinar.connect.packages.subject import LAUNCH, PASS_MARK, Standard, Subject
from webinar.kit.files.archives import zipped
from webinar.learn.offline.package import script_of
from webinar.learn.offline.wire import Pack


@dataclass(frozen=True)
class Player:
    """The player's bundle and its style sheet."""

    script: bytes
    style: bytes


class Packaged(msgspec.Struct, frozen=True, rename="camel"):
    """The value that `pack.js` sets, as static/js/connect/players/packaged.ts reads it."""

    standard: str
    pass_mark: int
    pack: Pack


def package(
    standard: Standard,
    subject: Subject,
    pack: Pack,
    images: Mapping[str, bytes],
    player: Player,
    words: Mapping[str, str],
) -> bytes:
    """Return the bytes of a package.

    `images` holds the pictures by their file names in `pack.images`; `words` are the page's texts.
    """
    mark = PASS_MARK if subject.pass_mark is None else subject.pass_mark
    files = {
        LAUNCH: page(subject, words),
        "pack.js": script_of("PACKAGED", Packaged(standard, mark, pack)),
        "player.css": player.style,
        "player.js": player.script,
        **images,
    }
    match standard:
        case Standard.SCORM12:
            files[scorm12.NAME] = scorm12.manifest(subject, list(files))
        case Standard.SCORM2004:
            files[scorm2004.NAME] = scorm2004.manifest(subject, list(files))
        case Standard.CMI5:
            files[cmi5.NAME] = cmi5.course_structure(subject)
    return zipped(sorted(files.items()))
