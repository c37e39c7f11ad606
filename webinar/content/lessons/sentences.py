"""Sentences of the lint that an organiser may read, too: in English, and ready to be translated.

What authors read at the command line stays English; see `problems` for the rest.
"""

from __future__ import annotations


class Sentence(str):
    """In English with its `values` filled in. `template` is what catalogues know it by."""

    template: str
    values: dict[str, object]


def N_(template: str, **values: object) -> Sentence:  # noqa: N802
    """Named as the tools of gettext know it, which collect what it marks."""
    made = Sentence(template % values if values else template)
    made.template, made.values = template, values
    return made
