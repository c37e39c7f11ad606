"""Matching and sorting questions, from the file to the module."""

from collections import namedtuple

import pytest

from tests.content.lessons.making import messages, quiz, write_module
from tests.factories import make_paired_item
from webinar.content.lessons import pairs
from webinar.content.lessons.build import build
from webinar.content.lessons.draft import read_draft
from webinar.content.lessons.model import PollItem

MATCHING = """\
- Survey {#survey}
  - [x] How many {#many}
- Trial {#trial}
    - [x] Whether it helped {#helped}
- [ ] What parents dream of {#dream}"""
SORTING = """\
- Family {#family}
  - [x] Bonds {#bonds}
  - [x] Rules {#rules}
- School {#school}
  - [x] A calm
    class {#calm}"""
OPINION = """\
- Police {#police}
- Parents {#parents}
- [ ] Check shops {#shops}
- [ ] Set rules {#rules}"""


Counted = namedtuple("Counted", ["key", "votes", "is_correct"])


def asked(text, kind, word="quiz"):
    return quiz(text, heading=f"Which? {{#which .{word} .{kind}}}")


def read(tmp_path, **files) -> PollItem:
    return build(read_draft(write_module(tmp_path, **files), "")).slides[0].poll


def test_every_pair_of_a_match_is_an_option_and_the_authors_are_right(tmp_path):
    poll = read(tmp_path, en=asked(MATCHING, "matching"))

    ids = [option.id for option in poll.options]
    assert pairs.rows_of(ids) == ["survey", "trial"]
    assert sorted(pairs.columns_of(ids)) == ["dream", "helped", "many"]
    right = [option.id for option in poll.options if option.is_correct]
    assert right == ["survey--many", "trial--helped"]
    labels = poll.labels(poll.text["en"])
    assert labels["survey--many"] == "Survey: How many"
    assert (labels["trial"], labels["dream"]) == ("Trial", "What parents dream of")


def test_partners_are_shuffled_the_same_way_for_everybody(tmp_path):
    heads = [f"- Row {n} {{#row-{n}}}\n  - [x] Part {n} {{#part-{n}}}" for n in range(1, 8)]
    polls = [read(tmp_path / str(n), en=asked("\n".join(heads), "matching")) for n in range(2)]

    first, second = (pairs.columns_of(option.id for option in poll.options) for poll in polls)
    assert first == second != [f"part-{n}" for n in range(1, 8)]
    assert sorted(first) == [f"part-{n}" for n in range(1, 8)]


def test_items_are_sorted_into_the_groups_above_them(tmp_path):
    poll = read(tmp_path, en=asked(SORTING, "sorting"))

    ids = [option.id for option in poll.options]
    assert pairs.rows_of(ids) == ["bonds", "rules", "calm"]
    assert pairs.columns_of(ids) == ["family", "school"]
    assert [option.id for option in poll.options if option.is_correct] == [
        "bonds--family",
        "rules--family",
        "calm--school",
    ]
    assert poll.text["en"].labels["calm--school"] == "A calm class: School"


def test_a_sorting_opinion_poll_has_no_right_pairs(tmp_path):
    text = asked(OPINION, "sorting", "poll").replace("Why: because.\n\n", "")

    poll = read(tmp_path, en=text)

    assert len(poll.options) == 4
    assert not any(option.is_correct for option in poll.options)


def test_a_translation_has_the_same_pairs_as_the_first_language(tmp_path):
    russian = asked(SORTING.replace("Bonds", "Тепло").replace("Family", "Семья"), "sorting")

    poll = read(tmp_path, en=asked(SORTING, "sorting"), ru=russian)

    assert poll.text["ru"].labels["bonds--family"] == "Тепло: Семья"


@pytest.mark.parametrize(
    ("kind", "before", "after", "message"),
    [
        ("matching", "- Trial {#trial}\n", "", "`#survey` has 2 partners, one is right"),
        ("matching", "[x] How", "[ ] How", "`#survey` has 0 partners, one is right"),
        ("matching", "- Survey {#survey}\n", "", "`#many` stands below nothing"),
        ("matching", "{#helped}", "{#many}", "is already in line"),
        ("matching", "Survey {#survey}", "Survey", "this option has no id"),
        ("matching", "#survey", "#" + "s" * 40, "is longer than 39 characters"),
        ("sorting", "[x] Rules", "[ ] Rules", "`#rules` belongs to no group"),
        ("sorting", "- School {#school}\n", "", "has 1 groups, 2 to 8 fit"),
        ("sorting", "Bonds ", "", "this option has no text"),
    ],
)
def test_lint_reports_faults_in_the_lists(tmp_path, kind, before, after, message):
    text = {"matching": MATCHING, "sorting": SORTING}[kind]
    assert messages(tmp_path, asked(text, kind)) == []
    assert before in text

    remarks = messages(tmp_path, asked(text.replace(before, after), kind))

    assert any(message in text for text in remarks), remarks


def test_lint_limits_a_sorting_question_to_a_phone_screen(tmp_path):
    groups = "\n".join(f"- G {n} {{#g{n}}}" for n in range(8))
    items = "\n".join(f"- [ ] I {n} {{#i{n}}}" for n in range(12))

    remarks = messages(tmp_path, asked(f"{groups}\n{items}", "sorting", "poll"))

    assert any("8 groups and 12 items are more than a phone can show" in text for text in remarks)


def test_lint_refuses_right_answers_in_an_opinion_poll(tmp_path):
    remarks = messages(tmp_path, asked(OPINION.replace("[ ] Set", "[x] Set"), "sorting", "poll"))

    assert "error: an opinion poll has no right answer" in remarks


def test_lint_finds_a_translation_with_another_sorting(tmp_path):
    moved = SORTING.replace("  - [x] Rules {#rules}\n", "") + "\n  - [x] Rules {#rules}"

    remarks = messages(tmp_path, en=asked(SORTING, "sorting"), ru=asked(moved, "sorting"))

    assert "error: in the first language `#rules` belongs elsewhere" in remarks


def test_results_list_chosen_pairs_and_right_pairs():
    counted = [Counted("a--x", 2, False), Counted("a--y", 0, True), Counted("b--x", 0, False)]
    hidden = [Counted("a--x", None, False)]
    plain = [Counted("tea", 0, False)]

    assert [option.key for option in pairs.options_in_result(counted)] == ["a--x", "a--y"]
    assert pairs.options_in_result(hidden) == hidden
    assert pairs.options_in_result(plain) == plain


def test_rows_are_shuffled_and_keep_their_columns():
    options = make_paired_item().options

    orders = {
        tuple(option.id for option in pairs.with_rows_shuffled(options, seed)) for seed in "abcdef"
    }

    assert len(orders) == 2
    for order in orders:
        assert [pairs.parts_of(cell)[1] for cell in order] == list("xyzxyz")
