"""Makes packages of a course's edition: checks the request, and works off the loop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import msgspec
from flask_babel import force_locale

from webinar.connect.packages.build import Player, package
from webinar.connect.packages.choosing import ALL_PARTS, chosen, subject_of
from webinar.connect.packages.subject import PASS_MARK, Standard
from webinar.connect.packages.words import page_words
from webinar.content.lessons.model import Module
from webinar.kit.errors import Refused
from webinar.kit.languages import LANGUAGES
from webinar.kit.text import whole_number
from webinar.kit.web.assets import asset_content
from webinar.kit.web.i18n import page_language
from webinar.kit.web.services import services
from webinar.learn.offline.course_packs import package_pack
from webinar.learn.offline.pack import images_of
from webinar.learn.offline.wire import Pack

USUAL = Standard.SCORM12
SCRIPT, STYLE = "packaged.js", "player.css"
# Stands for a missing picture: nothing is fetched from outside the package.
NO_PICTURE = "data:,"


@dataclass(frozen=True)
class Wanted:
    """The wanted package; `part` is the id of a part, or `ALL_PARTS`."""

    standard: Standard
    language: str
    part: str = ALL_PARTS
    pass_mark: int = PASS_MARK


def read_wanted(module: Module, asked: Mapping[str, str]) -> Wanted:
    """Read the wanted package from the address; defaults are as on the page.

    Raises `Refused`: `unknown_standard`, `unknown_package_language`, `pass_mark_invalid`.
    """
    standard = next((one for one in Standard if one == asked.get("standard", USUAL)), None)
    if standard is None:
        raise Refused("unknown_standard")
    language = asked.get("language", usual_language(module))
    if language not in module.languages or language not in LANGUAGES:
        raise Refused("unknown_package_language")
    typed = asked.get("mark", "").strip() or str(PASS_MARK)
    mark = whole_number(typed, 100)
    if not mark:
        raise Refused("pass_mark_invalid")
    return Wanted(standard, language, asked.get("part", ALL_PARTS), mark)


def usual_language(module: Module) -> str:
    """The page's language if the module has it; else the module's first."""
    return page_language() if page_language() in module.languages else module.languages[0]


def prepare(module: Module, wanted: Wanted) -> Callable[[], bytes]:
    """Gather, within a request, all that a package needs; return the work to do off the loop.

    Raises `Refused` as `choosing.chosen` does.
    """
    part = chosen(module, wanted.part)
    pack, images = package_pack(SCRIPT, part, [wanted.language])
    pack = without_outside(pack, part, wanted.language)
    subject = subject_of(part, wanted.language, wanted.pass_mark, services().settings.public_url)
    player = Player(asset_content(SCRIPT), asset_content(STYLE))
    with force_locale(LANGUAGES[wanted.language].locale):
        words = page_words()
    return partial(package, wanted.standard, subject, pack, images, player, words)


def without_outside(pack: Pack, module: Module, language: str) -> Pack:
    """The pack with `NO_PICTURE` in place of each picture that it does not hold."""
    missing = dict.fromkeys(images_of(module, [language]), NO_PICTURE)
    return msgspec.structs.replace(pack, images={**missing, **pack.images})
