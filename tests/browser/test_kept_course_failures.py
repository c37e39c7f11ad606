"""Failures of a course that is kept on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.kept_course import (
    FROM_STORE,
    KEPT,
    MODULE,
    answer,
    answers_of,
    begin,
    begin_and_keep,
    drop,
    drop_option,
    eventually,
    keep,
    leave_room,
    make_course,
    open_slide,
    open_without_network,
)
from tests.browser.sizes import resize

# Like a browser whose storage prompt the reader overlooks.
ASK_FOR_EVER = "StorageManager.prototype.persist = () => new Promise(() => {})"


def test_keeping_does_not_wait_for_a_browsers_storage_prompt(phone, course):
    _, code = course
    page = phone()
    page.context.add_init_script(ASK_FOR_EVER)
    begin_and_keep(page, code, "Daulet")

    expect(page.locator("[data-part=status]")).to_contain_text("Kept. You can study")


# Half of the first pack arrives, then the link breaks.
BREAK = """() => {
  const ask = globalThis.fetch;
  globalThis.fetch = async (address, options) => {
    const response = await ask(address, options);
    if (!/pack\\./.test(String(address))) return response;
    globalThis.fetch = ask;
    const whole = new Uint8Array(await response.arrayBuffer());
    const half = whole.slice(0, whole.length / 2);
    let isSent = false;
    const body = new ReadableStream({
      pull(controller) {
        if (isSent) controller.error(new TypeError("network error"));
        else controller.enqueue(half);
        isSent = true;
      },
    });
    return new Response(body);
  };
}"""


def test_keeping_resumes_where_a_cut_stopped_it(phone, course, auditor):
    _, code = course
    page = phone()
    begin(page, code, "Daulet")
    page.goto(f"/study/{code}/offline")
    expect(page.locator("[data-part=offer]")).to_be_visible()
    page.evaluate(BREAK)
    page.locator("[data-part=offer] button").click()
    expect(page.locator("[data-part=wrong]")).to_contain_text("are not fetched again")
    auditor.look(page, "cut while keeping")

    page.reload()
    with page.expect_request(lambda request: "/pack." in request.url) as request_info:
        page.locator("[data-part=offer] button").click()
    expect(page.locator("[data-part=kept]")).to_be_visible()
    assert int(re.search(r"[?]from=([0-9]+)&", request_info.value.url)[1]) > 10_000
    assert not page.evaluate("Object.keys(localStorage).filter((key) => key.includes('.pack.'))")
    auditor.expect_nothing()


@pytest.fixture
def scenario(taught):
    return next(slide for slide in taught.modules[MODULE].slides if slide.is_scenario)


# Other data of this site fills the quota to the last bytes.
FILL = """async () => {
  const open = indexedDB.open("others");
  open.onupgradeneeded = () => open.result.createObjectStore("bytes", { autoIncrement: true });
  await new Promise((resolve) => (open.onsuccess = resolve));
  const write = (size) => new Promise((resolve, reject) => {
    const transaction = open.result.transaction("bytes", "readwrite");
    transaction.objectStore("bytes").put(crypto.getRandomValues(new Uint8Array(size)));
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  for (const size of [50_000, 1_000, 50]) {
    try {
      for (;;) await write(size);
    } catch (error) {
      if (error.name !== "QuotaExceededError") throw error;
    }
  }
  open.result.close();
}"""
FULL_DEVICE_NOTICE = "На этом устройстве больше нет места"
# A browser tells a page twice that it is being closed.
GO_AWAY = """() => {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
  dispatchEvent(new Event("pagehide"));
}"""
TEST_NEEDS_NETWORK = {"ru": "Для теста нужна сеть", "prs": "آزمون به شبکه ضرورت دارد"}
HAS_PLAYER = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("webinar-shell"));
  const cache = names.length ? await caches.open(names[0]) : null;
  return cache ? (await cache.keys()).length : 0;
}"""
LAST_SLIDE = f"""async (code) => {{ {FROM_STORE}
  return fromStore("courses", code, ({{ saved }}) => saved.slide);
}}"""
# A course as last year's server sent it: without versions, with the player's words in the pack.
AS_KEPT_BEFORE = f"""async (code) => {{ {FROM_STORE}
  await fromStore("courses", code, ({{ versions, ...rest }}, store) => void store.put(rest));
  await fromStore("packs", code, ({{ pack, ...rest }}, store) =>
    void store.put({{ ...rest, pack: {{ ...pack, words: {{ en: {{ "player.answer": "" }} }} }} }}));
}}"""


def test_full_device_keeps_nothing_and_says_so_in_the_learners_language(wire, phone, course):
    _, code = course
    page = phone("ru")
    begin(page, code, "Daulet")
    leave_room(page, wire.url, 200_000)

    keep(page, code)

    expect(page.locator("[data-part=wrong]")).to_contain_text("На этом устройстве не хватает места")
    assert page.evaluate(KEPT) == {"workers": 0, "caches": 0}

    leave_room(page, wire.url, None)
    page.locator("[data-part=offer] button").click()
    expect(page.locator("[data-part=kept]")).to_be_visible()


def test_answer_stays_on_the_page_until_a_full_device_has_room(
    wire, phone, course, items, scenario, database
):
    number, code = course
    page = phone("ru")
    page.goto("/")
    leave_room(page, wire.url, 2_000_000)
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    expect(page.locator(".player-answer")).to_be_visible()
    page.evaluate(FILL)

    page.locator(".choice input").nth(1).check()
    page.locator(".player-answer").click()
    expect(page.get_by_role("alert").filter(has_text=FULL_DEVICE_NOTICE)).to_be_visible()
    expect(page.locator(".choice input").nth(1)).to_be_checked()

    page.locator(".player-back").click()
    open_slide(page, scenario, "ru")
    page.locator("textarea").fill("Поговорю с родителями")
    page.locator(".player-foot .button").last.click()
    expect(page.get_by_role("alert").filter(has_text=FULL_DEVICE_NOTICE)).to_be_visible()

    # Deleting would not do: the browser may go on counting what is gone.
    leave_room(page, wire.url, None)
    page.locator(".player-foot .button").first.click()
    expect(page.locator("textarea")).to_have_value("Поговорю с родителями")
    expect(page.get_by_role("alert").filter(has_text=FULL_DEVICE_NOTICE)).to_have_count(0)
    expect(page.locator(".player-written .good")).to_be_visible()
    page.reload()
    expect(page.locator("textarea")).to_have_value("Поговорю с родителями")
    page.goto(f"/study/{code}/s/{items[0].id}")
    page.locator(".choice input").nth(1).check()
    page.locator(".player-answer").click()
    expect(page.locator(".player-verdict")).to_be_visible()

    wire.mend()
    page.goto(f"/study/{code}/offline")
    expect(page.locator("[data-part=queue]")).to_have_text("Всё отправлено.")
    assert answers_of(database, number) == [(scenario.id, "offline"), (items[0].id, "offline")]


def test_large_letters_stay_large_offline(wire, phone, course, items, auditor):
    _, code = course
    page = phone("ru")
    resize(page, {"width": 320, "height": 568})
    page.context.add_cookies([{"name": "text_size", "value": "200", "url": wire.url}])
    begin_and_keep(page, code, "Daulet")

    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")

    expect(page.locator(".player-answer")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    auditor.look_sideways(page, "player, 200 %")
    auditor.expect_nothing()


def test_written_text_is_kept_when_another_app_takes_over(wire, phone, course, scenario):
    _, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}/s/{scenario.id}")

    page.locator("textarea").fill("I would listen first")
    page.evaluate(GO_AWAY)

    expect(page.locator(".player-written .good")).to_be_visible()
    expect(page.locator(".player-carrier")).to_contain_text("1 answer waits on this phone")


def test_kept_course_opens_when_the_proxy_has_no_server(wire, phone, course, items, desk):
    _, code = course
    _, other_code = make_course(desk)
    page = phone()
    begin_and_keep(page, code, "Daulet")
    page.watch.foreseen.add(502)
    wire.cut()
    wire.mend()
    wire.is_down = True

    page.goto(f"/study/{code}/s/{items[0].id}")
    expect(page.locator(".player .slide-title")).to_have_text(items[0].text["en"].title)
    page.goto(f"/study/{other_code}")
    expect(page.get_by_text("Bad gateway")).to_be_visible()
    wire.mend()
    page.goto(f"/study/{code}")
    expect(page.locator("#offline-note")).to_contain_text("This course is kept on this device.")


@pytest.mark.parametrize("language", ["ru", "prs"])
def test_offline_test_says_it_needs_a_network_and_offers_other_work(wire, phone, desk, language):
    _, code = make_course(desk, "programme")
    page = phone(language)
    begin_and_keep(page, code, "Daulet")
    page.goto(f"/study/{code}")
    test = page.locator(".exam-link").first.get_attribute("href")
    open_without_network(page, wire, test)

    expect(page.get_by_role("heading")).to_have_text(TEST_NEEDS_NETWORK[language])
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "prs" else "ltr")
    expect(page).to_have_url(re.compile("/test/"))
    page.locator("[data-part=study]:visible").click()
    expect(page.locator(".player-contents")).to_be_visible()
    page.go_back()
    wire.mend()
    page.locator("[data-part=again]:visible").click()
    expect(page.locator("form button[value=begin]")).to_be_visible()


def test_course_kept_from_an_older_server_is_played_in_current_words(wire, phone, course, items):
    _, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")
    page.evaluate(AS_KEPT_BEFORE, code)

    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    expect(page.locator(".player-answer")).to_have_text("Send my answer")

    # Parts that the older server did not send do not make it another course.
    wire.mend()
    page.goto(f"/study/{code}")
    expect(page.locator("#offline-note")).to_contain_text("This course is kept on this device.")


def test_answer_missing_from_a_newer_version_is_not_replaced(wire, phone, course, items, database):
    number, code = course
    page = phone("ru")
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    answer(page, 1)
    wire.mend()
    drop_option(database, number, items[0].id, 1)
    page.goto(f"/study/{code}")
    expect(page.locator("#offline-note")).to_contain_text("Курс изменился")

    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")

    expect(page.locator(".player-verdict")).to_contain_text("на прежнюю версию этого вопроса")
    assert answers_of(database, number) == [(items[0].id, "offline")]


def test_learner_resumes_offline_where_they_stopped_online(wire, phone, course, items, taught):
    _, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    answer(page)
    wire.mend()
    page.goto(f"/study/{code}/s/{items[1].id}")
    page.locator("#question input[type=radio]").first.check()
    page.locator("#question form .button").first.click()
    expect(page.locator("#verdict")).to_be_visible()
    page.goto(f"/study/{code}")
    eventually(lambda: page.evaluate(LAST_SLIDE, code) == items[1].id, page)

    open_without_network(page, wire, f"/study/{code}")
    following = page.locator(".player-go-on + p bdi").inner_text()
    page.locator(".player-go-on").click()

    # That slide is done: the next one is where they stopped.
    slides = [slide.id for slide in taught.modules[MODULE].slides]
    after = taught.modules[MODULE].slides[slides.index(items[1].id) + 1]
    expect(page.locator(".slide-title")).to_have_text(after.text["en"].title)
    assert following == after.text["en"].title


def test_next_visit_restores_a_player_the_browser_dropped(wire, phone, course, items):
    _, code = course
    page = phone()
    begin_and_keep(page, code, "Daulet")
    drop(page, wire.url, "cache_storage")

    page.goto(f"/study/{code}")
    eventually(lambda: page.evaluate(HAS_PLAYER), page)

    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    expect(page.locator(".player .slide-title")).to_have_text(items[0].text["en"].title)


def test_learner_reads_that_the_browser_dropped_the_kept_course(wire, phone, course, items):
    _, code = course
    page = phone("ru")
    begin_and_keep(page, code, "Daulet")
    open_without_network(page, wire, f"/study/{code}/s/{items[0].id}")
    page.locator(".choice input").first.check()
    drop(page, wire.url, "all")

    page.locator(".player-answer").click()

    expect(
        page.get_by_role("alert").filter(has_text="Этого курса на устройстве больше нет")
    ).to_be_visible()
    expect(page.locator(".choice input").first).to_be_checked()
