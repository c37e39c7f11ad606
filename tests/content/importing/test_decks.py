"""Importing slides from reveal.js, Slidev and Marp."""

import pytest

from webinar.content.importing.decks import Program, read_deck
from webinar.content.importing.writing import write
from webinar.kit.errors import Refused

REVEAL = """\
<!-- .slide: data-background="#ff0000" -->
# Good morning

Hello <span class="x">everybody</span>
<!-- .element: class="fragment" -->

Note: Greet everybody.
Say who you are.

--

### Below {.small}

- one
- [ ] two

---

```python {1|2-3}
# Note: a comment
---
```

![A map](map.png)

---

<!-- .slide: data-background-image="x.png" -->
"""

SLIDEV = """\
---
theme: seriph
title: Prevention
---

# First

Cover

<!-- This is a **note** [click] and more -->

---
layout: two-cols
background: /b.png
---

# Second

<v-clicks>

- a
- b

</v-clicks>

::right::

<Tweet id="1" />
Right [link](http://example.org)

<!-- no note -->

More $x^2$

---
src: ./pages/other.md
---

---

# Last
## Sub
"""

MARP = """\
---
marp: true
headingDivider: 2
paginate: true
---

# Title

<!-- _class: lead -->
<!-- Say hello. -->

![bg left:40%](back.jpg)
![w:200px A map](map.png)
![h:3 cover](https://elsewhere.example/x.png)

## Second slide
text

* appears

<!--
Second note
on two lines
-->
***

Third
=====

> quote
"""


def deck(text, program=None, language="en"):
    return read_deck(text.encode(), language, program)


def dropped_kinds(imported, slide=None):
    return {remark.code for remark in imported.remarks if slide in (None, remark.slide)}


def test_vertical_reveal_slides_become_slides():
    module = deck(REVEAL)

    assert [slide.title for slide in module.slides] == ["Good morning", "Below", "Slide 3"]
    assert module.slides[0].note == ["Greet everybody.", "Say who you are."]
    assert module.slides[0].body == ["Hello everybody"]
    assert module.slides[1].body == ["- one", "- ☐ two"]
    assert module.slides[2].body[0] == "```python"
    assert dropped_kinds(module, 1) == {"attributes", "html", "slide"}
    assert {"code_lines", "picture_file", "no_title"} <= dropped_kinds(module, 3)
    assert "empty_slide" in dropped_kinds(module)


def test_slides_inside_a_reveal_html_page_are_found():
    page = """<!doctype html><div class="slides"><section data-markdown>
      <textarea data-template>
        ## One
        ---
        ## Two
        Notes: hidden
      </textarea></section></div>"""

    module = deck(page)

    assert [slide.title for slide in module.slides] == ["One", "Two"]
    assert module.slides[1].note == ["hidden"]


def test_slidev_settings_clicks_and_notes_are_converted():
    module = deck(SLIDEV)

    assert module.title == "Prevention"
    assert [slide.title for slide in module.slides] == ["First", "Second", "Last"]
    assert module.slides[0].note == ["This is a **note** and more"]
    assert module.slides[1].body == [
        "- a", "- b", "", "Right [link](https://example.org)", "", "More $x^2$",
    ]  # fmt: skip
    assert module.slides[1].note == []
    assert {
        "settings",
        "background",
        "click",
        "slot",
        "html",
        "http",
        "comment",
        "math",
    } <= dropped_kinds(module, 2)
    assert "other_file" in dropped_kinds(module)
    assert module.slides[2].body == ["### Sub"]


def test_marp_headings_divide_and_comments_are_notes():
    module = deck(MARP)

    assert [slide.title for slide in module.slides] == ["Title", "Second slide", "Third"]
    assert module.slides[0].note == ["Say hello."]
    assert module.slides[0].body == [
        "![A map](map.png)", "[https://elsewhere.example/x.png](https://elsewhere.example/x.png)",
    ]  # fmt: skip
    assert module.slides[1].note == ["Second note", "on two lines"]
    assert {"background", "picture_size", "far_picture", "settings"} <= dropped_kinds(module, 1)


def test_program_can_be_named_explicitly():
    text = "# One\n\n<!-- for me -->\n\n---\n\n# Two"

    assert deck(text, Program.MARP).slides[0].note == ["for me"]
    assert deck(text, Program.REVEAL).slides[0].note == []


@pytest.mark.parametrize("text", [REVEAL, SLIDEV, MARP])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_imported_deck_passes_lint_except_for_missing_pictures(tmp_path, text, language):
    module = deck(text, language=language)

    written = write(module, "deck", language, "deck.md", tmp_path / "work")

    problems = [problem.message for problem in written.problems if problem.severity == "error"]
    assert [message for message in problems if not message.startswith("there is no picture")] == []


HOSTILE = [
    "---\n" * 300,
    "<!-- " * 5000 + "# T",
    "# T\n\n" + "[" * 20000,
    "# T\n\n" + "> " * 2000 + "deep",
    "# T\n\n<div" * 3000,
    "---\na: &a [x]\nb: *a\n---\n# T",
    "---\n" + "a: {" * 3000 + "\n---\n\n# T",
    "# T\n\n```\nnever ends\n\n---\n\n# Next",
    "# <script>alert(1)</script>\n\n<img src=x onerror=alert(1)> ![x](javascript:alert(1))",
    "# T\n\n[x](data:text/html,hi)\n{: onclick=alert(1) }\n\nWhy: x\nHandout: y\nStudy: z",
    "Note:\n" * 50,
    "\ufeff# \u202eT\n\n\x07bell\u2028line",
    "# T {#a .quiz}\n\n- [x] option {#b}\n\n## Two {#a}",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_refused_or_made_harmless(tmp_path, text):
    try:
        module = deck(text)
    except Refused as refusal:
        assert refusal.code in ("nothing_found", "too_many_slides", "file_empty")
        return

    written = write(module, "deck", "en", "deck.md", tmp_path / "work")

    text = written.files["en.md"].decode()
    assert "<script" not in text and "onerror" not in text and "javascript:" not in text
    for problem in written.problems:
        if problem.severity == "error":
            # The author can act on each error: it has a line and a remedy.
            assert problem.line > 0 and problem.remedy
