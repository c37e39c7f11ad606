"""The glossary in one language as JSON, for the panel that a tap on a term opens."""

from __future__ import annotations

import gzip
from functools import lru_cache
from hashlib import sha256

import msgspec
from flask_babel import gettext as _

from webinar.content.glossary.entries import entries
from webinar.content.lessons.glossary import Glossary
from webinar.kit.web.i18n import language_name
from webinar.words import fallback_texts

# The JSON by language, with the glossary it was made from. Every page of a room asks for its
# version, so it is made only once.
_json_by_language: dict[str, tuple[Glossary, bytes]] = {}


def glossary_json(glossary: Glossary, language: str) -> bytes:
    """Return the terms by id, and the panel's own few words, which are in the page's language."""
    stored = _json_by_language.get(language)
    if stored is None or stored[0] is not glossary:
        stored = _json_by_language[language] = (glossary, _encode(glossary, language))
    return stored[1]


def _encode(glossary: Glossary, language: str) -> bytes:
    words = fallback_texts()
    all_entries = entries(glossary, language)
    tags = sorted({tag for entry in all_entries for tag in (entry.language, *entry.others)})
    return msgspec.json.encode(
        {
            "language": language,
            "words": {"also": _("Also:"), "others": _("In other languages")},
            "languages": {
                tag: {
                    "name": language_name(tag),
                    "fallback": words.get(tag, _("Not translated yet")),
                }
                for tag in tags
            },
            "terms": {
                entry.id: {
                    "term": entry.term,
                    "also": entry.also,
                    "meaning": entry.meaning,
                    "language": entry.language,
                    "is_fallback": entry.is_fallback,
                    "others": entry.others,
                }
                for entry in all_entries
            },
        }
    )


def version_of(content: bytes) -> str:
    """Return a name for the content, the same for the same terms, words and order."""
    return sha256(content).hexdigest()[:12]


@lru_cache(maxsize=16)
def packed(content: bytes) -> bytes:
    """Return the content gzipped, which is done once for all readers."""
    return gzip.compress(content, 9, mtime=0)
