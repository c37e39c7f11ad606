"""The allow-list of the HTML that may reach a browser. All other HTML is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

import nh3

TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code dd del details div dl dt em figcaption figure"
    " h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s small span strong sub summary sup table"
    " tbody td tfoot th thead tr u ul".split()
)
# The text inside these is code, not prose. For other unknown tags, only the tag is dropped.
DROPPED_WITH_CONTENT = frozenset(
    "script style template noscript iframe object svg math textarea select title xmp".split()
)
ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "*": frozenset({"lang", "dir"}),
    "a": frozenset({"href", "title"}),
    "abbr": frozenset({"title"}),
    "details": frozenset({"open"}),
    "img": frozenset({"src", "alt", "title", "width", "height"}),
    "ol": frozenset({"start"}),
    "td": frozenset({"colspan", "rowspan", "align"}),
    "th": frozenset({"colspan", "rowspan", "align", "scope"}),
}
CLASSES = frozenset({"big", "columns", "source", "note", "tip", "important", "warning"})
# Includes the class that terms.py writes on links.
LINK_CLASSES = CLASSES | {"term"}
URL_SCHEMES = frozenset({"https", "mailto"})

_WHITE_SPACE = re.compile(r"[\x00-\x20\x7f]")
_NUMBER = re.compile(r"\d{1,4}")
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "lang": re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8}){0,4}"),
    "dir": re.compile(r"ltr|rtl|auto"),
    "align": re.compile(r"left|center|right"),
    "scope": re.compile(r"row|col|rowgroup|colgroup"),
    "width": _NUMBER,
    "height": _NUMBER,
    "start": _NUMBER,
    "colspan": re.compile(r"\d{1,2}"),
    "rowspan": re.compile(r"\d{1,2}"),
}


def clean(html: str, images: Mapping[str, str]) -> str:
    """Make HTML safe to insert. An image whose `src` is no key of `images` keeps only its `alt`."""
    return _cleaner(frozenset(images.items())).clean(html)


# Making a cleaner takes twenty times as long as cleaning a slide, so a module's slides share one.
@lru_cache(maxsize=32)
def _cleaner(images: frozenset[tuple[str, str]]) -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(DROPPED_WITH_CONTENT),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_attribute_filter(dict(images)),
        allowed_classes={tag: set(LINK_CLASSES if tag == "a" else CLASSES) for tag in TAGS},
        set_tag_attribute_values={"img": {"loading": "lazy"}},
        url_schemes=set(URL_SCHEMES),
        link_rel="noopener noreferrer",
    )


def _attribute_filter(images: Mapping[str, str]) -> Callable[[str, str, str], str | None]:
    def allowed(tag: str, name: str, value: str) -> str | None:
        if name == "src":
            return images.get(value)
        if name == "href":
            return None if _is_disguised(value) else value
        shape = _SHAPES.get(name)
        return value if shape is None or shape.fullmatch(value) else None

    return allowed


def _is_disguised(url: str) -> bool:
    """Return whether an address leads elsewhere than it seems to.

    Browsers skip white space in an address and read `\\` as `/`. `//host` looks like a file beside
    the lesson, but is another server.
    """
    return bool(_WHITE_SPACE.search(url)) or url.replace("\\", "/").startswith("//")
