"""Rules of addresses compile what builds addresses only when somebody builds one."""

import pytest
from werkzeug.routing import Map, Rule

from webinar.kit.addresses import LateRule


@pytest.fixture
def compiled(monkeypatch):
    """The number of builders compiled so far, as the length of a list."""
    calls = []
    compile_builder = Rule._compile_builder
    monkeypatch.setattr(
        Rule,
        "_compile_builder",
        lambda rule, *options: calls.append(rule) or compile_builder(rule, *options),
    )
    return calls


def test_the_applications_rules_are_late(app):
    rules = list(app.url_map.iter_rules())

    assert len(rules) > 200
    assert {type(rule) for rule in rules} == {LateRule}


def test_finding_a_page_compiles_nothing_and_building_its_address_compiles_once(compiled):
    address = Map([LateRule("/rooms/<code>/<int:number>", endpoint="page")]).bind("example.org")

    assert address.match("/rooms/abc/7") == ("page", {"code": "abc", "number": 7})
    assert compiled == []

    for _time in range(2):
        assert address.build("page", {"code": "a b", "number": 7}) == "/rooms/a%20b/7"
    assert len(compiled) == 1


@pytest.mark.parametrize("values", [{"code": "ы?"}, {"code": "x", "tab": "a b"}, {"code": "x/y"}])
def test_addresses_are_those_of_the_librarys_own_rules(values):
    ours, theirs = (
        Map(
            [kind("/join/<code>", endpoint="join"), kind("/files/<path:code>", endpoint="file")]
        ).bind("example.org")
        for kind in (LateRule, Rule)
    )

    for endpoint in ("join", "file"):
        assert ours.build(endpoint, values) == theirs.build(endpoint, values)
        assert ours.build(endpoint, values, append_unknown=False) == theirs.build(
            endpoint, values, append_unknown=False
        )
