"""Makes packages of a course's edition: checks the request, and works off the event loop."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import msgspec
from flask_babel import force_locale

from webinar.connect.packages.build import Player, package
from webinar.connect.packages.part_choice import ALL_PARTS, module_to_package, subject_of
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
class PackageRequest:
    """The wanted package; `part` is the id of a part, or `ALL_PARTS`."""

    standard: Standard
    language: str
    part: str = ALL_PARTS
    pass_mark: int = PASS_MARK


def read_request(module: Module, arguments: Mapping[str, str]) -> PackageRequest:
    """Read the wanted package from the URL arguments; the defaults are those of the page's form.

    Raises `Refused`: `unknown_standard`, `unknown_package_language`, `pass_mark_invalid`.
    """
    standard = next(
        (standard for standard in Standard if standard == arguments.get("standard", USUAL)), None
    )
    if standard is None:
        raise Refused("unknown_standard")
    language = arguments.get("language", usual_language(module))
    if language not in module.languages or language not in LANGUAGES:
        raise Refused("unknown_package_language")
    typed = arguments.get("mark", "").strip() or str(PASS_MARK)
    mark = whole_number(typed, 100)
    if not mark:
        raise Refused("pass_mark_invalid")
    return PackageRequest(standard, language, arguments.get("part", ALL_PARTS), mark)


def usual_language(module: Module) -> str:
    """Return the page's language if the module has it; else the module's first."""
    return page_language() if page_language() in module.languages else module.languages[0]


def prepare(module: Module, package_request: PackageRequest) -> Callable[[], bytes]:
    """Gather, within a request, all that a package needs; return the work to do off the event loop.

    Raises `Refused` as `part_choice.module_to_package` does.
    """
    part = module_to_package(module, package_request.part)
    pack, images = package_pack(SCRIPT, part, [package_request.language])
    pack = without_missing_images(pack, part, package_request.language)
    subject = subject_of(
        part, package_request.language, package_request.pass_mark, services().settings.public_url
    )
    player = Player(asset_content(SCRIPT), asset_content(STYLE))
    with force_locale(LANGUAGES[package_request.language].locale):
        words = page_words()
    return partial(package, package_request.standard, subject, pack, images, player, words)


def without_missing_images(pack: Pack, module: Module, language: str) -> Pack:
    """Return the pack with `NO_PICTURE` in place of each image that it does not contain."""
    missing = dict.fromkeys(images_of(module, [language]), NO_PICTURE)
    return msgspec.structs.replace(pack, images={**missing, **pack.images})
