"""Turns a text's tree into the nodes that the page's template knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from webinar.content.handouts.grid import lay_out
from webinar.content.handouts.tree import Node, read_tree
from webinar.content.lessons.terms import GLOSSARY_PREFIX

ALERTS = ("note", "tip", "important", "warning")
PICTURES = ("img", "svg")
HEADINGS = {"h3": 1, "h4": 2, "h5": 3, "h6": 4}

Content = list[Node | str]


@dataclass
class Preparer:
    """Prepares the texts of one hand-out, and remembers which pictures and terms they need.

    `pictures` gives the name of an image's file in the template's folder by its address. `terms`
    has the ids that the glossary at the end must explain; None if there is no glossary.
    """

    pictures: Mapping[str, str]
    terms: dict[str, None] | None = None
    used: dict[str, None] = field(default_factory=dict)

    def content(self, html: str, below: int) -> Content:
        """Return the content of `html`, as a text that stands under a heading of level `below`."""
        return _Text(self, below).convert_all(read_tree(html))


class _Text:
    """A text. Its headings must not skip a level, or PDF readers would complain."""

    def __init__(self, preparer: Preparer, below: int) -> None:
        self.preparer, self.below, self.depth = preparer, below, 0

    def convert_all(self, nodes: Content) -> Content:
        return [
            self.convert(part) for node in nodes if node != "" for part in _without_pictures(node)
        ]

    def convert(self, node: Node | str) -> Node | str:
        if isinstance(node, str):
            return node
        tag, attributes = node.tag, node.of
        if tag == "table":
            node = lay_out(node)
        if tag in HEADINGS:
            self.depth = min(HEADINGS[tag], self.depth + 1)
            return Node(
                "heading", {"level": self.below + self.depth}, self.convert_all(node.inside)
            )
        if tag == "a":
            return self.link(node)
        if tag == "img":
            return self.picture(node)
        if tag in ("pre", "code"):
            return Node(tag, {"text": node.text().rstrip("\n")})
        classes = str(attributes.get("class", "")).split()
        if tag in ("blockquote", "p", "div"):
            alert = next((name for name in ALERTS if name in classes), "")
            node = Node("alert" if alert else tag, {"kind": alert}, node.inside)
            node.of |= {name: True for name in ("big", "source", "columns") if name in classes}
        return Node(node.tag, node.of, self.convert_all(node.inside))

    def link(self, node: Node) -> Node:
        href, inside = str(node.of.get("href", "")), self.convert_all(node.inside)
        if href.startswith(GLOSSARY_PREFIX):
            term = href.partition("#")[2]
            if self.preparer.terms is None:
                return Node("span", {}, inside)
            self.preparer.terms[term] = None
            return Node("term", {"id": term}, inside)
        if not href.startswith(("https://", "mailto:")):
            return Node("span", {}, inside)
        label = href.removeprefix("mailto:")
        return Node("a", {"href": href, "shown": "" if label == node.text() else label}, inside)

    def picture(self, node: Node) -> Node:
        address, alt = str(node.of.get("src", "")), str(node.of.get("alt", ""))
        file = self.preparer.pictures.get(address)
        if file is None:
            return Node("span", {}, [alt])
        self.preparer.used[address] = None
        return Node("img", {"file": file, "alt": alt})


def _without_pictures(node: Node | str) -> Iterator[Node | str]:
    """Take pictures out of paragraphs; on paper they stand between paragraphs."""
    if isinstance(node, str) or node.tag != "p":
        yield node
        return
    for is_picture, run in groupby(node.inside, key=_is_picture):
        inside = list(run)
        if is_picture:
            yield from inside
        elif any(_is_picture(descendant) for child in inside for descendant in _nodes_below(child)):
            yield Node("div", {}, inside)
        elif any(child not in ("", " ", Node("br")) for child in inside):
            yield Node("p", node.of, inside)


def _is_picture(node: Node | str) -> bool:
    return isinstance(node, Node) and node.tag in PICTURES


def _nodes_below(node: Node | str) -> Iterator[Node]:
    return node.walk() if isinstance(node, Node) else iter(())
