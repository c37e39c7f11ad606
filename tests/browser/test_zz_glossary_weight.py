import pytest
from playwright.sync_api import expect
from tests.browser.test_budgets import come, measured, weigh_kinds, PLAIN
@pytest.mark.parametrize("language",["ru","kk","prs"])
def test_w(language, desk, come, server):
    code = desk.new_session(); run = desk.run(code); run.start(); run.go(1); run.open("last-year")
    someone = come(code, language, PLAIN)
    expect(someone.option("last-year", "talks")).to_be_enabled()
    meter = someone.page.meter
    sizes = weigh_kinds(meter); sizes["WebSocket"] = meter.handshake_bytes + meter.frame_bytes
    print("\nWEIGHT", language, sizes, sum(sizes.values()))
