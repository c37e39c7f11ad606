"""Numbers in addresses."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter


class Number(IntegerConverter):
    """A number no longer than the databases' own: longer ones are of nothing, so they are 404."""

    regex = r"\d{1,9}"
