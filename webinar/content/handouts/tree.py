"""Cleaned HTML as a tree of elements and plain text, which the page's template lays out.

The template gets the tree as data, so that no text is ever read as the template's language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.parser import HTMLParser

import msgspec

# Tags that begin and end lines; other tags stand within a line.
BLOCKS = frozenset(
    "blockquote caption dd details div dl dt figcaption figure h3 h4 h5 h6 hr img li ol p pre"
    " summary svg table tbody td tfoot th thead tr ul br".split()
)
VOID = frozenset({"br", "hr", "img"})
# Elements that hold only other elements: white space in them is the author's indentation.
STRUCTURE = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tfoot", "tr"})
SVG_NAMESPACE = "http://www.w3.org/2000/svg"

_SPACE = re.compile(r"[ \t\r\n\f]+")


class Node(msgspec.Struct):
    """An element. `of` holds its attributes, `inside` elements and text in their order."""

    tag: str
    of: dict[str, str | int | bool] = {}
    inside: list[Node | str] = []

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.inside)

    def nodes(self) -> list[Node]:
        return [child for child in self.inside if isinstance(child, Node)]

    def walk(self) -> Iterator[Node]:
        yield self
        for node in self.nodes():
            yield from node.walk()


def read_tree(html: str) -> list[Node | str]:
    """Parse `html`, which the allow-list let through."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.trim()
    return reader.root.inside


class _Reader(HTMLParser):
    """Builds the tree, and collapses white space as a browser does."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("root", {}, [])
        self.open_nodes = [self.root]
        self.after_space = True
        self.last_text: tuple[Node, int] | None = None
        self.drawing: list[str] = []
        self.drawing_depth = 0
        self.drawing_node: Node | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.drawing_depth:
            self.drawing.append(self.get_starttag_text() or "")
            self.drawing_depth += 1
            return
        values = {name: value or "" for name, value in attrs}
        if tag in BLOCKS:
            self.trim()
        if tag == "svg":
            self._begin_drawing(values)
            return
        node = Node(tag, dict(values), [])
        self.open_nodes[-1].inside.append(node)
        if tag not in VOID:
            self.open_nodes.append(node)

    def handle_endtag(self, tag: str) -> None:
        if self.drawing_depth:
            self.drawing.append(f"</{tag}>")
            self.drawing_depth -= 1
            if not self.drawing_depth and self.drawing_node is not None:
                self.drawing_node.of["svg"] = "".join(self.drawing)
            return
        if tag in BLOCKS:
            self.trim()
        names = [node.tag for node in self.open_nodes[1:]]
        if tag in names:
            del self.open_nodes[len(names) - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if self.drawing_depth:
            self.drawing.append(escape(data))
            return
        parent = self.open_nodes[-1]
        if any(node.tag == "pre" for node in self.open_nodes):
            parent.inside.append(data)
            return
        text = _SPACE.sub(" ", data)
        if self.after_space or parent.tag in STRUCTURE:
            text = text.removeprefix(" ")
        if not text:
            return
        self.after_space = text.endswith(" ")
        parent.inside.append(text)
        self.last_text = (parent, len(parent.inside) - 1)

    def trim(self) -> None:
        """Drop the space before a line's beginning or end, which a browser does not show."""
        if self.last_text is not None:
            node, index = self.last_text
            node.inside[index] = str(node.inside[index]).rstrip(" ")
        self.last_text = None
        self.after_space = True

    def _begin_drawing(self, values: dict[str, str]) -> None:
        box = escape(values.get("viewbox", ""), quote=True)
        font = escape("Libertinus Serif, Noto Naskh Arabic", quote=True)
        start = f'<svg xmlns="{SVG_NAMESPACE}" viewBox="{box}" font-family="{font}">'
        self.drawing, self.drawing_depth = [start], 1
        self.drawing_node = Node("svg", {"alt": values.get("aria-label", "")}, [])
        self.open_nodes[-1].inside.append(self.drawing_node)
