"""Any mix of people is dealt into groups by chance, language, unit or hand."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from webinar.live.groups.dealing import Candidate, deal, latecomer_group
from webinar.live.groups.models import Split

LANGUAGES = st.sampled_from(["kk", "ru", "en", "prs"])
PEOPLE = st.lists(LANGUAGES, min_size=2, max_size=60).map(
    lambda languages: [Candidate(number, language) for number, language in enumerate(languages, 1)]
)
SIZES = st.integers(2, 12)
SEEDS = st.integers(0, 2**31 - 1)


def ids(groups):
    return sorted(member_id for group in groups for member_id in group)


@given(PEOPLE, SIZES, SEEDS, st.sampled_from([Split.RANDOM, Split.LANGUAGE]))
def test_everybody_is_in_exactly_one_group_and_not_alone(people, size, seed, split):
    groups = deal(people, split, size, seed)

    assert ids(groups) == [person.member_id for person in people]
    assert all(len(group) > 1 for group in groups)


@given(PEOPLE, SIZES, SEEDS)
def test_random_groups_differ_in_size_by_at_most_one(people, size, seed):
    sizes = [len(group) for group in deal(people, Split.RANDOM, size, seed)]

    assert max(sizes) - min(sizes) <= 1
    assert max(sizes) <= max(3, size + 1)


@given(PEOPLE, SIZES, SEEDS)
def test_language_groups_share_one_language_except_for_lone_speakers(people, size, seed):
    speaks = {person.member_id: person.language for person in people}
    counts = Counter(speaks.values())
    shared = {language for language, count in counts.items() if count > 1}

    groups = deal(people, Split.LANGUAGE, size, seed)

    for group in groups if shared else []:
        assert len({speaks[member_id] for member_id in group if speaks[member_id] in shared}) == 1
    for language in shared:
        sizes = [sum(speaks[member_id] == language for member_id in group) for group in groups]
        assert max(sizes) - min(size for size in sizes if size) <= 1


@given(PEOPLE, SIZES, SEEDS)
def test_same_seed_deals_the_same_groups(people, size, seed):
    assert deal(people, Split.RANDOM, size, seed) == deal(people, Split.RANDOM, size, seed)


def test_thirty_people_make_six_groups_of_five_that_vary_with_the_seed():
    people = [Candidate(number, "kk") for number in range(30)]

    first, second = deal(people, Split.RANDOM, 5, 1), deal(people, Split.RANDOM, 5, 2)

    assert [len(group) for group in first] == [5] * 6
    assert first != second


def test_seven_people_in_fives_make_two_groups():
    people = [Candidate(number, "kk") for number in range(7)]

    assert [len(group) for group in deal(people, Split.RANDOM, 5, 1)] == [4, 3]


def test_groups_dealt_by_hand_start_empty():
    people = [Candidate(number, "kk") for number in range(12)]

    assert deal(people, Split.HAND, 6, 1) == [[], []]


def test_late_joiner_gets_the_smallest_group_with_their_language():
    sizes = {1: 5, 2: 4, 3: 6}

    assert latecomer_group(sizes, {1: 2, 3: 1}) == 1
    assert latecomer_group(sizes, {}) == 2


def test_unit_groups_ignore_language():
    units = ["A", "B", "A", "B", "A", "B", "A"]
    people = [
        Candidate(number, "kk" if number % 3 else "ru", unit) for number, unit in enumerate(units)
    ]

    groups = deal(people, Split.UNIT, 4, 1)

    assert sorted(sorted(group) for group in groups) == [[0, 2, 4, 6], [1, 3, 5]]


def test_unit_groups_keep_people_without_a_roster_together():
    people = [Candidate(number, "kk", "A" if number < 3 else "") for number in range(6)]

    groups = deal(people, Split.UNIT, 3, 1)

    assert sorted(sorted(group) for group in groups) == [[0, 1, 2], [3, 4, 5]]
