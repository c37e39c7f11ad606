"""A rehearsal invents its people from a seed."""

from collections import Counter

import pytest

from webinar.operate.rehearsal.people import cohort


def test_the_same_seed_gives_the_same_people():
    assert cohort(30, ["ru", "kk", "en"], 7) == cohort(30, ["ru", "kk", "en"], 7)


def test_another_seed_gives_other_people():
    assert cohort(30, ["ru", "kk", "en"], 7) != cohort(30, ["ru", "kk", "en"], 8)


def test_languages_have_equally_many_speakers():
    speakers = Counter(person.language for person in cohort(30, ["ru", "kk", "en"], 7))

    assert speakers == {"ru": 10, "kk": 10, "en": 10}


@pytest.mark.parametrize("count", [1, 3, 30, 200])
def test_names_are_unique_within_a_language(count):
    people = cohort(count, ["ru", "kk", "en", "prs"], 7)

    assert len({(person.language, person.name) for person in people}) == count


@pytest.mark.parametrize("seed", range(20))
def test_few_people_propose_a_step_and_each_a_different_one(seed):
    proposals = [
        person.proposes for person in cohort(30, ["ru", "kk", "en"], seed) if person.proposes
    ]

    assert 2 <= len(proposals) <= 4
    assert len(set(proposals)) == len(proposals)


@pytest.mark.parametrize("seed", range(20))
def test_some_people_lose_their_link(seed):
    assert sum(person.drops_link for person in cohort(30, ["ru"], seed)) == 3


def test_single_person_keeps_the_link():
    assert not any(person.drops_link for person in cohort(1, ["ru"], 7))


def test_most_react_and_few_raise_a_hand_and_lower_it():
    people = cohort(30, ["ru", "kk", "en"], 7)

    names = Counter(name for person in people for _, name, _ in person.signals)

    assert names["reaction.send"] > names["pace.signal"] > 0
    assert 0 < names["hand.raise"] == names["hand.lower"] < 10
