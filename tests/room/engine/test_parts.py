"""The rule by which clients apply changes to a part without knowing its feature."""

import msgspec
from msgspec.inspect import ListType, StructType, UnionType, type_info

from webinar.features import FEATURES
from webinar.room.engine.wire import PartChange


def descendants(kind):
    for child in kind.__subclasses__():
        yield child
        yield from descendants(child)


def structs_in(info):
    kinds = info.types if isinstance(info, UnionType) else (info,)
    return [kind for kind in kinds if isinstance(kind, StructType)]


def fields_of(struct):
    return {field.name: type_info(field.type) for field in msgspec.structs.fields(struct)}


def items_without_ids(change):
    """Return the parts that this change may set whose `items` are not told apart by an `id`."""
    states = structs_in(fields_of(change)["set"]) if "set" in fields_of(change) else []
    lists = [
        kind
        for state in states
        for name, info in fields_of(state.cls).items()
        if name == "items"
        for kind in (info.types if isinstance(info, UnionType) else (info,))
        if isinstance(kind, ListType)
    ]
    return [
        item.cls.__name__
        for each in lists
        for item in structs_in(each.item_type)
        if "id" not in fields_of(item.cls)
    ]


def test_items_of_parts_have_ids_because_clients_put_and_remove_them_by_id():
    assert FEATURES
    changes = [kind for kind in descendants(PartChange) if hasattr(kind, "name")]
    with_states = [kind for kind in changes if "set" in fields_of(kind)]
    assert len(with_states) > 20
    assert {kind.name: found for kind in with_states if (found := items_without_ids(kind))} == {}
