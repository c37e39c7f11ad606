"""Two presenters hold one session: each sees the other's hand, and participants see neither."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console


@pytest.fixture
def both(desk, run, sign_in, visit):
    """The consoles of the organiser and of a second presenter."""
    link = desk.invite("Aida", f"aida-{run.code.lower()}@demo.example", "presenter", "en")
    desk.appoint(run.code, f"aida-{run.code.lower()}@demo.example", "presenter")
    second = Console(visit("en", storage_state=sign_in(link, "en").state)).open(run.code)
    first = Console(desk.open()).open(run.code)
    return first, second


def test_each_console_says_what_the_other_host_did(both, run, join):
    first, second = both
    olga = join(run.code, "Olga")
    heard = []
    olga.page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: heard.append(str(frame))),
    )
    olga.page.reload()
    first.make_poll(en=["Tea?", "Yes", "No"])
    second.command("Tea?", "Open poll")
    line = first.page.locator("#acts")
    expect(line).to_contain_text(first.say("{name} opened the poll", name="Aida").split(" ", 1)[1])
    expect(line).to_contain_text("Aida")
    expect(second.page.locator("#acts")).to_have_text("")

    place = line.bounding_box()
    second.command("Tea?", "Close poll")
    expect(line).to_contain_text("closed the poll")
    assert line.bounding_box() == place
    expect(olga.page.locator(".poll-question").first).to_be_visible()
    assert not any("host.acted" in frame for frame in heard)


def test_each_console_shows_who_is_here_and_who_presents(both):
    first, second = both
    first.page.locator(".console-fact > summary").last.click()
    hosts = first.page.locator("#hosts .roll-row")
    expect(hosts).to_have_count(2)
    aida = hosts.filter(has_text="Aida")
    expect(aida.locator(".roll-state")).to_have_attribute("data-state", "here")
    expect(first.page.locator("#hosts .console-presents")).to_have_count(1)

    second.page.close()
    expect(aida.locator(".roll-state")).not_to_have_attribute("data-state", "here")


def test_line_has_no_place_while_nobody_else_holds_the_session(console):
    expect(console.page.locator("#acts")).to_be_hidden()
