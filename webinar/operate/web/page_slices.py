"""Which requests are answered in slices, and how their templates and their compression give way.

Pages give way by default: a new page that reads and renders much cannot hold up a live session
because its author forgot something. Only what says `in_one_piece` does not.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import flask.templating
import jinja2
from flask import Request
from jinja2 import nodes
from jinja2.lexer import Lexer

from webinar.kit import concurrency, slices

T = TypeVar("T")

# Bytes of a page whose compression takes longer than a slice.
LARGE_PAGE = 20_000


def are_for(request: Request, views: Mapping[str, Callable[..., Any]]) -> bool:
    """Whether the request is for a page to read, and not for a file, a form or the live path.

    Files have a dot at the end of their address. Much of the work on one is done off the loop, and
    it would have one of the few places for pages meanwhile; `in_turns` cuts what is left.
    """
    rule = request.url_rule
    return (
        rule is not None
        and request.method in ("GET", "HEAD")
        and "." not in rule.rule[rule.rule.rfind("/") :]
        and not slices.is_in_one_piece(views.get(rule.endpoint))
    )


class Environment(flask.templating.Environment):
    """Compiles a template in a thread if a page in slices is the first to need it.

    A large template takes 40 ms, and no part of that can pause.
    """

    _own_lexer: Lexer | None = None

    def __init__(self, *values: Any, **named_values: Any) -> None:
        super().__init__(*values, **named_values)
        self.filters["in_slices"] = in_slices

    @property
    def lexer(self) -> Lexer:
        """The lexer for the settings of this environment, which are complete at its first use.

        Jinja keeps lexers behind a lock, which the loop and a thread must not share.
        """
        if self._own_lexer is None:
            self._own_lexer = Lexer(self)
        return self._own_lexer

    def _generate(self, source: nodes.Template, *values: Any, **named_values: Any) -> str:
        """Let each loop of the template pause. A macro is a single piece to all who call it, and
        so is a table in its rows.
        """
        for loop in source.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, "in_slices", [], [], None, None)
        return super()._generate(source, *values, **named_values)

    def compile(self, *values: Any, **named_values: Any) -> Any:
        compile = super().compile
        if slices.is_cutting():
            return concurrency.offload(compile, *values, **named_values)
        return compile(*values, **named_values)


def in_slices(rows: Iterable[T]) -> Iterable[T]:
    return slices.pausing(rows) if slices.is_cutting() else rows


class Template(jinja2.Template):
    def render(self, *values: Any, **named_values: Any) -> str:
        """Render as the original does; in a page in slices, pause between the pieces."""
        if not slices.is_cutting():
            return super().render(*values, **named_values)
        return "".join(slices.pausing(self.generate(*values, **named_values)))


def compress(page: bytes) -> bytes:
    """Gzip a page. Compressing a large one in a thread lets the loop go on, and needs no Python.

    Level 5 takes two thirds of the time of level 6, for 3 % more bytes.
    """
    if slices.is_cutting() and len(page) > LARGE_PAGE:
        return concurrency.offload(gzip.compress, page, 5)
    return gzip.compress(page, 5)
