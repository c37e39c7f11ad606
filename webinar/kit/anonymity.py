"""How many people a figure must be of before it is shown."""

from __future__ import annotations

# With fewer people, individuals could be identified.
SMALLEST_GROUP = 5
