"""SVG drawings in the reader's language, and lint's checks of them."""

import pytest

from webinar.content.lessons.library import read_module

from .making import faults, messages, slide, slides, svg, write_module

SWITCH = (
    '<switch><text systemLanguage="ru" x="90" y="40">Лечение</text>'
    '<text systemLanguage="kk,prs" x="90" y="40">Емдеу</text>'
    '<text x="90" y="40">Treatment</text></switch>'
)
SLIDE_WITH_DRAWING = slide(text="![The way](way.svg)")


def draw(tmp_path, content, language="en", text=SLIDE_WITH_DRAWING, **languages):
    folder = write_module(tmp_path, images={"way.svg": content}, **{language: text, **languages})
    return read_module(folder).slides[0].text[language].html


def lint(tmp_path, content, text=SLIDE_WITH_DRAWING, **languages):
    return faults(write_module(tmp_path, images={"way.svg": content}, en=text, **languages))


def test_a_drawing_is_inlined_into_the_page(tmp_path):
    html = draw(tmp_path, svg('<rect x="1" y="2" width="3" height="4" fill="currentColor"/>'))

    assert html == (
        '<p><svg class="diagram" role="img" aria-label="The way" viewBox="0 0 360 200">'
        '<rect x="1" y="2" width="3" height="4" fill="currentColor"></rect></svg></p>'
    )


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Treatment"), ("ru", "Лечение"), ("kk", "Емдеу")]
)
def test_each_language_gets_only_its_own_texts(tmp_path, language, word):
    html = draw(tmp_path, svg(SWITCH), language)

    assert f'<text x="90" y="40">{word}</text>' in html
    assert html.count("<text") == 1
    assert "switch" not in html and "systemLanguage" not in html


def test_one_switch_child_may_serve_several_languages(tmp_path):
    assert "Емдеу" in draw(tmp_path, svg(SWITCH), "prs")


def test_a_language_without_a_text_gets_the_reference_text(tmp_path):
    content = svg(SWITCH.replace("kk,prs", "kk"))
    folder = write_module(
        tmp_path, images={"way.svg": content}, en=SLIDE_WITH_DRAWING, prs=SLIDE_WITH_DRAWING
    )

    [problem] = faults(folder)

    assert problem.file.endswith("way.svg")
    assert problem.message == "the drawing has a text that is not translated into `prs`"
    assert problem.remedy == 'Add <text systemLanguage="prs"> to each <switch>'
    assert problem.severity == "warning"
    assert "Treatment" in read_module(folder).slides[0].text["prs"].html


def test_a_text_that_the_reference_lacks_is_a_warning(tmp_path):
    content = svg(SWITCH.replace('<text x="90" y="40">Treatment</text>', ""))

    [problem] = lint(tmp_path, content)

    assert problem.message == "the drawing has a text that is not translated into `en`"
    assert "<text" not in draw(tmp_path, content)


def test_indentation_is_dropped_and_lines_keep_their_place(tmp_path):
    inside = """
      <text x="20" y="30">
        First <tspan font-weight="bold">bold</tspan> word
        goes on
        <tspan x="20" dy="20">second</tspan>
      </text>
    """

    html = draw(tmp_path, svg(inside))

    assert html.endswith(
        '<text x="20" y="30">First <tspan font-weight="bold">bold</tspan> word goes on'
        '<tspan x="20" dy="20">second</tspan></text></svg></p>'
    )


def test_text_between_the_shapes_is_dropped(tmp_path):
    assert "stray" not in draw(tmp_path, svg("stray<g>stray</g>stray"))


def test_title_and_description_inside_the_drawing_are_dropped(tmp_path):
    html = draw(tmp_path, svg("<title>Inner</title><desc>More</desc><!-- note -->"))

    assert html.endswith('viewBox="0 0 360 200"></svg></p>')


@pytest.mark.parametrize(
    ("alt", "label"),
    [
        ('A "way"', "A &quot;way&quot;"),
        ("a < b > c", "a &lt; b &gt; c"),
        ("R&D", "R&amp;D"),
        ("It's", "It&#x27;s"),
        ("&quot; onload=alert(1)", "&quot; onload=alert(1)"),
        ("&lt;script&gt;", "&lt;script&gt;"),
    ],
)
def test_alt_text_becomes_a_plain_text_label(tmp_path, alt, label):
    html = draw(tmp_path, svg(), text=slide(text=f"![{alt}](way.svg)"))

    assert html == (
        f'<p><svg class="diagram" role="img" aria-label="{label}" viewBox="0 0 360 200"></svg></p>'
    )


@pytest.mark.parametrize("source", ["![](way.svg)", '<img src="way.svg">', "![ ](way.svg)"])
def test_a_drawing_without_alt_text_is_an_error(tmp_path, source):
    remarks = messages(tmp_path, slide(text=source), images={"way.svg": svg()})

    assert remarks == ["error: this picture says nothing to those who cannot see it"]


def test_a_drawing_in_a_title_is_an_error(tmp_path):
    remarks = messages(tmp_path, slide(title="![x](way.svg)"), images={"way.svg": svg()})

    assert "error: titles and options are text only" in remarks


def test_a_missing_drawing_is_an_error(tmp_path):
    assert messages(tmp_path, SLIDE_WITH_DRAWING) == ["error: there is no picture `way.svg`"]


def test_a_drawing_counts_towards_the_size_of_its_slide(tmp_path):
    [problem] = lint(tmp_path, svg(f'<path d="{"M1 1" * 1200}"/>'))

    assert problem.message.startswith("this slide has 49")
    assert problem.file.endswith("en.md")


def test_a_drawing_may_be_in_a_subfolder(tmp_path):
    folder = write_module(
        tmp_path, images={"drawn/way.svg": svg()}, en=slide(text="![x](drawn/way.svg)")
    )

    assert 'class="diagram"' in read_module(folder).slides[0].text["en"].html


def test_drawings_have_no_address_of_their_own(tmp_path):
    folder = write_module(tmp_path, images={"way.svg": svg()}, en=SLIDE_WITH_DRAWING)

    assert read_module(folder).assets == []


@pytest.mark.parametrize(
    ("size", "group", "fault"),
    [("14", "", True), ("15", "", False), ("", "14", True), ("15", "14", False), ("", "", False)],
)
def test_small_text_is_a_warning_even_if_the_group_sets_the_size(tmp_path, size, group, fault):
    own, outer = (f' font-size="{font_size}"' if font_size else "" for font_size in (size, group))
    problems = lint(tmp_path, svg(f"<g{outer}><text{own}>Way</text></g>"))

    assert [problem.message for problem in problems] == (
        ["a text of size 14 in the drawing is too small for a phone"] if fault else []
    )
    assert [problem.remedy for problem in problems] == ["Make it at least 15"] * fault


@pytest.mark.parametrize(
    ("x", "anchor", "letters", "fits"),
    [
        ("0", "start", 40, True),
        ("0", "start", 41, False),
        ("360", "end", 40, True),
        ("180", "middle", 40, True),
        ("170", "middle", 40, False),
        ("10", "middle", 4, False),
    ],
)
def test_a_line_longer_than_the_drawing_is_a_warning(tmp_path, x, anchor, letters, fits):
    line = "Ж" * letters
    inside = f'<g text-anchor="{anchor}"><text x="{x}" y="40">{line}</text></g>'

    problems = lint(tmp_path, svg(inside))

    assert [problem.message for problem in problems] == (
        [] if fits else [f"“{line}” (en) is too long for the drawing"]
    )
    assert all(problem.severity == "warning" for problem in problems)
    assert all("two lines" in problem.remedy for problem in problems)


def test_each_line_of_a_text_is_measured_separately(tmp_path):
    two = f'<text x="1">{"a" * 30}<tspan x="1" dy="20">{"b" * 30}</tspan></text>'

    assert lint(tmp_path, svg(two)) == []
    assert len(lint(tmp_path, svg(two.replace(' x="1" dy', " dy")))) == 1


def test_a_line_is_measured_in_each_language(tmp_path):
    long_drawing = SWITCH.replace("Лечение", "Лечение " * 8)

    [problem] = lint(tmp_path, svg(long_drawing), ru=SLIDE_WITH_DRAWING)

    assert "(ru) is too long for the drawing" in problem.message


def test_more_than_two_hundred_drawings_are_an_error(tmp_path):
    images = {f"d{n:03}.svg": svg() for n in range(201)}

    [problem] = faults(write_module(tmp_path, images=images, en=slides(slide())))

    assert problem.message == "there are over 200 drawings"
    assert problem.remedy == "Divide the module"
