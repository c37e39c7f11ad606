"""Sets what each kind of page has to reach, and says where one does not."""

from __future__ import annotations

from collections.abc import Iterator

from tools.look.measures import Look, Measured

ROOM = Look(
    content="#slides .slide, #slides .poll, .place[data-here]:not(#slides), .place[data-side]",
    controls={
        "options": "#slides .poll.open .choice",
        "vote": "#slides .poll.open .poll-foot .button",
    },
    heights={"head": ".room-head, .room-bar", "foot": ".dock"},
)
CONSOLE = Look(
    content=".console-picture",
    controls={"now": ".moment-act .button:first-of-type", "move": "#move .button"},
    heights={"bar": ".console-bar"},
)
STAGE = Look(
    content=".stage-column, .stage-beside, .stage-foot",
    letters={"title": ".stage-show .stage-title", "text": ".stage-options li, .stage-show .prose"},
)

# A phone on its side, or a laptop at 400 %, has no room for a question and its answers at once.
LYING_PHONE = "320x256"
LAPTOPS = ("1366x768", "1280x720")
CONSOLE_BAR_PX = 48
# Before the redesign, a presenter saw the slide on a quarter of the screen.
CONSOLE_SLIDE_SHARE = 1 / 3
SMALL_SCREEN_SHARE = 0.5
# Chrome's own limit for a page that is good, which is meant for one visit; ours is for an hour.
MOST_SHIFT = 0.1
# The row at the back sits six times the picture's height away, such as 12 m from a picture of 2 m.
# A capital that is 16 minutes of arc high there, the least of ISO 9241-3 for text, has 2.8 % of the
# height, and a font whose capitals are 0.7 of its size needs 4 %.
LEAST_LETTER = 0.04
# Browsers round sizes of letters down to this.
LAYOUT_STEP_PX = 1 / 64


def misses(measured: Measured) -> Iterator[str]:
    """Yield in words each target that this page misses."""
    if measured.is_wide:
        yield "scrolls sideways"
    if measured.shift > MOST_SHIFT:
        moved = ", ".join(measured.moved)
        yield f"moves by itself: {measured.shift:.2f} > {MOST_SHIFT} ({moved})"
    if measured.page == "room":
        yield from _misses_of_room(measured)
    elif measured.page == "console" and measured.size in LAPTOPS:
        bar = measured.heights["bar"]
        if bar > CONSOLE_BAR_PX:
            yield f"bar {bar} px > {CONSOLE_BAR_PX}"
        if measured.share < CONSOLE_SLIDE_SHARE:
            yield f"slide {measured.share:.0%} < {CONSOLE_SLIDE_SHARE:.0%}"
        if measured.controls["now"][0] == 0:
            yield "main button out of sight"
    elif measured.page == "stage":
        rounding = LAYOUT_STEP_PX / int(measured.size.split("x")[1])
        for name, letter in measured.letters.items():
            if 0 < letter < LEAST_LETTER - rounding:
                yield f"letters of {name} {letter:.1%} < {LEAST_LETTER:.1%} of the height"


def _misses_of_room(measured: Measured) -> Iterator[str]:
    if measured.size != LYING_PHONE:
        for name in ("options", "vote"):
            seen, all_ = measured.controls[name]
            if all_ and not seen:
                yield f"{name} out of sight"
    is_phone = measured.size not in LAPTOPS
    is_small = measured.size == LYING_PHONE or measured.text_size == "200"
    if is_phone and is_small and measured.share < SMALL_SCREEN_SHARE:
        yield f"content {measured.share:.0%} < {SMALL_SCREEN_SHARE:.0%}"
