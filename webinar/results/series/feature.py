"""The hooks of series, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from webinar.hooks import Feature
from webinar.results.series.desk_parts import add_to_typed_series, linkable_context, series_context
from webinar.results.series.queries import viewed_rooms

FEATURE = Feature(
    name="series",
    plan_page=linkable_context,
    viewed_rooms=viewed_rooms,
    new_page=series_context,
    after_made=add_to_typed_series,
)
