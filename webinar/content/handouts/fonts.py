"""The fonts of hand-outs: typst's own, and one for Arabic letters that set-up fetches.

The machine's own fonts are left out, so that a hand-out looks the same wherever it is made.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import typst

ROOT = Path(__file__).resolve().parents[3]
NASKH = ROOT / "node_modules/@expo-google-fonts/noto-naskh-arabic"
WEIGHTS = ("400Regular", "700Bold")


class FontSet(NamedTuple):
    fonts: typst.Fonts
    has_arabic: bool


@cache
def load(naskh: Path = NASKH) -> FontSet:
    """Load the fonts, with the one for Arabic letters if set-up has fetched it."""
    # Imported here, because the library is large and few requests need it.
    import typst

    folders = [naskh / weight for weight in WEIGHTS]
    has_arabic = all(any(folder.glob("*.ttf")) for folder in folders)
    paths = folders if has_arabic else []
    return FontSet(typst.Fonts(include_system_fonts=False, font_paths=[*paths]), has_arabic)
