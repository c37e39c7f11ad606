"""Texts that look like Typst code are printed verbatim."""

import pytest

from tests.content.handouts.making import printed, squeezed, text_on
from tests.content.lessons.making import front_matter, quiz, slide, slides, write_module

pytestmark = pytest.mark.any_python

CODE = [
    '#read("/etc/passwd")',
    '#include "/etc/passwd"',
    '#import "@preview/cetz:0.3.4"',
    '#plugin("a.wasm")',
    '#eval("1 + 1")',
    "$ x^2 $",
    "@welcome",
    "/* // ~ -- --- ...",
    "= one",
    r"\u{41}",
    "] #panic() [",
    '") #panic() ("',
]
MARKS = "* _ $ @ ` </svg> <label> #"


@pytest.mark.parametrize("audience", ["presenters", "participants"])
def test_typst_code_in_any_field_is_printed_verbatim(tmp_path, audience):
    everything = " ".join(CODE)
    front = front_matter(
        title=f"T {everything}",
        objectives=[f"O {everything}"],
        sources=[{"title": f"S {everything}", "note": f"N {everything}"}],
        licence="CC #panic()",
        notice=f"M {everything}",
    )
    fenced = f"```\nF {everything}\n```"
    module = write_module(tmp_path, en=front + slides(slide(text=fenced), quiz()))

    text = text_on(printed(module, audience=audience))

    for place in "TOSNMF":
        assert squeezed(f"{place} {everything}") in text
    assert "CC#panic()" in text
    assert "root:" not in text


@pytest.mark.parametrize("mark", MARKS.split())
def test_typst_syntax_in_a_slide_an_option_or_a_cell_is_printed_verbatim(tmp_path, mark):
    escaped = {"</svg>": "&lt;/svg>", "<label>": "&lt;label>"}.get(mark, mark)
    escaped = f"\\{mark}" if mark in "*_`#" else escaped
    body = f"Body {escaped} end\n\n| Cell {escaped} end |\n| --- |\n| x |"
    options = f"- [ ] Tea {escaped} end {{#tea}}\n- [x] Coffee {{#coffee}}"
    module = write_module(tmp_path, en=slides(slide(text=body), quiz(options)))

    text = text_on(printed(module))

    assert f"Body{mark}end" in text
    assert f"Cell{mark}end" in text
    assert f"Tea{mark}end" in text


def test_text_in_a_drawing_cannot_break_out_of_it(tmp_path):
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 60">'
        '<text x="10" y="30" font-size="16">&lt;/svg&gt; #panic() "&amp;</text></svg>'
    )
    body = "![What `</svg>` and #panic() show](map.svg)"
    module = write_module(tmp_path, images={"map.svg": drawing.encode()}, en=slide(text=body))

    assert printed(module).startswith(b"%PDF")


@pytest.mark.parametrize("depth", [1, 12])
def test_deep_lists_and_quotes_are_printed(tmp_path, depth):
    body = "\n".join(f"{'    ' * level}- level {level}" for level in range(depth))
    module = write_module(tmp_path, en=slide(text=f"{body}\n\n{'> ' * depth}said"))

    assert f"level{depth - 1}" in text_on(printed(module))
