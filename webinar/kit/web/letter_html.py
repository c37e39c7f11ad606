"""The HTML part of a letter, made from the words of its text part."""

from __future__ import annotations

import re
from typing import NamedTuple

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from webinar.kit.languages import LANGUAGES
from webinar.kit.web.brand import site_name

_BULLET = "– "
_WEB_ADDRESS = re.compile(r"(https://[^\s<>\"]+)")


class Line(NamedTuple):
    """A line of text as pieces, every other one of which is a web address."""

    pieces: tuple[str, ...]


class Item(NamedTuple):
    """A line of a list, with the lines that are indented below it."""

    text: str
    below: tuple[Line, ...] = ()


class Block(NamedTuple):
    """A paragraph: lines, then a list, then the button if `has_button`."""

    lines: tuple[str, ...]
    items: tuple[Item, ...]
    has_button: bool


def letter_html(subject: str, text: str, language: str, address: str, label: str = "") -> str:
    """Return a page without pictures, scripts or style sheets, which mail programs remove.

    `text` is the text part. Empty lines separate its paragraphs, list items begin with a dash, and
    lines about an item are indented below it. The line that is `address` becomes a button; it has
    this `label`, or by default that of a page of one's own.
    """
    with force_locale(LANGUAGES[language].locale):
        name, label = site_name(), label or _("Open your own page")
    # Without the context of a page: letters are also made while no request is answered.
    html: str = current_app.jinja_env.get_template("letter.html").render(
        subject=subject,
        language=language,
        direction=LANGUAGES[language].direction,
        site_name=name,
        blocks=blocks_of(text, address),
        address=address,
        label=label,
    )
    return html


def blocks_of(text: str, address: str) -> list[Block]:
    """Return the paragraphs of a text part; see `letter_html`."""
    return [_block(part.splitlines(), address) for part in text.strip("\n").split("\n\n")]


def _block(lines: list[str], address: str) -> Block:
    plain: list[str] = []
    items: list[Item] = []
    for line in lines:
        if line == address:
            continue
        if line.startswith(_BULLET):
            items.append(Item(line.removeprefix(_BULLET)))
        elif items:
            # A title may have several lines: what follows an item belongs to it.
            last = items[-1]
            below = Line(tuple(_WEB_ADDRESS.split(line.strip())))
            items[-1] = last._replace(below=(*last.below, below))
        else:
            plain.append(line)
    return Block(tuple(plain), tuple(items), bool(address) and address in lines)
