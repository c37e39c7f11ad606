"""The script that a page runs to notice what somebody at it would notice: `ears.js`."""

from __future__ import annotations

import json
from pathlib import Path

from bench.trial import voices

EARS = (
    f"({Path(__file__).with_name('ears.js').read_text().rstrip()})({json.dumps(voices.for_ears())})"
)
