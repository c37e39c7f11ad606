"""Sentences of the lint that organisers may also read: in English, and ready to be translated.

The command line shows authors the English text; see `problems` for the other sentences.
"""

from __future__ import annotations


class Sentence(str):
    """An English sentence with its `values` filled in. Catalogues have it under its `template`."""

    template: str
    values: dict[str, object]


def N_(template: str, **values: object) -> Sentence:  # noqa: N802
    """Mark a sentence for translation. gettext's tools know this name and collect the templates."""
    sentence = Sentence(template % values if values else template)
    sentence.template, sentence.values = template, values
    return sentence
