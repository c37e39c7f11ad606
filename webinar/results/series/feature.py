"""The hooks of series, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.results.series.desk_parts import add_typed, linkable, series_typed
from webinar.results.series.queries import viewed_rooms

FEATURE = Feature(
    name="series",
    plan_page=linkable,
    viewed_rooms=viewed_rooms,
    new_page=series_typed,
    after_made=add_typed,
)
