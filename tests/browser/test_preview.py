"""The authors' preview: a saved file appears in place, with warnings of pale or wide content."""

import signal
import subprocess
import sys

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PATIENCE_MS
from tests.browser.room import LOCALES
from tests.browser.watch import Watch
from tests.protocol.server import ROOT
from tools.processes import die_with_parent
from tools.services import free_port
from webinar.content.authoring.scaffold import Wish, scaffold

SLIDE_COUNT, PLANNED_MINUTES = 13, 34

# A drawing may use only the text's colour, so a filled shape hides any text on it.
HIDDEN_WORD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 60">'
    '<rect x="0" y="0" width="180" height="60" fill="currentColor"/>'
    '<g fill="currentColor"><text x="20" y="36" font-size="18">Hidden</text>'
    '<text x="200" y="36" font-size="18">Seen</text></g></svg>'
)
# Long words wrap on a phone; this many columns cannot.
LONG_WORD = "Preventionprogrammesinschools"
WIDE_TABLE = f"| {LONG_WORD} | b | c | d | e | f |\n|{' --- |' * 6}\n| 1 | 2 | 3 | 4 | 5 | 6 |\n"


@pytest.fixture
def folder(tmp_path):
    """A new module in two languages, as `webinar new-module` makes it."""
    scaffold(Wish(tmp_path, "talk", "", ["en", "ru"]))
    return tmp_path / "talk"


@pytest.fixture
def address(folder):
    """The address at which the command itself serves that module."""
    port = free_port()
    words = ["preview", str(folder), "--port", str(port)]
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "webinar.cli", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=as_in_a_terminal,
    )
    assert f"http://127.0.0.1:{port}" in process.stdout.readline()
    yield f"http://127.0.0.1:{port}"
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=3 * PATIENCE_MS / 1000)
    assert (process.returncode, "Traceback" in output) == (0, False), output


@pytest.fixture
def visit(browser, address):
    """Opens the preview; any fault in the browser fails the test."""
    watches = []

    def visit(language="en", **options):
        context = browser.new_context(
            base_url=address, locale=LOCALES[language], **LAPTOP, **options
        )
        context.set_default_timeout(PATIENCE_MS)
        watches.append((context, Watch(context, hosts={address.split("//")[1]})))
        page = context.new_page()
        page.goto("/")
        expect(page.locator("#link[data-state=live]")).to_be_visible()
        return page

    yield visit
    for context, _ in watches:
        context.close()
    assert [fault for _, watch in watches for fault in watch.faults] == []


def as_in_a_terminal():
    """Restore the interrupt signal, which background processes, as these tests may be, ignore."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    die_with_parent(signal.SIGKILL)


def change(file, before, after):
    text = file.read_text()
    assert text.count(before) == 1
    file.write_text(text.replace(before, after))


def slide(page, key, language):
    return page.frame_locator(f"iframe[data-place='{key} {language}']")


def findings(page, key, language):
    return page.locator(f"[data-found='{key} {language}'] > li")


def top_of(page, key):
    return page.locator(f"#slide-{key}").evaluate("slide => slide.getBoundingClientRect().top")


def test_saved_change_appears_in_place(visit, folder):
    page = visit()
    page.locator("[name=theme][value=dark]").check()
    page.locator("[name=look][value='320']").check()
    page.locator("input[name=language][value=en]").uncheck()
    page.evaluate("window.isTheSame = true")
    page.locator("#main").focus()
    # To the second last.
    for _ in range(SLIDE_COUNT - 2):
        page.keyboard.press("ArrowRight")
    heading = slide(page, "case", "ru").locator("h2")
    expect(heading).to_have_text("Дайте группам случай для разбора")
    before = top_of(page, "case")

    change(folder / "ru.md", "Дайте группам случай для разбора", "Случай с опозданием")
    change(folder / "ru.md", "Напишите, что вы скажете, так", "Скажите, что вы скажете, так")

    expect(heading).to_have_text("Случай с опозданием")
    expect(page.locator("#slide-welcome")).to_contain_text("Скажите, что вы скажете, так")
    assert page.evaluate("window.isTheSame")
    assert top_of(page, "case") == pytest.approx(before, abs=2)
    assert heading.evaluate("heading => getComputedStyle(heading).color") == "rgb(238, 242, 240)"
    assert heading.evaluate("heading => innerWidth") == 320
    expect(page.locator(".preview-version[data-language=en]").first).to_be_hidden()


def test_slides_come_and_go(visit, folder):
    page = visit()
    file = folder / "en.md"
    content = file.read_text()
    page.evaluate("window.isTheSame = true")

    file.write_text(content + "\n---\n\n## One more {#more minutes=1}\n\nText.\n\nNote: Say it.\n")

    expect(page.locator("#slide-more h2")).to_contain_text("One more")
    # Frames load when they come near the visible part.
    page.locator("iframe[data-place='more ru']").scroll_into_view_if_needed()
    expect(slide(page, "more", "ru").locator(".badge")).to_be_visible()
    expect(page.locator("#slide-more")).to_contain_text(
        f"begins at {PLANNED_MINUTES}:00, takes 1 min"
    )
    expect(page.locator("[data-part=folder]")).to_contain_text(
        f"the slides take {PLANNED_MINUTES + 1} minutes"
    )

    file.write_text(content)

    expect(page.locator(".preview-slide")).to_have_count(SLIDE_COUNT)
    expect(page.locator("[data-part=folder]")).not_to_contain_text("the slides take")
    assert page.evaluate("window.isTheSame")


def test_briefly_broken_file_is_named_and_recovers(visit, folder):
    page = visit()
    content = (folder / "en.md").read_bytes()

    (folder / "en.md").write_bytes(content[:300] + b"\xff")

    notice = page.locator("[data-part=folder] .notice.stop").first
    expect(notice).to_contain_text("en.md")
    expect(page.locator(".preview-slide")).to_have_count(SLIDE_COUNT)

    (folder / "en.md").write_bytes(content)

    expect(notice).to_have_count(0)


def test_preview_warns_of_pale_or_wide_content_until_it_is_fixed(visit, folder):
    page = visit()
    expect(page.locator("body[data-checked='2']")).to_be_attached()
    expect(page.locator("[data-found] > li")).to_have_count(0)
    (folder / "word.svg").write_text(HIDDEN_WORD)

    change(folder / "en.md", "In one sentence:", "![A word](word.svg)\n\nIn one sentence:")
    change(folder / "ru.md", "Одним предложением:", f"{WIDE_TABLE}\nОдним предложением:")

    pale, wide = findings(page, "welcome", "en"), findings(page, "welcome", "ru")
    # One in each look, for the hidden word and not for the one beside it.
    expect(pale).to_have_count(2)
    expect(pale.first).to_contain_text("Contrast 1 in the light look, at least 4.5 is needed")
    expect(pale.last).to_contain_text("“Hidden”")
    expect(wide).to_have_count(1)
    expect(wide).to_contain_text("Too wide for a phone of 360 pixels")
    expect(wide).to_contain_text(LONG_WORD)

    (folder / "word.svg").write_text(HIDDEN_WORD.replace("<rect", '<rect fill-opacity="0.08"'))
    change(folder / "ru.md", WIDE_TABLE, "")

    expect(pale).to_have_count(0)
    expect(wide).to_have_count(0)


def test_preview_warns_of_a_slide_that_shrinks_on_the_stage(visit, folder):
    page = visit()
    page.locator("[name=look][value=stage]").check()
    expect(slide(page, "welcome", "en").locator("h1")).to_be_visible()
    expect(findings(page, "welcome", "en")).to_have_count(0)

    change(folder / "en.md", "In one sentence:", "Far too many words. " * 120 + "In one sentence:")

    expect(findings(page, "welcome", "en")).to_contain_text("shorten the slide")


def test_preview_is_accessible(visit, auditor):
    for language in ("en", "prs"):
        page = visit(language)
        expect(page.locator("body[data-checked='2']")).to_be_attached()

        auditor.look(page, f"preview, {language}")

    auditor.expect_nothing()
