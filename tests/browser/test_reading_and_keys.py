"""Large letters, narrow screens and no mouse, which axe-core cannot check."""

import pytest
from playwright.sync_api import expect

from tests.browser.audit import ENLARGE, NARROWEST_PX
from tests.browser.conftest import PHONE
from tests.browser.room import Participant
from tests.browser.sizes import resize

POLL = "last-year"
# Returns the words of tables that are broken over lines. Without hyphens, as in a browser that
# does not know the syllables of the language.
BROKEN_WORDS = r"""
(tables) => {
  const isBroken = (node, { index, 0: word }) => {
    const range = document.createRange();
    range.setStart(node, index);
    range.setEnd(node, index + word.length);
    return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
  };
  return tables.flatMap((table) => {
    table.style.hyphens = "manual";
    const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
    const broken = [];
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const words = [...node.data.matchAll(/\p{L}+/gu)];
      broken.push(...words.filter((word) => isBroken(node, word)).map(([word]) => word));
    }
    return broken;
  });
}
"""


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_no_slide_scrolls_sideways(language, desk, join, auditor, lesson):
    code = desk.new_session()
    reader = join(code, "Айгерим", language, look=PHONE)
    desk.run(code).start()
    expect(reader.title).to_be_visible()
    moves = reader.page.locator(".slide-foot .button:not(.slide-return)")
    expect(moves).to_have_count(2)
    back_link, forward_link = moves.all()

    resize(reader.page, {"width": NARROWEST_PX, "height": 640})
    for number in range(len(lesson)):
        reader.expect_position(number)
        auditor.look_sideways(reader.page, f"slide {number + 1}, {NARROWEST_PX} px")
        if number + 1 < len(lesson):
            forward_link.click()
    resize(reader.page, PHONE["viewport"])
    reader.page.locator("html").evaluate(ENLARGE)
    for number in reversed(range(len(lesson))):
        reader.expect_position(number)
        auditor.look_sideways(reader.page, f"slide {number + 1}, 200 %")
        if number:
            back_link.click()

    auditor.expect_nothing()


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_words_in_a_table_stay_whole_on_a_narrow_phone(language, run, join, auditor, lesson):
    run.go(lesson.number("risk-protection"))
    reader = join(run.code, "Айгерим", language, look=PHONE)
    resize(reader.page, {"width": NARROWEST_PX, "height": 640})
    table = reader.page.locator("#slides .prose table")
    expect(table).to_be_visible()

    assert table.evaluate_all(BROKEN_WORDS) == []

    auditor.look(reader.page, "a table that scrolls")
    auditor.expect_nothing()


def test_joining_voting_and_answering_need_only_the_keyboard(desk, visit):
    code = desk.new_session()
    run = desk.run(code)
    page = visit("en")
    keys = page.keyboard

    page.goto(f"/join/{code}")
    tab_to(page, "#name")
    keys.type("Ada")
    keys.press("Enter")
    ada = Participant(page)
    ada.expect_connection("connected")
    run.start()
    run.go(1)
    run.open(POLL)
    run.do("step.propose", text="Meet the parents", language="en")
    run.do("step.put", step="1")
    expect(ada.option(POLL, "talks")).to_be_enabled()
    tab_to(page, f"input[name$='-{POLL}']")
    keys.press("ArrowDown")
    keys.press("ArrowDown")
    tab_to(page, ".poll-foot .button")
    keys.press("Enter")
    ada.expect_status(POLL, "Counted. You may change it until it closes.")
    expect(ada.option(POLL, "partners")).to_be_checked()
    expect(page.locator(".poll-foot")).to_be_focused()
    # What waits for an answer stands beside the slide.
    tab_to(page, ".step.put .answer")
    keys.press("Enter")
    expect(page.locator(".step-status")).to_have_text(
        ada.words["Your answer is recorded. You may change it until it is closed."]
    )


def test_focus_stays_near_content_a_host_removes(desk, join, lesson):
    run = desk.run(desk.new_session())
    ada = join(run.code, "Ada")
    main, form = ada.page.locator("main"), ada.page.locator("#slides .poll > form")
    ada.expect_extras()
    ada.page.locator(".waiting .button:visible").first.focus()
    run.start()
    expect(main).to_be_focused()

    run.go(lesson.number(POLL))
    run.open(POLL)
    ada.option(POLL, "talks").focus()
    run.close(POLL)
    expect(form).to_be_focused()
    run.reveal(POLL)
    expect(ada.page.locator("#slides .poll")).to_be_focused()
    run.go(0)
    expect(ada.page.locator("#slides .slide-poll")).not_to_be_focused()
    expect(ada.page.locator("#slides")).to_be_focused()

    run.do("step.propose", text="Meet the parents", language="en")
    run.do("step.put", step="1")
    ada.show("questions")
    ada.page.locator(".dock-offer").focus()
    run.do("step.close", step="1")
    expect(ada.page.locator(".dock")).to_be_focused()


def tab_to(page, selector, max_presses=40):
    """Press Tab until one of these has the focus; each stop on the way must be visible."""
    for _ in range(max_presses):
        page.keyboard.press("Tab")
        focused = page.locator("*:focus")
        assert focused.evaluate(IS_VISIBLE), focused.evaluate("element => element.outerHTML")
        if focused.evaluate("(element, selector) => element.matches(selector)", selector):
            return
    raise AssertionError(f"no key leads to {selector}")


# The focus ring is drawn around the control or around its row.
IS_VISIBLE = """
(element) => [element, element.closest("label")].some((drawn) => {
  if (!drawn) return false;
  const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
  const box = drawn.getBoundingClientRect();
  const isOnScreen = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && isOnScreen;
})
"""
