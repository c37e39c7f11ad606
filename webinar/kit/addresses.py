"""Addresses of pages: numbers in them, and the rules that build them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from werkzeug.routing import IntegerConverter, Rule


class Number(IntegerConverter):
    """A number no longer than the databases' ids: a longer one names nothing, so it gives a 404."""

    regex = r"\d{1,9}"


class LateRule(Rule):
    """A rule that compiles the builders of its addresses when it first builds one.

    Each rule has two builders, of which pages use few; compiling all took a tenth of a start.
    """

    def _compile_builder(self, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        compiled: list[Callable[..., tuple[str, str]]] = []

        def build(rule: LateRule, /, **values: Any) -> tuple[str, str]:
            if not compiled:
                compiled.append(super(LateRule, rule)._compile_builder(append_unknown))
            return compiled[0](rule, **values)

        return build
