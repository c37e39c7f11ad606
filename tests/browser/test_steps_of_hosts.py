"""Next steps as hosts run them: reworded by two at once, put, closed, owned; and their terms."""

from playwright.sync_api import expect

from tests.browser.console import Console
from tests.browser.double_press import press_again

STEP = "Проводить встречи с родителями каждый месяц"
KAZAKH = "Ата-аналармен ай сайын кездесу"
REASON = "Достаточно раза в четверть"


def start(own_desk, join, *names):
    """The console of a session that has started, on the panel of steps, and its participants."""
    code = own_desk.new_session()
    console = Console(own_desk.open()).open(code)
    console.start()
    console.show("steps")
    return code, console, [join(code, name, "ru") for name in names]


def propose(console, text):
    console.page.locator("#propose-text").fill(text)
    console.page.locator(".console-propose .button").click()
    expect(console.step(text)).to_be_visible()


def test_two_hosts_reword_a_step_at_once_and_nothing_is_lost(host, desk, visit, join):
    own_desk = host("ru", "Асель")
    code, first, _ = start(own_desk, join)
    propose(first, "Meet the parents")
    second = Console(visit("ru", storage_state=desk.state)).open(code)
    second.show("steps")

    slower, faster = (
        first.form("Meet the parents", "amend"),
        second.form("Meet the parents", "amend"),
    )
    slower.locator("textarea").fill("Mine: meet the parents monthly")
    faster.locator("textarea").fill("Theirs: meet the parents weekly")
    second.save(faster)

    # The newer wording is shown beside the typed text.
    expect(slower.locator(".step-clash")).to_contain_text("Theirs: meet the parents weekly")
    expect(slower.locator("textarea")).to_have_value("Mine: meet the parents monthly")
    expect(first.page.locator("#steps-body .console-card-title")).to_have_text(
        "Theirs: meet the parents weekly"
    )
    first.save(slower)
    for console in (first, second):
        expect(console.page.locator("#steps-body .console-card-title")).to_have_text(
            "Mine: meet the parents monthly"
        )
    history = second.form("Mine: meet the parents monthly", "history")
    expect(history.locator("p[lang]")).to_have_text(
        [
            "Mine: meet the parents monthly",
            "Theirs: meet the parents weekly",
            "Meet the parents",
        ]
    )


def test_two_hosts_edit_dates_at_once_and_keep_each_others_fields(host, desk, visit, join):
    own_desk = host("ru", "Асель")
    code, first, _ = start(own_desk, join)
    propose(first, STEP)
    second = Console(visit("ru", storage_state=desk.state)).open(code)
    second.show("steps")

    slower, faster = first.form(STEP, "details"), second.form(STEP, "details")
    slower.locator("[name='indicator']").fill("Число встреч")
    slower.locator("[name='due']").fill("2031-05-01")
    faster.locator("[name='evidence']").fill("Протоколы")
    faster.locator("[name='due']").fill("2031-06-01")
    second.save(faster)

    expect(slower.locator(".step-clash")).to_contain_text("2031")
    expect(slower.locator("[name='due']")).to_have_value("2031-05-01")
    expect(slower.locator("[name='evidence']")).to_have_value("Протоколы")
    first.save(slower)
    expect(second.step(STEP).locator(".step-facts")).to_contain_text("May 1, 2031")
    facts = first.step(STEP).locator(".step-facts")
    for text in ("1 мая 2031", "Число встреч", "Протоколы"):
        expect(facts).to_contain_text(text)


def test_host_runs_a_step_in_russian_from_putting_it_to_its_due_date(host, join):
    own_desk = host("ru", "Асель")
    _, console, (olga, ivan) = start(own_desk, join, "Ольга", "Иван")
    propose(console, STEP)

    console.put(STEP)
    card = console.step(STEP)
    olga.answer("agree")
    ivan.answer("disagree", REASON)
    expect(card.locator(".console-card-state")).to_contain_text("Ответили: 2 из 2 · кворум: 1")
    expect(card.locator(".bar-number")).to_have_text(["1", "0", "1", "0", "0"])
    expect(card.locator(".console-reasons")).to_contain_text("Иван · Против · Русский")
    expect(card.locator(".console-reasons")).to_contain_text(REASON)
    console.close(STEP)
    outcome = card.locator(".step-outcome")
    expect(outcome).to_contain_text("Не согласовано")
    expect(outcome).to_contain_text("за 1, против 1")

    # Another outcome needs a reason, which is kept.
    form = console.form(STEP, "overrule")
    console.save(form)
    expect(form.locator("[role='alert']")).to_have_text(console.words["Write why."])
    form.locator("textarea").fill("Иван снял возражение")
    console.save(form)
    expect(card).to_have_attribute("data-state", "agreed")
    expect(outcome).to_contain_text("Иван снял возражение")

    form = console.form(STEP, "own")
    form.locator("select").select_option(label="Ольга")
    console.save(form)
    owner = card.locator(".step-owner")
    expect(owner).to_contain_text("ждём согласия")
    owner.get_by_role("button", name=console.words["Accepted on paper"]).click()
    expect(owner).to_contain_text("принято на бумаге, сообщает \u2068Асель\u2069")
    console.date(STEP, "2031-05-01")
    expect(card.locator(".step-facts")).to_contain_text("1 мая 2031")
    expect(card).to_have_attribute("data-state", "owned")


def test_host_merges_and_restores_steps_by_keyboard(host, join):
    own_desk = host("ru", "Асель")
    _, console, _ = start(own_desk, join)
    others = ["Ящик для вопросов", "Проводить встречу с родителями ежемесячно"]
    for text in (STEP, *others):
        propose(console, text)
    page = console.page

    form = console.form(STEP, "merge")
    expect(form.locator("option").first).to_contain_text(others[1])
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(console.step(STEP)).to_have_attribute("data-state", "dropped")
    page.locator("#steps-body > .console-why > summary", has_text="1").first.focus()
    page.keyboard.press("Enter")
    restore_button = console.step(STEP).get_by_role("button", name=console.words["Bring back"])
    restore_button.focus()
    page.keyboard.press("Enter")
    expect(console.step(STEP)).to_have_attribute("data-state", "proposed")


def test_terms_are_chosen_before_the_start_and_readable_afterwards(host, join):
    own_desk = host("ru", "Асель")
    code = own_desk.new_session()
    page = own_desk.open()
    page.goto(f"/desk/{code}")
    page.locator(".plan-rule", has=page.locator("#terms")).locator("summary").click()
    page.locator("#terms-rule").select_option("two_thirds")
    page.locator("#terms-quorum").fill("75")
    page.locator("#terms .button").click()
    expect(page.locator("#terms-rule")).to_have_value("two_thirds")

    console = Console(page).open(code)
    console.show("steps")
    expect(page.locator("#terms-quorum")).to_have_value("75")
    page.locator(".step-terms input[value='true']").check()
    page.locator(".step-terms .button").click()
    expect(page.locator("#said")).to_contain_text(console.words["Saved. Everyone can read it."])
    console.start()

    terms = page.locator("details.step-terms")
    terms.locator("summary").click()
    for text in ("две трети", "75", console.words["everyone reads them, with names"]):
        expect(terms).to_contain_text(text)
    page.reload()
    console.show("steps")
    expect(page.locator("details.step-terms")).to_contain_text("две трети")


def test_key_closes_the_open_step_on_the_second_press(host, join):
    own_desk = host("ru", "Асель")
    _, console, _ = start(own_desk, join)
    propose(console, STEP)
    console.show("run")
    page = console.page
    page.locator("#bar h1").click()

    page.keyboard.press("s")
    put = console.step(STEP).get_by_role(
        "button", name=console.words["Put to everyone"], exact=True
    )
    expect(put).to_be_focused()
    page.keyboard.press("Enter")
    expect(console.step(STEP)).to_have_attribute("data-state", "put")
    page.keyboard.press("s")
    prompt = console.step(STEP).get_by_text(console.words["Press S once more to close and count"])
    expect(prompt).to_be_visible()
    press_again(lambda: page.keyboard.press("s"), prompt)

    expect(console.step(STEP).locator(".step-outcome")).to_be_visible()
