"""The languages of the interface: tag, own name, direction, and how the field's data names them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language: `locale` is its name in CLDR and gettext, `tag` on pages and the wire."""

    tag: str
    name: str
    locale: str
    direction: str = "ltr"


LANGUAGES: dict[str, Language] = {
    language.tag: language
    for language in (
        Language("kk", "Қазақша", "kk"),
        Language("ru", "Русский", "ru"),
        Language("en", "English", "en"),
        Language("prs", "دری", "fa_AF", "rtl"),
    )
}
DEFAULT = "en"
OWN_NAMES = {tag: language.name for tag, language in LANGUAGES.items()}

# Browsers' names for these languages, if they differ.
_OTHER_NAMES = {"fa-af": "prs", "fa": "prs", "dr": "prs"}


def our_tag(tag: str) -> str | None:
    """Our tag for the tag of a browser or person (`kk-KZ`, `fa-AF`), if we have the language."""
    lowered = tag.strip().lower().replace("_", "-")
    for candidate in (lowered, lowered.split("-")[0]):
        candidate = _OTHER_NAMES.get(candidate, candidate)
        if candidate in LANGUAGES:
            return candidate
    return None
