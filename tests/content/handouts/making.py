"""Functions for tests that print modules and read the text of the pages."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from tools.stamps import ROOT
from webinar.content.handouts import wording
from webinar.content.handouts.books import find_books
from webinar.content.handouts.compose import compose
from webinar.content.handouts.press import print_pdf
from webinar.content.handouts.sheet import Audience

MODULES = ROOT / "modules"


# The shipped modules do not change during tests and are printed many times.
shipped = cache(find_books)


def composed(path, language, audience):
    """`audience` is a name; `path` leads to a module or a programme without faults."""
    path = Path(path)
    books = (shipped if path.is_relative_to(MODULES) else find_books)(path)
    assert not books.faults, books.faults
    (module,) = books.modules
    names = {
        url: f"picture-{number}{file.suffix}"
        for number, (url, file) in enumerate(books.pictures(module).items())
    }
    with wording.speaking(language):
        handout = compose(module, books.glossary, language, Audience(audience), names)
    return handout.sheet, {names[url]: books.pictures(module)[url] for url in handout.pictures}


def sheet_of(path, language="en", audience="participants"):
    return composed(path, language, audience)[0]


def printed(path, language="en", audience="participants"):
    printout = print_pdf(*composed(path, language, audience))
    assert printout.warnings == []
    return printout.pdf


def pages_of(pdf):
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def squeezed(text):
    """The text without white space: on paper, lines may break anywhere, with a hyphen or not."""
    return re.sub(r"[\s\u00ad]+", "", text)


def text_on(pdf):
    return squeezed(" ".join(pages_of(pdf)))
