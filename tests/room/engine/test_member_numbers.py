"""Clients know members by number; no database id is ever sent instead."""

from typing import get_args

import msgspec
import pytest

from webinar import features
from webinar.room.engine.wire import Message
from webinar.room.rooms.models import MemberNumber

features.load("sockets")

NAMES_A_MEMBER = {"member", "holder", "offered", "mutes", "proposer", "facilitator"}


def structs(of=msgspec.Struct):
    for subclass in of.__subclasses__():
        yield subclass
        yield from structs(subclass)


def types_in(kind):
    yield kind
    for part in get_args(kind):
        yield from types_in(part)


def fields_that_name_members():
    """Yield fields in a fixed order, as parallel workers must collect equal lists of tests."""
    for struct in sorted(set(structs()), key=lambda kind: (kind.__module__, kind.__qualname__)):
        if struct.__module__.startswith("webinar.") and not issubclass(struct, Message):
            for field in msgspec.structs.fields(struct):
                is_number = int in types_in(field.type) or MemberNumber in types_in(field.type)
                if field.name in NAMES_A_MEMBER and is_number:
                    yield pytest.param(field, id=f"{struct.__name__}.{field.name}")


@pytest.mark.parametrize("field", list(fields_that_name_members()))
def test_field_naming_a_member_holds_only_a_member_number(field):
    """The type checker then refuses an id."""
    assert MemberNumber in set(types_in(field.type))


def test_fields_naming_members_are_found():
    assert len(list(fields_that_name_members())) >= 15
