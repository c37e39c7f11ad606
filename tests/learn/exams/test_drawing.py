"""The questions that an attempt asks, and the order of their options: the same on every device."""

import msgspec

from tests.factories import make_poll_item
from tests.learn.exams.making import POST, make_tested
from webinar.content.lessons.poll_kinds import PollKind
from webinar.learn.exams.drawing import draw, shuffled_options, variants_of
from webinar.live.assessment.plan import find_pair

MODULE = make_tested()
TEST = find_pair(MODULE, POST)[1]
FIRST, VARIANT, SECOND = "post-test--q1", "post-test--q1b", "post-test--q2"


def drawn(seed, **fields):
    return draw(MODULE, TEST, seed, **({"draws": True} | fields))


def test_the_same_seed_draws_the_same_questions():
    assert drawn("a seed") == drawn("a seed")
    assert {tuple(drawn(str(seed))) for seed in range(20)} == {(FIRST, SECOND), (VARIANT, SECOND)}


def test_questions_asked_before_are_drawn_last():
    for seed in range(20):
        assert drawn(str(seed), before=[FIRST])[0] == VARIANT
        assert drawn(str(seed), before=[FIRST, VARIANT, VARIANT])[0] == FIRST


def test_an_attempt_without_drawing_asks_the_originals():
    assert {tuple(drawn(str(seed), draws=False)) for seed in range(20)} == {(FIRST, SECOND)}


def test_a_variant_has_the_name_of_its_question():
    [variant] = variants_of(MODULE, TEST.items[0])

    assert (variant.key, variant.name) == (VARIANT, "q1")


def test_a_variant_that_no_test_can_ask_is_not_drawn():
    [first, *others] = [slide for slide in MODULE.bank if slide.id == VARIANT]
    for poll in (
        msgspec.structs.replace(first.poll, is_anonymous=True),
        msgspec.structs.replace(first.poll, kind=PollKind.NUMERIC),
        msgspec.structs.replace(first.poll, is_quiz=False),
        None,
    ):
        bank = [msgspec.structs.replace(first, poll=poll), *others]
        module = msgspec.structs.replace(MODULE, bank=bank)
        assert variants_of(module, TEST.items[0]) == []


def test_each_attempt_has_its_own_order_of_options():
    poll = make_poll_item()

    def order(seed):
        return "".join(option.id for option in shuffled_options(poll, seed, FIRST))

    assert order("a seed") == order("a seed")
    assert len({order(str(seed)) for seed in range(30)}) == 6


def test_points_of_a_scale_are_not_shuffled():
    scale = make_poll_item(kind="scale", is_quiz=False)

    assert {tuple(shuffled_options(scale, str(seed), "x")) for seed in range(9)} == {
        tuple(scale.options)
    }
