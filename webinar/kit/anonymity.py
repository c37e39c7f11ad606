"""The smallest number of people whose figures may be shown."""

from __future__ import annotations

# With fewer people, individuals could be identified.
SMALLEST_GROUP = 5
