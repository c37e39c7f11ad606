"""A learning platform opens our registration link in a frame or window and learns when it ends."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.watch import Watch
from tests.connect.lti.platform import Platform

LINK = re.compile(r'value="(http\S+/lti/register/[^"]+)"')


@pytest.fixture
def platform():
    started = Platform()
    yield started
    started.stop()


@pytest.fixture
def link(desk, platform):
    desk.post("/desk/lti/invitations", called="Academy", where=platform.url, further="")
    return LINK.search(desk.get("/desk/lti").text)[1]


@pytest.fixture
def tools(browser, server, platform):
    """The platform's page of tools on a phone, for a reader of Dari."""
    context = browser.new_context(locale="fa-AF", **PHONE)
    watch = Watch(context, {server.url.split("//")[1], platform.url.split("//")[1]})
    page = context.new_page()
    yield page
    context.close()
    assert watch.faults == []


def test_platforms_frame_closes_by_itself(tools, platform, link):
    tools.goto(f"{platform.url}/tools?url={link}")
    frame = tools.frame_locator("iframe")

    expect(frame.locator("html")).to_have_attribute("dir", "rtl")
    frame.locator("main button").click()

    expect(tools.locator("iframe")).to_have_count(0)
    assert len(platform.clients) == 1


def test_registration_window_tells_the_page_that_opened_it(tools, platform, link):
    sent = f"openid_configuration={platform.url}/configuration&registration_token=token-1"
    tools.goto(f"{platform.url}/tools?url=about:blank")
    with tools.expect_popup() as opened:
        tools.evaluate("(url) => void window.open(url)", f"{link}?{sent}")

    opened.value.locator("main button").click()

    expect(tools.locator("iframe")).to_have_count(0)
