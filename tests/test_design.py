"""Holds docs/design.md to the tokens, and the tokens to the contrast that people need to read."""

import re

import pytest

from config import ROOT

TOKENS = (ROOT / "static/css/kit/tokens.css").read_text(encoding="utf-8")
PAGE = (ROOT / "docs/design.md").read_text(encoding="utf-8")
LIGHT, DARK = TOKENS.split("@media (prefers-color-scheme: dark)")

TEXT, BODY_TEXT, OUTLINE = 4.5, 7.0, 3.0  # contrast by WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11
PAIRS = [
    ("ink", "paper", BODY_TEXT),
    ("ink", "surface", BODY_TEXT),
    ("ink", "accent-tint", BODY_TEXT),
    ("ink", "live-tint", BODY_TEXT),
    ("brand-ink", "brand", BODY_TEXT),
    ("quiet", "paper", TEXT),
    ("quiet", "surface", TEXT),
    ("accent", "paper", TEXT),
    ("accent", "surface", TEXT),
    ("accent-ink", "accent", TEXT),
    ("live-ink", "live", TEXT),
    ("live-edge", "paper", TEXT),
    ("live-edge", "live-tint", TEXT),
    ("quiet", "live-tint", TEXT),
    ("good", "live-tint", TEXT),
    ("warn", "live-tint", TEXT),
    ("stop", "live-tint", TEXT),
    ("live", "brand", OUTLINE),
    ("good", "paper", TEXT),
    ("warn", "paper", TEXT),
    ("stop", "paper", TEXT),
    ("edge", "paper", OUTLINE),
    ("edge", "surface", OUTLINE),
]


def colours_of(block):
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("letters", "ground", "least"), PAIRS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_and_outlines_stand_out_from_their_ground(scheme, letters, ground, least):
    colours = colours_of(LIGHT) | (colours_of(DARK) if scheme == "dark" else {})

    assert contrast(colours[letters], colours[ground]) >= least


def test_dark_theme_changes_every_colour_that_is_not_the_same_in_both():
    same_in_both = {"brand-ink"}

    assert set(colours_of(LIGHT)) - set(colours_of(DARK)) == same_in_both


def test_design_page_explains_every_token():
    tokens = set(re.findall(r"^\s+(--[a-z0-9-]+):", TOKENS, re.M))
    explained = set(re.findall(r"`(--[a-z0-9-]+)`", PAGE))

    assert explained == tokens


def test_other_sheets_hold_no_colours_but_those_of_paper_and_qr_codes():
    # Printers and scanners need black, white or a grey, whatever the theme.
    sheets = [path for path in (ROOT / "static/css").rglob("*.css") if path.name != "tokens.css"]
    assert sheets
    colours = {
        f"{sheet.name}: {colour}"
        for sheet in sheets
        for colour in re.findall(r":[^;{}]*?(#[0-9a-fA-F]{3,8})\b", sheet.read_text("utf-8"))
        if len(set(re.findall("..", colour[1:]) if len(colour) == 7 else colour[1:])) > 1
    }

    assert colours == set()
