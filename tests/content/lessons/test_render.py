"""The HTML that Markdown becomes in a slide."""

import pytest

from webinar.content.lessons.render import CannotRender, Pictures, render, render_inline, text_of


def html(source, **images):
    return render(source, pictures=Pictures(images)).html


def test_emphasis_works_in_russian_and_kazakh():
    assert (
        html("**Қауіп** және *қорғаныс*") == "<p><strong>Қауіп</strong> және <em>қорғаныс</em></p>"
    )
    assert html("snake_case_word") == "<p>snake_case_word</p>"


def test_a_table_keeps_its_alignment_without_a_style_attribute():
    source = "| a | b |\n|:--|--:|\n| 1 | 2 |"

    assert '<td align="right">2</td>' in html(source)
    assert "style" not in html(source)


@pytest.mark.parametrize("level", [1, 2, 3])
def test_headings_in_a_slide_are_one_level_below_its_title(level):
    assert html("#" * level + " Part") == "<h3>Part</h3>"


def test_a_link_has_no_opener_and_opens_in_the_same_tab():
    assert html("[x](https://example.org)") == (
        '<p><a href="https://example.org" rel="noopener noreferrer">x</a></p>'
    )


def test_mail_and_relative_links_are_kept():
    assert 'href="mailto:a@example.org"' in html("[x](mailto:a@example.org)")
    assert 'href="#part"' in html("[x](#part)")


def test_a_known_picture_gets_its_address():
    pictures = {"map.png": "/modules/demo/map.png?v=1"}

    assert render("![A map](map.png)", pictures=Pictures(pictures)).html == (
        '<p><img alt="A map" src="/modules/demo/map.png?v=1" loading="lazy"></p>'
    )


def test_an_unknown_picture_has_no_source():
    assert html("![A map](other.png)") == '<p><img alt="A map" loading="lazy"></p>'


def test_language_and_direction_markup_is_kept():
    source = '<span lang="fa-AF" dir="rtl">سلام</span> <bdi>Әли</bdi>'

    assert html(source) == f"<p>{source}</p>"


def test_only_known_classes_are_kept():
    assert html("Small\n{: .source .evil}") == '<p class="source">Small</p>'


def test_markdown_inside_a_container_is_rendered():
    assert html('<div class="columns">\n\n- a\n- b\n\n</div>') == (
        '<div class="columns">\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</div>'
    )


def test_markdown_inside_details_is_rendered():
    source = "<details>\n<summary>More</summary>\n\nSome **text**\n\n</details>"

    assert html(source) == (
        "<details>\n<summary>More</summary>\n<p>Some <strong>text</strong></p>\n</details>"
    )


@pytest.mark.parametrize("kind", ["NOTE", "TIP", "IMPORTANT", "WARNING"])
def test_an_alert_is_a_quote_with_a_class(kind):
    assert html(f"> [!{kind}]\n> Mind *this*") == (
        f'<blockquote class="{kind.lower()}">\n<p>Mind <em>this</em></p>\n</blockquote>'
    )


def test_an_ordinary_quote_has_no_class():
    assert html("> [!OTHER]\n> x").startswith("<blockquote>")
    assert html("> x\n>\n> [!NOTE]").startswith("<blockquote>")


def test_fenced_code_is_shown_verbatim():
    source = "```python\nif a < b:\n    print('<b>')\n---\nNote: x\n```"

    assert html(source) == (
        "<pre><code>if a &lt; b:\n    print('&lt;b&gt;')\n---\nNote: x\n</code></pre>"
    )


def test_two_adjacent_code_blocks_stay_separate():
    assert html("```\na\n```\n```\nb\n```").count("<pre>") == 2


def test_code_in_a_list_belongs_to_its_item():
    assert html("- a\n\n  ```\n  b\n    c\n  ```") == (
        "<ul>\n<li>\n<p>a</p>\n<pre><code>b\n  c\n</code></pre>\n</li>\n</ul>"
    )


def test_comments_are_dropped():
    assert html("a <!-- for the translator --> b") == "<p>a  b</p>"


@pytest.mark.parametrize("nothing", ["", " \n\n ", "\n"])
def test_empty_text_becomes_empty_html(nothing):
    assert html(nothing) == ""


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Plain", "Plain"),
        ("*Both* **kinds**", "Both kinds"),
        ("`code` & <b>tags</b>", "code & tags"),
        ("a < b > c", "a < b > c"),
        ("&lt;b&gt;", "<b>"),
        ("1. First", "1. First"),
        ("1990", "1990"),
        ("# 1", "# 1"),
        ("- x", "- x"),
        ("> 5 people", "> 5 people"),
        ("15+", "15+"),
        ("| a | b |", "| a | b |"),
        ("[link](https://example.org)", "link"),
        ("[a]: https://example.org", "[a]: https://example.org"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ('<span lang="kk">Қазақша</span>', "Қазақша"),
        ("two  \n lines", "two lines"),
        ("", ""),
    ],
)
def test_a_label_becomes_plain_text(source, text):
    assert text_of(render_inline(source).html) == text


def test_removed_tags_and_attributes_are_named():
    rendered = render('<p onclick="x" class="evil big">a</p>\n\n<marquee>b</marquee>\n\n# c {#id}')

    assert rendered.removed == ("<marquee>", "class evil", "id", "onclick")


def test_clean_text_has_nothing_removed():
    source = (
        "# a\n\n- b\n\n| c |\n|:-:|\n| d |\n\n```x\ne\n```\n\n> [!TIP]\n> f\n\n[g](https://h.org)"
    )

    assert render(source).removed == ()


@pytest.mark.parametrize("failing", ["- " * 1_000 + "a", "<![", "<div>\n\n`" * 20])
def test_rendering_leaves_no_state_for_the_next_text(failing):
    plain = "- a [b]\n\n  > c **d** `e`"
    alone = render(plain)

    render("[b]: https://example.com\n\n*[c]: left\n\n```\ncode\n```\n\n<div>[b]</div>")
    try:
        render(failing)
    except CannotRender:
        pass

    assert render(plain) == alone
