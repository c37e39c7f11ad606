"""A presenter makes a poll: the question first, and Enter opens it."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console

QUESTION, ANSWERS = "Which school first?", ["Ours", "Theirs", "Neither"]


@pytest.fixture
def dialog(console):
    return console.begin_poll()


def type_poll(page, *texts):
    """Type into one field after another, as Enter leads from each to the next."""
    for number, text in enumerate(texts):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.type(text)


def field(dialog, name):
    return dialog.locator(f"#make-{name}")


def test_question_and_two_answers_by_keyboard_alone_open_a_poll(console, dialog, follower):
    olga = follower("Olga")
    expect(field(dialog, "en-question")).to_be_focused()

    type_poll(console.page, QUESTION, *ANSWERS[:2])
    expect(field(dialog, "en-2")).to_be_focused()
    console.page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    expect(olga.page.locator(".poll.open .poll-question")).to_have_text(QUESTION)
    expect(olga.page.locator(".poll.open .choice")).to_have_count(2)
    expect(console.page.locator("#run-body [data-opens='make-dialog']")).to_be_focused()


def test_hint_says_what_enter_does_now(console, dialog):
    hint = dialog.locator(".make-hint")
    leads_on = console.words["Enter leads to the next field that must be filled."]
    opens = console.words["Enter opens the poll, Tab leads to another option."]
    expect(hint).to_have_text(leads_on)
    height = hint.bounding_box()["height"]

    type_poll(console.page, QUESTION, ANSWERS[0])
    expect(hint).to_have_text(leads_on)
    type_poll(console.page, "", ANSWERS[1])
    expect(hint).to_have_text(opens)
    assert hint.bounding_box()["height"] == height


def test_another_option_appears_as_the_last_is_filled(dialog):
    expect(dialog.locator(".make > .make-options > .make-option")).to_have_count(2)
    for number, answer in enumerate(ANSWERS, start=1):
        field(dialog, f"en-{number}").fill(answer)
    expect(dialog.locator(".make > .make-options > .make-option")).to_have_count(4)


def test_ctrl_enter_sends_the_form_from_every_field(console, dialog):
    field(dialog, "en-question").fill(QUESTION)
    field(dialog, "en-1").fill(ANSWERS[0])
    field(dialog, "en-2").fill(ANSWERS[1])
    dialog.locator(".make-more > summary").click()
    dialog.locator("#make-seconds").select_option("60")
    dialog.locator("#make-seconds").press("Control+Enter")

    expect(dialog).to_be_hidden()
    console.expect_poll(QUESTION, "open")
    expect(console.page.locator(".console-countdown").first).to_be_visible()


def test_poll_can_be_kept_for_later(console, dialog):
    type_poll(console.page, QUESTION, *ANSWERS[:2])
    dialog.get_by_role("button", name=console.words["Keep for later"], exact=True).click()

    expect(dialog).to_be_hidden()
    console.expect_poll(QUESTION, "draft")


def test_kept_poll_is_shown_where_it_is_kept(console):
    page = console.page
    console.show("people")
    page.locator(".console-tools-menu > summary").click()
    page.locator("#tiles [data-opens='make-dialog']").click()
    dialog = page.locator("#make-dialog")
    expect(dialog.locator(".dialog-foot .row > .button:visible")).to_have_text(
        [console.words["Open now"], console.words["Keep for later"]]
    )
    type_poll(page, QUESTION, *ANSWERS[:2])

    dialog.get_by_role("button", name=console.words["Keep for later"], exact=True).click()

    expect(page.locator("#tabs [aria-selected='true']")).to_have_attribute("href", "#run")
    expect(page.locator("#run-body .console-card-title").first).to_have_text(QUESTION)


def test_before_the_start_enter_makes_the_poll_and_opens_nothing(desk):
    console = Console(desk.open()).open(desk.new_session())
    dialog = console.begin_poll()
    type_poll(console.page, QUESTION, *ANSWERS[:2])
    console.page.keyboard.press("Enter")

    expect(dialog).to_be_hidden()
    console.expect_poll(QUESTION, "draft")


@pytest.mark.parametrize("language", ["ru", "kk", "prs"])
def test_errors_stand_beside_their_fields_in_the_hosts_language(language, host):
    presenter = host(language)
    run = presenter.run(presenter.new_session(module="prevention-science"))
    run.start()
    console = Console(presenter.open()).open(run.code)
    dialog = console.begin_poll()
    field(dialog, f"{language}-1").fill("A")
    field(dialog, f"{language}-2").fill("A")
    dialog.locator(".dialog-foot .button").first.click()

    question = field(dialog, f"{language}-question")
    expect(question).to_be_focused()
    expect(question).to_have_attribute("aria-invalid", "true")
    expect(question).to_have_accessible_description(console.words["Write the question."])
    expect(field(dialog, f"{language}-2")).to_have_accessible_description(
        console.words["Two options are the same."]
    )
    expect(dialog).to_be_visible()


def test_text_outlives_the_dialog_and_the_page(console, dialog):
    type_poll(console.page, QUESTION, ANSWERS[0])
    console.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    console.begin_poll()
    expect(field(dialog, "en-question")).to_have_value(QUESTION)

    console.page.reload()
    console.expect_connection("connected")
    console.begin_poll()
    expect(field(dialog, "en-question")).to_have_value(QUESTION)
    expect(field(dialog, "en-1")).to_have_value(ANSWERS[0])

    field(dialog, "en-2").fill(ANSWERS[1])
    field(dialog, "en-2").press("Enter")
    console.expect_poll(QUESTION, "open")
    console.begin_poll()
    expect(field(dialog, "en-question")).to_have_value("")


@pytest.fixture
def far_console(run, visit, wire, admin_state):
    """A console whose connection can be cut."""
    yield Console(visit(storage_state=admin_state, url=wire.url)).open(run.code)
    wire.mend()


def test_text_outlives_a_link_that_drops(far_console, wire):
    console, page = far_console, far_console.page
    dialog = console.begin_poll()
    type_poll(page, QUESTION, *ANSWERS[:2])
    page.watch.is_cut = True
    page.context.set_offline(True)
    wire.cut()
    console.expect_connection("offline")
    page.keyboard.press("Enter")
    expect(field(dialog, "en-question")).to_have_value(QUESTION)

    wire.mend()
    page.context.set_offline(False)
    console.expect_connection("connected")
    field(dialog, "en-2").press("Enter")
    console.expect_poll(QUESTION, "open")


def test_presenter_is_told_who_cannot_read_the_poll(console, dialog, follower):
    follower("Ольга", "ru")
    type_poll(console.page, QUESTION, *ANSWERS[:2])

    warning = dialog.locator(".make-foreign")
    expect(warning).to_contain_text(
        console.say(
            "{n} person will read this in {language} only",
            "{n} people will read this in {language} only",
            n=1,
            language="English",
        )
    )
    warning.get_by_role("button", name=console.words["Translate"]).click()
    expect(dialog.locator(".make-translations input").first).to_be_focused()
    for name, text in (("ru-question", "Чья?"), ("ru-1", "Наша"), ("ru-2", "Их")):
        field(dialog, name).fill(text)
    expect(warning).to_have_count(0)
