"""Hostile texts that people may type, and the check that a page shows them only as text."""

from webinar.kit.text import one_line

# Each fits into the shortest field, a name. Any element they create is named x-hostile.
PAYLOADS = [
    "<img src=/x-hostile onerror=alert(1)>",
    "<svg/onload=alert(2)><x-hostile>",
    '"><script>alert(3)</script><x-hostile a="',
    "' autofocus onfocus=alert(4) x-hostile='",
    "</script><script src=/x-hostile></script>",
    "</textarea></title></style><x-hostile>",
    '<a href="javascript:alert(7)" id=snapshot>x-hostile</a>',
    "<form id=main action=//x-hostile><input name=innerHTML>",
    "&lt;x-hostile&gt;&#60;img src=/x-hostile onerror=alert(9)&#62;",
    r"\u003cx-hostile\u003e {{ 7 * 7 }} ${alert(10)} %(name)s {n} {name}",
    "<!--<x-hostile>--><![CDATA[<x-hostile>]]>",
    "\u202e\u2066x-hostile\u202c\u200f <x-hostile>bold\u2069",
]
# As they are stored: on one line, without characters that change the text direction.
STORED = [one_line(payload, 80, "empty") for payload in PAYLOADS]

HOSTILE_NODES = (
    "x-hostile, [onerror], [onload], [onfocus], [src*='x-hostile'], [action*='x-hostile'], "
    "[href^='javascript:'], a#snapshot, form#main"
)

# Reports such a node as soon as it exists, whatever made it and however briefly.
REPORT_NODES = f"""
new MutationObserver((records) => {{
  for (const {{ addedNodes }} of records) for (const node of addedNodes)
    if (node instanceof Element && (node.matches(HOSTILE) || node.querySelector(HOSTILE)))
      console.error(`text became a node: ${{node.outerHTML}}`);
}}).observe(document, {{ childList: true, subtree: true }});
const HOSTILE = {HOSTILE_NODES!r};
"""

# Every text that a reader may see, and whether its direction stays isolated.
PIECES = """
() => {
  const pieces = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement: parent, data } = walker.currentNode;
    if (parent.closest("script")) continue;
    const own = parent.closest("bdi, option, textarea, [dir]");
    // What only screen readers say has no direction.
    if (parent.closest(".unseen")) continue;
    const isolated = (own !== null && own !== document.documentElement) || data.includes("\\u2068");
    pieces.push([data, isolated]);
  }
  for (const { value } of document.querySelectorAll("input, textarea")) pieces.push([value, true]);
  return pieces;
}
"""


def expect_text_only(page, *readable):
    """Expect that no typed text is a node or turns text around it, and that `shown` is readable."""
    assert page.locator(HOSTILE_NODES).count() == 0, page.locator(HOSTILE_NODES).first.evaluate(
        "e => e.outerHTML"
    )
    pieces = page.evaluate(PIECES)
    unseen = [text for text in readable if not any(text in piece for piece, _ in pieces)]
    assert not unseen, (page.url, unseen)
    not_isolated = [piece for piece, isolated in pieces if "x-hostile" in piece and not isolated]
    assert not not_isolated, (page.url, not_isolated)
    with_overrides = [piece for piece, _ in pieces if set(piece) & set("\u202a\u202b\u202d\u202e")]
    assert not with_overrides, (page.url, with_overrides)
