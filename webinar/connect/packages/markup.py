"""XML as text: elements whose attributes keep their order, so that files come out the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Characters that XML 1.0 cannot hold.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def element(name: str, attributes: Mapping[str, str] | None = None, *inside: str) -> str:
    """Return an element; `inside` is markup: other elements, or results of `text`."""
    attribute_text = "".join(
        f" {key}={quoteattr(_clean(value))}" for key, value in (attributes or {}).items()
    )
    if not inside:
        return f"<{name}{attribute_text}/>"
    return f"<{name}{attribute_text}>{''.join(inside)}</{name}>"


def text(content: str) -> str:
    return escape(_clean(content))


def document(root: str) -> bytes:
    return (DECLARATION + root + "\n").encode()


def _clean(content: str) -> str:
    return _NOT_XML.sub("", content)
