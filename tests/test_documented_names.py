"""Files, addresses and labels named in the documentation exist."""

import re

import pytest
from babel.messages.pofile import read_po

from tests.test_documentation import DOCS, PAGES, ROOT, text_of

pytestmark = [pytest.mark.any_python, pytest.mark.same_statements]

# The authors' page invents its own modules.
INVENTED_MODULES = re.compile(r"modules/(?:good-questions|how-to-talk)/")
# Addresses of other servers, or with several pages below them.
FOREIGN_ADDRESSES = re.compile(
    r"/(?:etc|opt|var|proc|socket\.io)/|/(?:rooms|steps|study)/$|.*<feature>"
)
# Capitalised text in italics that is not a translated text of ours.
FOREIGN_LABELS = {
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
PLACEHOLDER = r"%\(\w+\)[sd]|\{\w+\}"
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
    names = re.findall(rf"`((?:{folders})/[\w./*<>-]+)`", document.read_text("utf-8"))
    paths = [re.sub(r"<\w+>", "*", path) for path in names if not INVENTED_MODULES.match(path)]

    assert [path for path in paths if not list(ROOT.glob(path.rstrip("/")))] == []


def test_addresses_named_by_pages_exist(app):
    rules = [re.split(r"<[^>]+>", rule.rule) for rule in app.url_map.iter_rules()]
    patterns = [re.compile("[^/]+".join(map(re.escape, parts)) + "/?") for parts in rules]
    pattern = re.compile(r"`(?:GET |POST |https://webinar\.example\.org)?(/[a-z][^`\s?]*)[^`\s]*`")
    addresses = {address for page in PAGES for address in pattern.findall(page.read_text("utf-8"))}
    own_addresses = [address for address in addresses if not FOREIGN_ADDRESSES.match(address)]

    assert len(own_addresses) > 20
    assert [
        address
        for address in own_addresses
        if not any(rule.fullmatch(plain(address)) for rule in patterns)
    ] == []


def plain(address):
    return re.sub(r"<[^>]+>|\b[A-Z]{4,}\b|…", "x1", address)


@pytest.fixture(scope="module")
def labels():
    """All texts of the interface, with their placeholders filled."""
    with (ROOT / "webinar/translations/ru/LC_MESSAGES/messages.po").open("rb") as file:
        texts = [message.id for message in read_po(file) if message.id]
    flat = [text for forms in texts for text in ([forms] if isinstance(forms, str) else forms)]
    # Such as "%(count)s of %(all)s", which matches too much.
    specific = [text for text in flat if len(re.sub(rf"{PLACEHOLDER}|\W", "", text)) > 2]
    return re.compile("|".join(map(as_pattern, specific)), re.IGNORECASE)


def as_pattern(text):
    parts = re.split(PLACEHOLDER, text.rstrip(":.… "))
    return ".+".join(map(re.escape, parts))


@pytest.mark.parametrize("document", PAGES_OF_USERS, ids=lambda document: document.name)
def test_quoted_labels_exist_in_the_interface(document, labels):
    text = re.sub(r"`{3}.*?`{3}|`[^`]*`|\*\*", "", document.read_text("utf-8"), flags=re.DOTALL)
    quoted = re.findall(r"(?<![\w*])\*([A-Z][^*]{1,60}?)\*(?![\w*])", text)
    labels_quoted = {
        re.sub(r"\s+", " ", label).rstrip(":.…, ") for label in quoted
    } - FOREIGN_LABELS

    assert [
        label
        for label in labels_quoted
        if not (labels.fullmatch(label) or labels.fullmatch(f"{label} x"))
    ] == []


def test_user_guides_are_the_pages_with_labels():
    assert len(PAGES_OF_USERS) == 8 and DOCS / "presenting.md" in PAGES_OF_USERS
    assert "*Start session*" in text_of("README.md")
