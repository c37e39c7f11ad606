"""Packs of a course for phones and packages, complete with glossary and images."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec
from flask_babel import force_locale

from webinar.content.editions.content import module_of
from webinar.content.editions.models import Edition
from webinar.content.lessons.library import ASSET_PREFIX
from webinar.content.lessons.model import Module
from webinar.kit.languages import LANGUAGES
from webinar.kit.value_cache import cached_in
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.learn.offline.pack import images_of, pack
from webinar.learn.offline.wire import Pack
from webinar.learn.offline.words import player_words
from webinar.words import ScriptWords

# How many packs are kept in memory: a whole programme's is about 500 kB, and most people take one
# language.
_MOST = 8
_made: dict[tuple[str, str, int], EncodedPack] = {}


class EncodedPack(NamedTuple):
    """A pack in one language as JSON: `plain` for the device to keep, `packed` with gzip to send.

    `version` covers the whole content: words, glossary and images may change within one edition.
    """

    plain: bytes
    packed: bytes
    version: str


def offered_languages(module: Module) -> list[str]:
    """Return the languages in which the course is offered: the module's and the page's."""
    return [tag for tag in LANGUAGES if tag in module.languages or tag == page_language()]


def pack_json(edition: Edition, language: str) -> EncodedPack:
    """Return the pack that a phone keeps, images included; it is made once per edition."""
    glossary = services().library.glossary

    def make() -> EncodedPack:
        module = module_of(edition)
        files = image_files(module, [language])
        course_pack = pack(
            module,
            [language],
            glossary=glossary,
            images={address: _inline(name, content) for address, (name, content) in files.items()},
            edition=edition.hash,
        )
        plain = msgspec.json.encode(course_pack)
        version = hashlib.sha256(plain).hexdigest()[:16]
        return EncodedPack(plain, gzip.compress(plain, 9, mtime=0), version)

    return cached_in(_made, (edition.hash, language, id(glossary)), make, _MOST)


def package_pack(
    player: str, module: Module, languages: Sequence[str], edition: str = ""
) -> tuple[Pack, dict[str, bytes]]:
    """Return the pack of a package, and its image files by the names that the pack gives them.

    `player` is the bundle that plays it, `usb.js` or `packaged.js`. `edition` is the hash of the
    edition that the returned answers belong to.
    """
    files = image_files(module, languages)
    course_pack = pack(
        module,
        languages,
        words={tag: words_in(player, tag) for tag in languages},
        glossary=services().library.glossary,
        images={address: name for address, (name, _) in files.items()},
        edition=edition,
    )
    return course_pack, dict(files.values())


def image_files(module: Module, languages: Sequence[str]) -> dict[str, tuple[str, bytes]]:
    """Return the images that the slides show, by address: a file name and the bytes.

    Images that the library no longer has are left out: their slides show the text alternative.
    """
    images: dict[str, tuple[str, bytes]] = {}
    for address in images_of(module, languages):
        content = _read_image(address)
        if content is not None:
            name = PurePosixPath(address.partition("?")[0])
            images[address] = (f"images/{len(images) + 1}{name.suffix.lower()}", content)
    return images


def words_in(player: str, language: str) -> ScriptWords:
    """Return the words of this player in this language."""
    with force_locale(LANGUAGES[language].locale):
        return player_words(player)


def _read_image(address: str) -> bytes | None:
    """Return the bytes of an image; None unless the address names an asset of a library module."""
    name, _, path = address.removeprefix(ASSET_PREFIX).partition("?")[0].partition("/")
    module = services().library.modules.get(name)
    assets = [] if module is None else module.assets
    if not any(asset.path == path for asset in assets):
        return None
    try:
        return (services().settings.modules / name / path).read_bytes()
    except OSError:
        return None


def _inline(name: str, content: bytes) -> str:
    kinds = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp"}
    kind = kinds.get(PurePosixPath(name).suffix, "png")
    return f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
