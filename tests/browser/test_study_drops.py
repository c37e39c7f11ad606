"""A course studied over an unreliable network, without having been kept before."""

from playwright.sync_api import expect

from tests.browser.kept_course import answers_of, begin, eventually

ONLINE = 'dispatchEvent(new Event("online"))'
# The page has requested it before, and first has to learn that it is there.
HAS_ALL = "async () => void (await import(document.body.dataset.drop))"


def open_question(page, code, item):
    """Open it with all that it needs once the network fails; from now on that is no fault."""
    page.goto(f"/study/{code}/s/{item.id}")
    page.evaluate(HAS_ALL)
    # The first thing it then does is report what waits.
    page.wait_for_load_state("networkidle")
    page.watch.is_cut = True


def study_question(page, code, item):
    begin(page, code, "Daulet")
    open_question(page, code, item)


def try_to_leave(page, way):
    """Without a network the page stays, after trying to report the work on the slide.

    It shows nothing new; while it tries, a returning network still lets it leave.
    """
    with page.expect_event("requestfailed"):
        page.locator(way).click()


def find_network(page):
    """The browser reports it repeatedly: the page may be in a failing attempt just then."""
    verdict = page.locator("#verdict")
    eventually(lambda: page.evaluate(ONLINE) and verdict.is_visible(), page)


def expect_kept(page):
    expect(page.locator("#question .study-said")).to_contain_text("Kept on this device")


def choose(page, number=0):
    page.locator("#question input[type=radio]").nth(number).check()


def press(page):
    page.locator("#question form .button").first.click()


def test_answer_given_during_a_drop_waits_and_is_sent_once(
    wire, phone, course, items, database, auditor
):
    number, code = course
    page = phone()
    study_question(page, code, items[0])
    title = page.locator(".slide-title").text_content()
    wire.cut()
    choose(page)
    press(page)
    expect_kept(page)
    expect(page.locator("#cut")).to_contain_text("1 answer waits on this device")
    auditor.look(page, "drop")

    # Another choice replaces the waiting one.
    choose(page, 1)
    press(page)
    expect_kept(page)
    try_to_leave(page, ".study-moves .next")
    try_to_leave(page, ".study-back")
    expect(page.locator(".slide-title")).to_have_text(title)
    assert answers_of(database, number) == []

    wire.mend()
    find_network(page)
    expect(page.locator("#cut a")).to_have_attribute("href", f"/study/{code}/offline")
    auditor.look(page, "after the drop")
    page.evaluate(ONLINE)
    page.reload()
    expect(page.locator("#verdict")).to_be_visible()
    assert answers_of(database, number) == [(items[0].id, "online")]
    auditor.expect_nothing()


def test_lost_acknowledgement_makes_no_second_answer(phone, course, items, database):
    number, code = course
    page = phone()
    study_question(page, code, items[0])

    def lose(route):
        if route.request.method != "POST":
            return route.continue_()
        route.fetch()
        route.abort("connectionreset")

    page.route("**/*", lose)
    choose(page)
    press(page)
    expect_kept(page)
    eventually(lambda: answers_of(database, number), page)
    page.unroute("**/*")
    find_network(page)

    assert answers_of(database, number) == [(items[0].id, "online")]


def test_waiting_answer_is_shown_when_its_slide_is_reopened(phone, course, items, database):
    number, code = course
    page = phone()
    study_question(page, code, items[0])
    page.route(
        "**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    choose(page, 1)
    press(page)
    expect_kept(page)

    page.goto(f"/study/{code}/s/{items[0].id}")
    expect_kept(page)
    expect(page.locator("#question input[type=radio]").nth(1)).to_be_checked()
    # It is sent from another slide, too, and shown as answered on return.
    page.unroute("**/*")
    page.goto(f"/study/{code}/s/{items[1].id}")
    eventually(lambda: answers_of(database, number), page)
    page.goto(f"/study/{code}/s/{items[0].id}")
    expect(page.locator("#verdict")).to_be_visible()
    assert answers_of(database, number) == [(items[0].id, "online")]


def test_unsent_choice_is_there_when_the_slide_is_reopened(phone, course, items):
    _, code = course
    page = phone()
    begin(page, code, "Daulet")
    page.goto(f"/study/{code}/s/{items[0].id}")
    choose(page, 1)
    page.goto(f"/study/{code}/s/{items[1].id}")

    page.goto(f"/study/{code}/s/{items[0].id}")
    expect(page.locator("#question input[type=radio]").nth(1)).to_be_checked()
