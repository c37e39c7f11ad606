"""A course that is studied while the network comes and goes, without having been kept before."""

from playwright.sync_api import expect

from tests.browser.keeping import answers_of, begin, eventually

ONLINE = 'dispatchEvent(new Event("online"))'
# The page has asked for it before, and is told first that it is there.
HAS_ALL = "async () => void (await import(document.body.dataset.drop))"


def open_question(page, code, item):
    """With all that its page needs once the network fails, which is no fault from now on."""
    page.goto(f"/study/{code}/s/{item.id}")
    page.evaluate(HAS_ALL)
    # The first thing that it does then is telling what there is.
    page.wait_for_load_state("networkidle")
    page.watch.is_cut = True


def study_question(page, code, item):
    begin(page, code, "Daulet")
    open_question(page, code, item)


def try_to_leave(page, way):
    """Without a network one stays: by then the page has tried to tell what was done on the slide.

    It shows nothing new; as long as it tries, a network that is back lets it go after all.
    """
    with page.expect_event("requestfailed"):
        page.locator(way).click()


def find_network(page):
    """The browser says so, again and again: the page may be trying in vain just then."""
    verdict = page.locator("#verdict")
    eventually(lambda: page.evaluate(ONLINE) and verdict.is_visible(), page)


def expect_kept(page):
    expect(page.locator("#question .study-said")).to_contain_text("Kept on this device")


def choose(page, number=0):
    page.locator("#question input[type=radio]").nth(number).check()


def press(page):
    page.locator("#question form .button").first.click()


def test_an_answer_in_a_drop_waits_and_is_sent_once(wire, phone, course, items, database, auditor):
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

    # Another choice takes the place of the one that waits.
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


def test_a_lost_acknowledgement_makes_no_second_answer(phone, course, items, database):
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


def test_what_waits_stands_on_its_slide_when_that_is_opened_anew(phone, course, items, database):
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
    # From another slide it is sent as well, and shown as answered when one comes back.
    page.unroute("**/*")
    page.goto(f"/study/{code}/s/{items[1].id}")
    eventually(lambda: answers_of(database, number), page)
    page.goto(f"/study/{code}/s/{items[0].id}")
    expect(page.locator("#verdict")).to_be_visible()
    assert answers_of(database, number) == [(items[0].id, "online")]


def test_what_was_chosen_and_not_sent_is_there_when_the_slide_is_opened_anew(phone, course, items):
    _, code = course
    page = phone()
    begin(page, code, "Daulet")
    page.goto(f"/study/{code}/s/{items[0].id}")
    choose(page, 1)
    page.goto(f"/study/{code}/s/{items[1].id}")

    page.goto(f"/study/{code}/s/{items[0].id}")
    expect(page.locator("#question input[type=radio]").nth(1)).to_be_checked()
