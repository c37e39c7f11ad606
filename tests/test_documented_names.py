"""Files, addresses and labels named in the documentation exist."""

import re

import pytest
from babel.messages.pofile import read_po

from tests.test_documentation import DOCS, PAGES, ROOT, text_of

pytestmark = [pytest.mark.any_python, pytest.mark.same_statements]

# The authors' page invents its own modules.
MADE_UP = re.compile(r"modules/(?:good-questions|how-to-talk)/")
# Addresses of other servers, or with several pages below them.
NO_PAGES = re.compile(r"/(?:etc|opt|var|proc|socket\.io)/|/(?:rooms|steps|study)/$|.*<feature>")
# Capitalised text in italics that is not a translated text of ours.
OTHERS = {
    "Anonymous Attendee",
    "Attendee Report",
    "Dynamic registration",
    "First Name",
    "LTI Advantage",
    "Last Name",
    "PDF",
    "Participant ID (UPN)",
    "Registration Time",
    "Rehearsal interpreter",
    "Rehearsal presenter",
    "Tool URL",
}
PUT_IN = r"%\(\w+\)[sd]|\{\w+\}"
PAGES_OF_USERS = [
    page
    for page in PAGES
    if page.parent == ROOT
    or page.stem
    in (
        "presenting",
        "organising",
        "followup",
        "certificates",
        "exports",
        "self-paced",
        "operators",
    )
]


@pytest.mark.parametrize("document", PAGES, ids=lambda document: document.name)
def test_files_named_by_a_page_exist(document):
    folders = "webinar|static|templates|tests|tools|bench|migrations|modules|docs"
    told = re.findall(rf"`((?:{folders})/[\w./*<>-]+)`", document.read_text("utf-8"))
    paths = [re.sub(r"<\w+>", "*", path) for path in told if not MADE_UP.match(path)]

    assert [path for path in paths if not list(ROOT.glob(path.rstrip("/")))] == []


def test_addresses_named_by_pages_exist(app):
    rules = [re.split(r"<[^>]+>", rule.rule) for rule in app.url_map.iter_rules()]
    known = [re.compile("[^/]+".join(map(re.escape, parts)) + "/?") for parts in rules]
    named = re.compile(r"`(?:GET |POST |https://webinar\.example\.org)?(/[a-z][^`\s?]*)[^`\s]*`")
    addresses = {one for page in PAGES for one in named.findall(page.read_text("utf-8"))}
    ours = [address for address in addresses if not NO_PAGES.match(address)]

    assert len(ours) > 20
    assert [one for one in ours if not any(rule.fullmatch(plain(one)) for rule in known)] == []


def plain(address):
    return re.sub(r"<[^>]+>|\b[A-Z]{4,}\b|…", "x1", address)


@pytest.fixture(scope="module")
def labels():
    """All texts of the interface, with their placeholders filled."""
    with (ROOT / "webinar/translations/ru/LC_MESSAGES/messages.po").open("rb") as file:
        texts = [one.id for one in read_po(file) if one.id]
    flat = [text for each in texts for text in ([each] if isinstance(each, str) else each)]
    # Such as "%(count)s of %(all)s", which matches too much.
    own = [text for text in flat if len(re.sub(rf"{PUT_IN}|\W", "", text)) > 2]
    return re.compile("|".join(map(as_pattern, own)), re.IGNORECASE)


def as_pattern(text):
    parts = re.split(PUT_IN, text.rstrip(":.… "))
    return ".+".join(map(re.escape, parts))


@pytest.mark.parametrize("document", PAGES_OF_USERS, ids=lambda document: document.name)
def test_quoted_labels_exist_in_the_interface(document, labels):
    text = re.sub(r"`{3}.*?`{3}|`[^`]*`|\*\*", "", document.read_text("utf-8"), flags=re.DOTALL)
    quoted = re.findall(r"(?<![\w*])\*([A-Z][^*]{1,60}?)\*(?![\w*])", text)
    told = {re.sub(r"\s+", " ", one).rstrip(":.…, ") for one in quoted} - OTHERS

    assert [
        one for one in told if not (labels.fullmatch(one) or labels.fullmatch(f"{one} x"))
    ] == []


def test_user_guides_are_the_pages_with_labels():
    assert len(PAGES_OF_USERS) == 8 and DOCS / "presenting.md" in PAGES_OF_USERS
    assert "*Start session*" in text_of("README.md")
