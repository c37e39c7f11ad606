"""Lint on pictures, links, size and dropped HTML: each fault planted, then mended."""

import os

import pytest

from .making import PNG, faults, line_of, messages, quiz, slide, write_module


def test_a_picture_beside_the_file_is_fine(tmp_path):
    text = slide(text="![A map](map.png) ![A plan](images/plan.png)")

    assert messages(tmp_path, text, images={"map.png": PNG, "images/plan.png": PNG}) == []


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("a.JPEG", b"\xff\xd8\xff\xe0"),
        ("a.gif", b"GIF89a"),
        ("a.webp", b"RIFF\x00\x00\x00\x00WEBP"),
    ],
)
def test_the_usual_kinds_of_picture_are_known(tmp_path, name, start):
    assert messages(tmp_path, slide(text=f"![A]({name})"), images={name: start}) == []


def test_a_missing_picture_names_the_nearest(tmp_path):
    text = slide(text="Text.\n\n![A map](Map.png)")
    folder = write_module(tmp_path, en=text, images={"map.png": PNG})

    [problem] = faults(folder)

    assert problem.message == "there is no picture `Map.png`"
    assert problem.remedy == "Write `map.png`"
    assert problem.line == line_of(text, "Map.png")


@pytest.mark.parametrize("address", ["../map.png", "/map.png", "map.svg", "./map.png"])
def test_a_picture_path_must_match_a_file_below_the_folder(tmp_path, address):
    remarks = messages(tmp_path, slide(text=f"![A map]({address})"), images={"map.png": PNG})

    assert remarks == [f"error: there is no picture `{address}`"]


@pytest.mark.parametrize("address", ["https://a.test/a.png", "//a.test/a.png", "data:image/png,"])
def test_a_picture_on_another_server_is_an_error(tmp_path, address):
    remarks = messages(tmp_path, slide(text=f"![A map]({address})"))

    assert remarks == [f"error: the picture {address} is on another server"]


def test_a_picture_over_sixty_kilobytes_is_an_error(tmp_path):
    text = slide(text="![A map](map.png)")

    too_heavy = messages(tmp_path, text, images={"map.png": PNG + bytes(60_000)})

    assert too_heavy == ["error: map.png has 60 kB, at most 60 fit"]
    assert messages(tmp_path, text, images={"map.png": PNG.ljust(60_000, b"x")}) == []


@pytest.mark.parametrize("alt", ["", " "])
def test_a_picture_without_alt_text_is_an_error(tmp_path, alt):
    remarks = messages(tmp_path, slide(text=f"![{alt}](map.png)"), images={"map.png": PNG})

    assert remarks == ["error: this picture says nothing to those who cannot see it"]


def test_a_picture_in_raw_html_is_checked_too(tmp_path):
    remarks = messages(tmp_path, slide(text='<img src="map.png">'), images={"map.png": PNG})

    assert remarks == ["error: this picture says nothing to those who cannot see it"]


def test_a_picture_in_the_notes_is_checked_too(tmp_path):
    assert messages(tmp_path, slide(notes="![A map](map.png)")) == [
        "error: there is no picture `map.png`"
    ]


def test_a_file_that_is_not_a_picture_is_an_error(tmp_path):
    folder = write_module(tmp_path, en=slide(), images={"map.png": b"<svg onload=alert(1)>"})

    [problem] = faults(folder)

    assert problem.file == str(folder / "map.png")
    assert problem.message == "this is not an image of the type that its name says"


def test_a_picture_whose_type_differs_from_its_name_is_an_error(tmp_path):
    folder = write_module(tmp_path, en=slide(), images={"map.jpg": PNG})

    assert len(faults(folder)) == 1


@pytest.mark.parametrize("name", ["карта.png", "my map.png", "a&b.png"])
def test_a_picture_name_must_work_in_a_web_address(tmp_path, name):
    remarks = messages(tmp_path, slide(), images={name: PNG})

    assert remarks == ["error: this name does not work in a web address"]


def test_a_picture_that_is_a_symbolic_link_is_an_error(tmp_path):
    (tmp_path / "secret.png").write_bytes(PNG)
    folder = write_module(tmp_path, en=slide())
    (folder / "map.png").symlink_to(tmp_path / "secret.png")

    [problem] = faults(folder)

    assert problem.message == "this is not an ordinary file"


def test_lint_does_not_block_on_a_named_pipe(tmp_path):
    folder = write_module(tmp_path, en=slide())
    os.mkfifo(folder / "map.png")

    [problem] = faults(folder)

    assert problem.message == "this is not an ordinary file"


def test_a_huge_picture_is_an_error(tmp_path):
    remarks = messages(tmp_path, slide(), images={"map.png": PNG + bytes(2_000_000)})

    assert remarks == ["error: the image is over 2000 kB"]


def test_a_slide_over_four_kilobytes_is_an_error(tmp_path):
    # A Cyrillic letter takes two bytes; the tags and the title count too.
    fits = "ш" * ((4096 - len("<p></p>Title")) // 2)

    assert messages(tmp_path, slide(text=fits)) == []
    assert messages(tmp_path, slide(text=fits + "шш")) == [
        "error: this slide has 4100 bytes of HTML, at most 4096 fit"
    ]


def test_slide_size_counts_the_explanation_but_not_the_notes(tmp_path):
    assert messages(tmp_path, quiz(why="ш" * 2100))[0].startswith("error: this slide has ")
    assert messages(tmp_path, quiz(notes="ш" * 2100)) == []


@pytest.mark.parametrize(
    ("html", "removed"),
    [
        ("<marquee>x</marquee>", "<marquee>"),
        ("<h2>x</h2>", "<h2>"),
        ('<p style="color:red">x</p>', "style"),
        ('<p onclick="x">x</p>', "onclick"),
        ('<p class="fancy">x</p>', "class fancy"),
        ('<p id="x">x</p>', "id"),
        ("Text\n{: .fancy}", "class fancy"),
        ("[x](javascript:alert)", "href"),
        ("[x](//evil.test)", "href"),
        ("Press <Enter>", "<enter>"),
    ],
)
def test_html_that_would_be_dropped_is_an_error(tmp_path, html, removed):
    remarks = messages(tmp_path, slide(text=html))

    assert remarks == [f"error: `{removed}` is not allowed and would be dropped"]
    assert messages(tmp_path, slide(text="Text")) == []


@pytest.mark.parametrize("text", ["### Part {#part}", "- item {#item}", "Text\n{: #text}"])
def test_ids_elsewhere_than_on_headings_and_options_are_an_error(tmp_path, text):
    remarks = messages(tmp_path, slide(text=text))

    assert remarks == ["error: only the heading of a slide and the options of a poll have an id"]
    assert messages(tmp_path, slide(text="Write `{#id}` behind the title")) == []


def test_dropped_html_is_named_with_its_line(tmp_path):
    text = slide(text="One.\n\nTwo.\n\n<blink>x</blink>")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.line == line_of(text, "<blink>")


def test_comments_for_translators_are_accepted(tmp_path):
    assert messages(tmp_path, slide(text="<!-- check this word -->\n\nText.")) == []


def test_an_unencrypted_link_is_an_error(tmp_path):
    remarks = messages(tmp_path, slide(text="[x](http://example.org)"))

    assert remarks == ["error: http://example.org is not encrypted"]
    assert messages(tmp_path, slide(text="[x](https://example.org)")) == []


def test_a_heading_that_skips_a_level_is_a_warning(tmp_path):
    text = slide(text="#### Deep")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.severity == "warning"
    assert problem.message == "this heading jumps from level 2 to 4"
    assert problem.line == line_of(text, "#### Deep")
    assert messages(tmp_path, slide(text="### Part\n\n#### Deep\n\n### Part")) == []


def test_an_option_that_cannot_be_rendered_is_reported(tmp_path):
    remarks = messages(tmp_path, quiz(f"- [ ] {'[' * 2000} {{#tea}}\n- [x] Coffee {{#coffee}}"))

    assert remarks[0].startswith("error: this cannot be shown: it is too long for so many")


def test_text_that_cannot_be_rendered_is_reported(tmp_path):
    text = slide(text="- " * 1000 + "a")

    [problem] = faults(write_module(tmp_path, en=text))

    assert problem.message == "this cannot be shown: it is too deeply nested"
    assert problem.line == line_of(text, "- - ")
