"""Which requests are answered in slices, and how their templates and their compression give way.

Pages give way by default: a new page that reads and renders much cannot hold up a live session
because its author forgot something. Only what says `in_one_piece` does not.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from typing import Any

import jinja2
from flask import Request

from webinar.kit import concurrency, slices

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
