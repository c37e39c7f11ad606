"""The kinds of questions: their checks, storage, counts and words, one module per kind.

`lessons.poll_kinds` names the kinds for authors and for the wire. Here each kind has a module of
that name, with its object as `KIND`. Code elsewhere does not compare kinds where it can call the
object, or ask for a property of the name.
"""

from importlib import import_module

from webinar.content.lessons.poll_kinds import PollKind
from webinar.live.polls.kinds.base import Kind
from webinar.live.polls.kinds.open import OpenKind
from webinar.live.polls.kinds.options import OptionKind


def _open_part(kind: Kind) -> OpenKind | None:
    if isinstance(kind, OptionKind):
        return kind.reason
    return kind if isinstance(kind, OpenKind) else None


KINDS: dict[PollKind, Kind] = {kind: import_module(f"{__name__}.{kind}").KIND for kind in PollKind}
# Each names how a part of an answer is stored: chosen options, and what is not an option. A kind
# with a reason is in both.
OPTION_KINDS = {name: kind for name, kind in KINDS.items() if isinstance(kind, OptionKind)}
OPEN_KINDS: dict[PollKind, OpenKind] = {
    name: part for name, kind in KINDS.items() if (part := _open_part(kind)) is not None
}
