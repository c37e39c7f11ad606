"""Targets of a trial: the worst value that was measured, beside the one that is wanted."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple, Self


class Target(NamedTuple):
    """`value` must not exceed `limit`; NaN if it was not measured, which counts as met."""

    text: str
    value: float
    limit: float

    @classmethod
    def of(cls, text: str, values: Iterable[float | None], limit: float) -> Self:
        """Make a target of the worst of these values."""
        known = [value for value in values if value is not None and not math.isnan(value)]
        return cls(text, max(known, default=math.nan), limit)

    @property
    def is_met(self) -> bool:
        return math.isnan(self.value) or self.value <= self.limit

    @property
    def row(self) -> list[str]:
        if math.isnan(self.value):
            return [self.text, "", f"<= {self.limit:g}", "not measured"]
        verdict = "met" if self.is_met else "MISSED"
        return [self.text, f"{self.value:.2f}", f"<= {self.limit:g}", verdict]
