"""The extras after a participant's first screen: nothing waits for them, nothing jumps."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.kept_course import eventually
from tests.browser.room import Hold

POLL = "last-year"
TERMS = "levels"
MAX_PLACES = 6
PLACES_OF_PHONE = 4
MORE_PLACES = [
    f'<a class="dock-place" href="#{name}"><svg class="icon" width="20" height="20"></svg>'
    f"<span>{word}</span></a>"
    for name, word in (("h", "Қол көтеру"), ("c", "Сөйлесу"), ("g", "Топтар"))
]
BOX_PLACES = """() => [...document.querySelectorAll(
  '.room-bar, .text-size .button, .place, #steps h2, #steps .step, #step-text, a.dock-place, ' +
  '.dock-hand, .dock'
)].map((element) => {
  const { x, y, width } = element.getBoundingClientRect()
  return [element.className, x, y, width]
})"""


@pytest.fixture
def come(visit, run, enter):
    """A participant whose first screen is there; its extras are held back, or fail with `fails`."""

    def come(look=PHONE, fails=False, **options):
        page = visit("ru", look=look, **options)
        page.hold = Hold(page, fails)
        page.watch.is_cut = fails
        someone = enter(page, run.code, "Ольга")
        expect(page.locator(".slide-foot .button").first).to_be_visible()
        return someone

    return come


def cut(someone, wire):
    someone.page.context.set_offline(True)
    wire.cut()
    someone.expect_connection("offline")


def mend(someone, wire):
    wire.mend()
    someone.page.context.set_offline(False)
    someone.expect_connection("connected")


def wait_until_requested(page):
    eventually(lambda: page.hold.count, page)


def test_participant_without_extras_votes_follows_and_reconnects(run, come, lesson, wire):
    someone = come(fails=True, url=wire.url)
    page = someone.page
    wait_until_requested(page)

    run.go(lesson.number(POLL))
    someone.expect_slide(lesson.number(POLL), lesson.title(POLL, "ru"))
    someone.show("polls")
    run.open(POLL)
    page.locator(".dock-offer").tap()
    someone.vote(POLL, "talks")
    someone.expect_status(POLL, "Counted. You may change it until it closes.")
    cut(someone, wire)
    someone.vote(POLL, "raids")
    someone.expect_status(POLL, "Kept on this device, will be sent")
    mend(someone, wire)
    someone.expect_status(POLL, "Counted. You may change it until it closes.")
    run.go(lesson.number("standards"))
    someone.expect_slide(lesson.number("standards"), lesson.title("standards", "ru"))

    expect(page.locator("body[data-extras]")).to_have_count(0)


def test_forms_of_the_page_work_without_extras(come):
    someone = come(fails=True)
    page = someone.page
    someone.show("steps")

    page.locator("#step-text").fill("Встреча с родителями")
    page.locator(".step-form .button").click()

    someone.expect_connection("connected")
    expect(page.locator("#steps .step.proposed .step-text")).to_have_text("Встреча с родителями")


def test_extras_load_when_the_link_is_back(come, wire):
    someone = come(fails=True, url=wire.url)
    wait_until_requested(someone.page)

    cut(someone, wire)
    someone.page.hold.let_go()
    mend(someone, wire)

    someone.expect_extras()
    someone.show("steps")
    someone.propose("Встреча с родителями")
    expect(someone.page.locator("#steps .step.proposed")).to_be_visible()


@pytest.mark.parametrize("look", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_nothing_moves_when_the_extras_arrive(look, run, come, join):
    join(run.code, "Роза").propose("Talk with the parents")
    run.wait_until("Talk with the parents")
    run.do("step.put", step="1")
    someone = come(look)
    page = someone.page
    someone.show("steps")
    before = page.evaluate(BOX_PLACES)

    page.hold.let_go()

    someone.expect_extras()
    assert page.evaluate(BOX_PLACES) == before


def test_text_being_typed_and_its_cursor_survive_the_extras(come):
    someone = come()
    page = someone.page
    someone.show("steps")
    field = page.locator("#step-text")
    field.fill("Начать со встречи")
    page.keyboard.press("Home")

    page.hold.let_go()

    someone.expect_extras()
    expect(field).to_be_focused()
    page.keyboard.type("1. ")
    expect(field).to_have_value("1. Начать со встречи")


def test_half_typed_rewording_survives_the_extras_and_is_saved(come):
    """Planted: the scripts redrew the form and lost the text typed into the server's form."""
    someone = come()
    page = someone.page
    someone.show("steps")
    page.locator("#step-text").fill("Встреча")
    with page.expect_navigation():
        page.locator(".step-form .button").click()
    someone.show("steps")
    page.locator("#steps .step-amend > summary").click()
    field = page.locator("#step-amend-1")
    field.fill("Встреча с родителями")

    page.hold.let_go()

    someone.expect_extras()
    expect(field).to_be_focused()
    expect(field).to_have_value("Встреча с родителями")
    page.locator("#steps .step-amend .button").click()
    proposed = page.locator("#steps .step.proposed > .step-text")
    expect(proposed).to_have_text("Встреча с родителями")
    expect(page.locator("#steps .step-amend[open]")).to_have_count(0)


def test_early_tap_on_a_term_is_answered_once_the_extras_arrive(run, come, lesson):
    run.go(lesson.number(TERMS))
    someone = come()
    page = someone.page

    page.locator("#slides a.term").first.tap()
    page.hold.let_go()

    expect(page.locator("dialog#term")).to_be_visible()
    expect(page.locator("#slides .slide-title")).to_have_text(lesson.title(TERMS, "ru"))


@pytest.mark.parametrize("size", [100, 200])
def test_six_places_fit_on_a_narrow_phone(size, visit, run, server, enter):
    look = {**PHONE, "viewport": {"width": 320, "height": 640}}
    run.do("chat.set", mode="everyone")  # so that all optional places are there
    page = visit("ru", look=look)
    page.context.add_cookies([{"name": "text_size", "value": str(size), "url": server.url}])
    someone = enter(page, run.code, "Ольга")
    page.route(f"**/rooms/{run.code}", add_places)
    page.reload()
    someone.expect_extras()

    places = page.locator("nav > .dock-place:visible")
    expect(places).to_have_count(PLACES_OF_PHONE)
    expect_to_fit(places)
    page.locator(".dock-more").click()
    expect(places).to_have_count(MAX_PLACES + 1)
    expect_to_fit(places)


def expect_to_fit(places):
    boxes = [place.bounding_box() for place in places.all()]
    assert min(box["width"] for box in boxes) >= 48
    assert min(box["height"] for box in boxes) >= 48
    assert max(box["x"] + box["width"] for box in boxes) <= 320
    is_cut = "places => places.some(place => place.scrollWidth > place.clientWidth)"
    assert not places.evaluate_all(is_cut)


def add_places(route):
    """Add the largest possible number of places, whatever features the room has."""
    answer = route.fetch()
    head, rest = answer.text().split('<nav aria-label="Разделы', 1)
    nav, foot = rest.split("</nav>", 1)
    nav += "".join(MORE_PLACES[: MAX_PLACES - nav.count("<a ")])
    route.fulfill(response=answer, body=f'{head}<nav aria-label="Разделы{nav}</nav>{foot}')
