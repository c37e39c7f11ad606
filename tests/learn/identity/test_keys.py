"""An identity as a value and as a key, and the key made of a member's number."""

import pytest

from webinar.learn.identity.keys import Identity, number_key

KEYS = {
    "p5": Identity("person", 5),
    "m7": Identity("member", 7),
    "l9": Identity("learner", 9),
}


@pytest.mark.parametrize(("key", "identity"), KEYS.items())
def test_an_identity_survives_a_round_trip_through_its_key(key, identity):
    assert identity.key == key
    assert Identity.parse(key) == identity


@pytest.mark.parametrize(
    "key", ["", "p", "5", "x5", "p-5", "p 5", "pp5", "P5", "p5.", "p9999999999"]
)
def test_other_strings_are_not_keys(key):
    assert Identity.parse(key) is None


@pytest.mark.parametrize(
    ("ids", "key"),
    [
        ((5, 7, 9), "p5"),
        ((5, None, 9), "p5"),
        ((None, 7, 9), "m7"),
        ((None, None, 9), "l9"),
        ((5,), "p5"),
        ((None, 7), "m7"),
    ],
)
def test_a_person_comes_before_a_member_and_a_member_before_a_learner(ids, key):
    assert Identity.of(*ids).key == key


def test_an_identity_needs_an_id():
    with pytest.raises(ValueError, match="needs an id"):
        Identity.of(None, None, None)


@pytest.mark.parametrize("identity", KEYS.values())
def test_each_kind_of_identity_has_its_own_column(identity):
    columns = (identity.person_id, identity.member_id, identity.learner_id)

    assert sorted(column is None for column in columns) == [False, True, True]
    assert Identity.of(*columns) == identity


def test_number_key_is_made_of_a_members_number():
    assert number_key(3) == "m3"
