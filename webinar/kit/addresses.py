"""Numbers in addresses."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter


class Number(IntegerConverter):
    """A number no longer than the databases' ids: a longer one names nothing, so it gives a 404."""

    regex = r"\d{1,9}"
