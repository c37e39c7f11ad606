"""The HTML that may reach a browser, stated a second time and checked with Python's own parser.

The list is not imported, so that a slip in the server's list does not pass.
"""

import re
from html.parser import HTMLParser

TAGS = set(
    "a abbr b bdi bdo blockquote br caption cite code dd del details div dl dt em figcaption figure"
    " h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s small span strong sub summary sup table"
    " tbody td tfoot th thead tr u ul".split()
)
COMMON_ATTRIBUTES = {"lang", "dir", "class"}
ATTRIBUTES = {
    "a": {"href", "title", "rel"},
    "abbr": {"title"},
    "details": {"open"},
    "img": {"src", "alt", "title", "width", "height", "loading"},
    "ol": {"start"},
    "td": {"colspan", "rowspan", "align"},
    "th": {"colspan", "rowspan", "align", "scope"},
}
# Drawings, which only the server writes; an author's own HTML must not contain any.
DRAWN_TAGS = set("svg g text tspan rect circle ellipse line polyline polygon path".split())
DRAWN_ATTRIBUTES = set(
    "viewbox role aria-label x y dx dy x1 y1 x2 y2 cx cy r rx ry width height points d transform"
    " fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap"
    " stroke-linejoin font-size font-weight text-anchor dominant-baseline".split()
)
CLASSES = {"big", "columns", "source", "note", "tip", "important", "warning"}
# Only the server writes these classes, each on one element.
OWN_CLASSES = {"a": {"term"}, "svg": {"diagram"}}
VALUES = {
    "align": r"left|center|right",
    "colspan": r"\d{1,2}",
    "dir": r"ltr|rtl|auto",
    "height": r"\d{1,4}",
    "lang": r"[A-Za-z0-9-]+",
    "loading": r"lazy",
    "rel": r"noopener noreferrer",
    "rowspan": r"\d{1,2}",
    "scope": r"row|col|rowgroup|colgroup",
    "src": r"/pictures/[a-z.]+",
    "start": r"\d{1,4}",
    "width": r"\d{1,4}",
}


class _Checker(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.faults = []

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS | DRAWN_TAGS:
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if not self._may_stay(tag, name, value or ""):
                self.faults.append(f"<{tag} {name}={value!r}>")

    def _may_stay(self, tag, name, value):
        if name == "class":
            return set(value.split()) <= CLASSES | OWN_CLASSES.get(tag, set())
        if tag in DRAWN_TAGS:
            drawn = name in DRAWN_ATTRIBUTES and (tag == "svg" or name != "aria-label")
            return drawn and (name == "aria-label" or re.search(r"url|:|[<>\"'&]", value) is None)
        if name not in COMMON_ATTRIBUTES | ATTRIBUTES.get(tag, set()):
            return False
        if name == "href":
            return _is_harmless(value)
        return re.fullmatch(VALUES.get(name, r"[\s\S]*"), value) is not None

    def handle_comment(self, data):
        self.faults.append(f"<!--{data}-->")

    def handle_decl(self, decl):
        self.faults.append(f"<!{decl}>")

    def unknown_decl(self, data):
        self.faults.append(f"<![{data}]>")

    def handle_pi(self, data):
        self.faults.append(f"<?{data}>")


def _is_harmless(url):
    # Browsers drop these characters from an address before they look at its scheme.
    url = re.sub(r"[\x00-\x20\x7f-\x9f]", "", url).replace("\\", "/").lower()
    if url.startswith("//"):
        return False
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", url)
    return scheme is None or scheme[1] in ("https", "mailto")


def outside_the_allow_list(html):
    """The parts of the HTML that should not be there."""
    checker = _Checker()
    checker.feed(html)
    checker.close()
    return checker.faults
