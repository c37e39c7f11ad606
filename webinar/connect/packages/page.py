"""The page of a package, which a platform opens in a frame or a window."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import escape

from webinar.connect.packages.subject import Subject
from webinar.kit.languages import LANGUAGES

# The record store of a cmi5 platform may be anywhere; everything else is in the package.
POLICY = (
    "default-src 'self' data: blob:; script-src 'self' blob:; connect-src 'self' http: https:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'"
)
_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="player.css">
</head>
<body>
<p class="notice warn package-notice" id="alone" role="status" hidden>{alone}</p>
<p class="notice warn package-notice" id="unheard" role="status" hidden>{unheard}</p>
<p class="notice good package-notice" id="over" role="status" hidden>{over}</p>
<div id="player"><noscript>{no_script}</noscript></div>
<p class="package-end" id="end" hidden><button class="button quiet" type="button">{end}</button></p>
<script src="pack.js"></script>
<script src="player.js"></script>
</body>
</html>
"""


def page(subject: Subject, words: Mapping[str, str]) -> bytes:
    """Return the page; `words` come from `packages.words.page_words`, in the subject's language."""
    return _PAGE.format(
        language=escape(subject.language),
        direction=LANGUAGES[subject.language].direction if subject.language in LANGUAGES else "ltr",
        policy=POLICY,
        title=escape(subject.title),
        **{key: escape(word) for key, word in words.items()},
    ).encode()
