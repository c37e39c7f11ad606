"""Numbers in addresses."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter


class Number(IntegerConverter):
    """No longer than the databases' own: of what is longer there is nothing, so it is 404."""

    regex = r"\d{1,9}"
