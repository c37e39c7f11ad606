"""Second thoughts: people correct a proposal, an answer, a choice or a slip."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.console import Console, Stage
from tests.browser.double_press import press_again
from tests.browser.doubles import expect_no_double, watch_doubles
from tests.browser.sizes import resize

POLL = "last-year"
QUIZ = "outcomes"


@pytest.fixture
def code(run):
    return run.code


@pytest.fixture
def console(desk, code, run):
    return Console(desk.open()).open(code)


def test_sent_proposal_leaves_its_field_empty(join, code, run):
    ada = join(code, "Ada", look=PHONE)
    ada.show("steps")
    watch_doubles(ada.page, "#steps .step-text")

    ada.propose("Meet the school")

    expect(ada.page.locator("#steps .step.proposed .step-text")).to_have_text("Meet the school")
    expect_no_double(ada.page)
    expect(ada.page.locator("#step-text")).to_have_value("")


def test_a_reason_can_be_sent_after_the_answer(join, code, run):
    ada = join(code, "Ada", look=PHONE)
    run.do("step.propose", text="Meet the school", language="en")
    run.do("step.put", step="1")
    ada.show("steps")
    ada.answer("disagree")
    put = ada.page.locator("#steps .step.put")
    send = put.get_by_role("button", name=ada.words["Send reason"], exact=True)
    expect(send).to_have_count(0)
    put.locator(".reason > summary").click()
    put.locator(".reason > textarea").fill("Too early")

    send.click()

    expect(send).to_have_count(0)
    expect(put.locator(".reason-status")).to_have_text(ada.words["Saved"])
    expect(put.locator(".step-status")).to_have_text(
        ada.words["Your answer is recorded. You may change it until it is closed."]
    )
    expect(put.locator(".reason > textarea")).to_have_value("Too early")
    ada.page.reload()
    ada.show("steps")
    expect(put.locator(".reason > textarea")).to_have_value("Too early")


def test_field_for_a_reason_unfolds_in_sight_with_its_button(join, code, run):
    """Planted: on a low laptop the field and its button lay below the edge of the panel."""
    ada = join(code, "Ada", look={"viewport": {"width": 1366, "height": 768}})
    run.do("step.propose", text="Meet the school", language="en")
    run.do("step.put", step="1")
    ada.answer("disagree")
    put = ada.page.locator("#steps .step.put")
    put.locator(".reason > summary").click()
    field = put.locator(".reason > textarea")
    expect(field).to_be_in_viewport(ratio=1)

    # Unlike `fill`, typing does not bring into sight what it unfolds.
    field.evaluate("field => field.focus({ preventScroll: true })")
    ada.page.keyboard.type("Too early")

    expect(put.locator(".reason-send")).to_be_in_viewport(ratio=1)


def test_a_reason_sent_without_a_connection_arrives_later(join, code, run, wire):
    ada = join(code, "Ada", look=PHONE, url=wire.url)
    run.do("step.propose", text="Meet the school", language="en")
    run.do("step.put", step="1")
    ada.show("steps")
    ada.answer("agree")
    put = ada.page.locator("#steps .step.put")
    ada.lose_network(wire)
    put.locator(".reason > summary").click()
    put.locator(".reason > textarea").fill("At last")
    put.locator(".reason-send").click()
    for sign in (".step-status", ".reason-status"):
        expect(put.locator(sign)).to_have_text(ada.words["Kept on this device, will be sent"])
    expect(put.locator(".reason > textarea")).to_have_value("At last")

    ada.find_network(wire)

    expect(put.locator(".step-status")).to_have_text(
        ada.words["Your answer is recorded. You may change it until it is closed."]
    )
    expect(put.locator(".reason > textarea")).to_have_value("At last")


def test_closed_poll_reports_a_change_that_was_not_sent(join, code, run, lesson):
    ada = join(code, "Ada", look=PHONE)
    run.go(lesson.number(POLL))
    run.open(POLL)
    first, second = lesson.keys(POLL)[:2]
    ada.vote(POLL, first)
    ada.expect_status(POLL, "Counted. You may change it until it closes.")
    ada.choose(POLL, second)

    run.close(POLL)

    counted = f"\u2068{lesson.labels(POLL, 'en')[0]}\u2069"
    status_text = ada.say(
        "Poll closed. Counted: {answer}. Your later change was not sent in time.", answer=counted
    )
    expect(ada.card(POLL).locator(".poll-status")).to_have_text(status_text)
    expect(ada.option(POLL, first)).to_be_checked()
    run.reveal(POLL)
    expect(ada.page.locator("#slides .poll-status")).to_have_text(status_text)


def test_spontaneous_poll_stays_on_top_until_it_is_revealed(console, run, lesson):
    run.go(lesson.number(POLL))
    console.make_poll(en=["Shall we have a break?", "Yes", "No"])
    title = console.page.locator("#run-body > .console-card .console-card-title")

    for word in ("Open poll", "Close poll", "Show results"):
        expect(title).to_have_text("Shall we have a break?")
        console.command_here(word)

    expect(title).to_have_text(lesson.title(POLL, "en"))


def test_pressing_p_opens_the_poll_and_closes_it_only_when_repeated(console, run, lesson):
    question = lesson.title(POLL, "en")
    run.go(lesson.number(POLL))
    expect(console.poll(question)).to_be_visible()
    console.page.locator("body").press("p")
    console.expect_poll(question, "open")

    console.page.locator("body").press("p")

    prompt = console.poll(question).get_by_text(
        console.words["Press P once more to close the poll."]
    )
    expect(prompt).to_be_visible()
    console.expect_poll(question, "open")
    press_again(lambda: console.page.locator("body").press("p"), prompt)
    console.expect_poll(question, "closed")
    expect(prompt).to_have_count(0)


def test_due_date_in_the_past_is_refused_in_words(console, run):
    run.do("step.propose", text="Meet the school", language="en")
    console.show("steps")
    card = console.step("Meet the school")
    form = console.form("Meet the school", "details")
    due = form.locator("input[name='due']")
    today = date.fromisoformat(due.get_attribute("min"))
    due.fill(str(today - timedelta(days=2)))

    console.save(form)

    expect(form).to_contain_text(console.words.refusals["due_past"])
    expect(due).to_have_value(str(today - timedelta(days=2)))
    due.fill(str(today + timedelta(days=1)))
    console.save(form)
    expect(card.locator(".step-facts")).to_be_visible()


def test_console_asks_before_starting_a_session_long_before_its_time(desk):
    day = str(date.today() + timedelta(days=2))
    code = desk.new_session(date=day, time="09:30")
    console = Console(desk.open()).open(code)
    start = console.page.locator("form[data-command='room.start'] .button")
    prompt = console.page.locator("#early-dialog")

    start.click()
    expect(prompt).to_contain_text("09:30")
    prompt.locator("button[value='']").click()
    expect(start).to_be_visible()
    start.click()
    prompt.locator("button[value='yes']").click()

    expect(start).to_be_hidden()


def test_stage_explains_a_revealed_quiz(desk, code, run, lesson):
    stage = Stage(desk.open()).open(code)
    run.go(lesson.number(QUIZ))
    run.open(QUIZ)
    stage.expect_scene("poll")
    run.close(QUIZ)
    expect(stage.page.locator("#foot")).to_contain_text(stage.words["Poll closed"])
    expect(stage.page.locator(".stage-why")).to_have_count(0)

    run.reveal(QUIZ)

    expect(stage.page.locator(".stage-why")).to_contain_text(lesson.why(QUIZ, "en")[:40])


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_report_aligns_figures_and_keeps_long_words_on_the_page(host, language):
    own_desk = host(language)
    code = own_desk.new_session()
    run = own_desk.run(code)
    run.start()
    run.do("step.propose", text="сөзсөйлем" * 30, language=language)
    page = own_desk.open()
    page.goto(f"/rooms/{code}/report")

    for width in (1280, 700, 360):
        resize(page, {"width": width, "height": 740})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(HAS_UNEVEN_FIGURES) is False


# Two figures in one row whose values do not start at the same height.
HAS_UNEVEN_FIGURES = """
() => {
  const rows = new Map();
  for (const figure of document.querySelectorAll(".report-figure")) {
    const row = Math.round(figure.getBoundingClientRect().top);
    const value = figure.querySelector(".report-figure-value").getBoundingClientRect().top;
    rows.set(row, [...(rows.get(row) ?? []), value]);
  }
  return [...rows.values()].some((tops) => Math.max(...tops) - Math.min(...tops) > 1);
}
"""


# While all is well, a phone shows a sign without a word.
LINK_STATES = {
    "connecting": "Connecting…",
    "reconnecting": "Reconnecting, answers kept",
    "offline": "Offline, answers kept",
    "refused": "Not connected",
}


@pytest.mark.parametrize("language", ["ru", "kk", "prs"])
def test_connection_state_is_fully_legible_on_a_narrow_phone(join, code, language):
    reader = join(code, "Айгерим", language, look=PHONE)
    words = reader.page.locator(".link-words[data-connection] > span:last-of-type")
    cut = []

    for size in ("100", "125", "150", "175", "200"):
        reader.page.locator("html").evaluate(ENLARGE, size)
        for state, text in LINK_STATES.items():
            words.evaluate(SAY, [state, reader.words[text]])
            if not words.evaluate(IS_WHOLE):
                cut.append((size, state))

    assert cut == []


@pytest.mark.parametrize("language", ["en", "ru", "kk", "prs"])
def test_trouble_with_the_connection_leaves_the_bar_as_high_as_its_buttons(join, code, language):
    reader = join(code, "Айгерим", language, look=PHONE)
    words = reader.page.locator(".link-words[data-connection] > span:last-of-type")
    found = []

    for width, most_lines in ((360, 2), (320, 3)):
        resize(reader.page, {"width": width, "height": 640})
        for state in ("reconnecting", "offline"):
            words.evaluate(SAY, [state, reader.words[LINK_STATES[state]]])
            lines = words.evaluate(LINES)
            height = reader.page.locator(".room-bar").bounding_box()["height"]
            if lines > most_lines or height > 48:
                found.append((width, state, lines, height))

    assert found == []


LINES = """
(element) => Math.round(element.offsetHeight / parseFloat(getComputedStyle(element).lineHeight))
"""
ENLARGE = """(html, size) => {
  html.dataset.textSize = size
  html.toggleAttribute("data-large", size >= 150)
}"""
SAY = """
(element, [state, text]) => {
  element.closest("[data-connection]").dataset.connection = state;
  element.textContent = text;
}
"""


IS_WHOLE = """
(element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const { left, right, top, bottom } = range.getBoundingClientRect();
  const controls = element.closest(".room-bar").querySelectorAll(".text-size .button, summary");
  const covers = (control) => {
    const box = control.getBoundingClientRect();
    return box.left < right && box.right > left && box.top < bottom && box.bottom > top;
  };
  const fits = element.scrollWidth <= element.clientWidth + 1 && left >= 0 && right <= innerWidth;
  return fits && ![...controls].some(covers);
}
"""
