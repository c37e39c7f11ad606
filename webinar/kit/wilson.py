"""How far a share of few answers can be trusted. Pure."""

from __future__ import annotations

from math import sqrt

# The quantile of the normal distribution that leaves 2.5 per cent above it.
_Z = 1.959964


def wilson_interval(part: int, whole: int) -> tuple[float, float]:
    """Return the 95 % score interval of `part` out of `whole`, as shares from 0 to 1.

    It stays within 0 and 1, and is of use for few answers and for shares near either end, where
    the usual interval is not. The whole range is returned if `whole` is 0. See E. B. Wilson,
    "Probable inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22, 1927, 209-212.
    """
    if not whole:
        return 0.0, 1.0
    share, weight = part / whole, _Z * _Z / whole
    middle = share + weight / 2
    half = _Z * sqrt(share * (1 - share) / whole + weight / (4 * whole))
    low, high = (middle - half) / (1 + weight), (middle + half) / (1 + weight)
    # Rounding must not move an end past the share that it belongs to, at 0 and at 1.
    return max(0.0, min(low, share)), min(1.0, max(high, share))
