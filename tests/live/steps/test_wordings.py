"""Several people word and translate a step in versions, and no words are lost."""

import pytest

from tests.live.steps.seeing import answer, bodies_heard, propose, put, step_shown_to
from tests.room.engine.test_queue import at_once


def test_new_wording_is_a_version_and_history_names_its_author(rig, scene):
    propose(rig, scene, "Кездесу")

    assert rig.do(scene.host, "step.amend", step=1, text="Meet weekly", language="en", base=1)["ok"]

    step = step_shown_to(rig, scene.ada)
    assert (step["text"], step["language"], step["version"]) == ("Meet weekly", "en", 2)
    wordings = rig.ask(scene.bek, "step.history", step=1)["wordings"]
    assert [(wording["text"], wording["by"], wording["version"]) for wording in wordings] == [
        ("Кездесу", "Ada", 1),
        ("Meet weekly", "Grace", 2),
    ]


def test_only_the_author_may_reword_a_step_and_only_until_it_is_put(rig, scene):
    propose(rig, scene, "Meet")
    words = {"step": 1, "language": "kk"}

    assert rig.do(scene.bek, "step.amend", **words, text="Mine", base=1)["code"] == "not_allowed"
    assert rig.do(scene.ada, "step.amend", **words, text="Meet soon", base=1)["ok"]
    rig.do(scene.host, "step.put", step=1)
    assert rig.do(scene.ada, "step.amend", **words, text="Later", base=2)["code"] == "not_allowed"


def test_translation_is_added_beside_the_original_and_answers_stay(rig, scene):
    put(rig, scene, "Кездесу")
    answer(rig, scene.ada)

    rig.do(scene.host, "step.translate", step=1, text="Meet", language="en", base=1)

    step = step_shown_to(rig, scene.ada)
    assert (step["text"], step["texts"], step["revisions"]) == (
        "Кездесу",
        {"en": "Meet"},
        {"kk": 1, "en": 2},
    )
    assert step["mine"]["answer"] == "agree"


def test_rewording_discards_translations_and_answers(rig, scene):
    """Planted fault: answers to the first wording were counted for the second."""
    put(rig, scene, "Кездесу")
    rig.do(scene.host, "step.translate", step=1, text="Meet", language="en", base=1)
    answer(rig, scene.ada)

    rig.do(scene.host, "step.amend", step=1, text="Апта сайын кездесу", language="kk", base=1)

    step = step_shown_to(rig, scene.ada)
    assert (step["state"], step["ballot"], step["texts"], step["mine"]) == ("put", 2, {}, None)
    assert sum(step["counts"].values()) == 0
    assert bodies_heard(rig, scene.ada, "step.put")[-1]["ballot"] == 2
    assert answer(rig, scene.bek, ballot=1)["code"] == "step_reworded"
    assert answer(rig, scene.bek, ballot=2)["ok"]


@pytest.mark.parametrize("command", ["step.amend", "step.translate"])
def test_one_of_several_simultaneous_wordings_wins_and_others_are_refused(rig, scene, command):
    propose(rig, scene, "Кездесу")
    language = "kk" if command == "step.amend" else "en"

    def word(number):
        words = {"text": f"Wording {number}", "language": language, "base": 1}
        return rig.do(scene.host, command, step=1, **words)

    answers = at_once(word, range(16))

    assert sum(answer["ok"] for answer in answers) == 1
    assert {answer["code"] for answer in answers if not answer["ok"]} == {"step_changed"}
    assert len(rig.ask(scene.host, "step.history", step=1)["wordings"]) == 2


def test_translation_of_an_earlier_wording_is_refused(rig, scene):
    """Planted fault: a translation of the earlier wording was stored beside the new wording."""
    propose(rig, scene, "Кездесу")
    rig.do(scene.host, "step.amend", step=1, text="Апта сайын", language="kk", base=1)

    refused = rig.do(scene.host, "step.translate", step=1, text="Meet", language="en", base=1)

    assert refused["code"] == "step_changed"
    assert step_shown_to(rig, scene.ada)["texts"] == {}


def test_translation_into_the_original_language_is_refused(rig, scene):
    propose(rig, scene, "Кездесу")
    words = {"text": "Meet", "language": "kk", "base": 1}

    assert rig.do(scene.host, "step.translate", step=1, **words)["code"] == "same_language"


def test_decided_step_can_be_translated_but_not_reworded(rig, scene):
    put(rig, scene)
    answer(rig, scene.ada)
    rig.do(scene.host, "step.close", step=1)
    words = {"step": 1, "text": "Встреча", "base": 1}

    assert rig.do(scene.host, "step.amend", **words, language="kk")["code"] == "step_decided"
    assert rig.do(scene.host, "step.translate", **words, language="ru")["ok"]
