"""A presenter over a slow link types on while the server's answer is on its way."""

import pytest
from playwright.sync_api import expect

from tests.browser.console import Console

ACKNOWLEDGEMENT = "43"  # how Engine.IO and Socket.IO begin the answer to a command


class SlowLink:
    """The page's web sockets; while `holds`, answers to commands wait for `release`."""

    def __init__(self, page):
        self.holds = False
        self._held = []
        page.route_web_socket("**", self._connect)

    def _connect(self, socket):
        server = socket.connect_to_server()

        def pass_on(message):
            if self.holds and message.startswith(ACKNOWLEDGEMENT):
                self._held.append((socket, message))
            else:
                socket.send(message)

        server.on_message(pass_on)

    def release(self):
        self.holds = False
        for socket, message in self._held:
            socket.send(message)
        self._held.clear()


@pytest.fixture
def page(visit, admin_state):
    return visit(storage_state=admin_state)


@pytest.fixture
def link(page):
    return SlowLink(page)


@pytest.fixture
def console(link, page, desk):
    console = Console(page).open(desk.new_session())
    console.start()
    return console


def test_the_answer_to_a_proposal_leaves_the_next_one_in_its_field(console, link):
    console.show("steps")
    field = console.page.locator("#propose-text")
    button = console.page.locator(".console-propose .button")
    link.holds = True
    field.fill("Meet the school")
    button.click()
    expect(console.step("Meet the school")).to_be_visible()
    expect(button).to_be_disabled()
    field.fill("Meet the parents")

    link.release()

    expect(button).to_be_enabled()
    expect(field).to_have_value("Meet the parents")
    button.click()
    expect(console.step("Meet the parents")).to_be_visible()
    expect(field).to_have_value("")


def test_the_answer_to_a_message_leaves_the_next_one_in_its_field(console, link):
    console.page.locator("#tabs [href='#chat']").click()
    console.page.locator("#chat .chat-modes button").nth(2).click()
    field = console.page.locator("#chat-text")
    button = console.page.locator("#chat .talk-send .button")
    expect(button).to_be_enabled()
    link.holds = True
    field.fill("Welcome")
    button.click()
    expect(console.page.locator("#chat .message-text", has_text="Welcome")).to_be_visible()
    expect(field).to_have_value("")
    field.fill("Ask me anything")

    link.release()

    expect(button).to_be_enabled()
    expect(field).to_have_value("Ask me anything")


def test_a_step_stays_open_with_what_its_host_typed_before_the_answer(console, link):
    console.show("steps")
    console.page.locator("#propose-text").fill("Meet the school")
    console.page.locator(".console-propose .button").click()
    step = console.step("Meet the school")
    step.locator("summary").click()
    step.get_by_role("button", name=console.words["Reword"]).click()
    field = step.locator("textarea")
    save = step.get_by_role("button", name=console.words["Save"], exact=True)
    link.holds = True
    field.fill("Meet the school in May")
    save.click()
    expect(step.locator(".console-card-title")).to_have_text("Meet the school in May")
    expect(save).to_be_disabled()
    field.fill("Meet the school in June")

    link.release()

    expect(save).to_be_enabled()
    expect(field).to_have_value("Meet the school in June")
    save.click()
    expect(console.step("Meet the school in June")).to_be_visible()
    expect(field).to_be_hidden()
