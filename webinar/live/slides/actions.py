"""Moves the session to another slide or item, and hides slides. No Flask, no commit."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec import UNSET, UnsetType
from sqlalchemy import delete, insert

from webinar.content.editions.content import module_in
from webinar.content.lessons.model import Slide
from webinar.kit.errors import Refused
from webinar.live.marker import actions as marker
from webinar.live.slides import wire
from webinar.live.slides.models import HiddenSlide
from webinar.live.slides.queries import hidden_slides
from webinar.live.stage import actions as stage
from webinar.room.engine.cache import Person
from webinar.room.engine.change import Change
from webinar.room.floor import actions as floor
from webinar.room.rooms.models import Member, RoomState


def move(change: Change, member: Person, slide: int, revealed: int | UnsetType = UNSET) -> None:
    """Put everybody on this slide, hidden or not, with its first `revealed` items, or with all.

    A number of items that the slide does not have means all of them: a client of an older deck may
    count others. Refused: `unknown_slide`, `floor_elsewhere`.
    """
    floor.check(change.room, member)
    deck = _slides(change)
    _check(deck, [slide])
    _go(change, member, deck, slide, revealed)


def hide(change: Change, member: Person | None, slides: Collection[int]) -> None:
    """Hide these slides until the session ends or somebody shows them again.

    The slide that everybody sees stays until the presenter moves on. Hosts who hide and show at the
    same time differ only about the slides that both name: there the later command counts. On the
    desk the organiser does it without a seat: `member` is None. Refused: `unknown_slide`.
    """
    _check(_slides(change), slides)
    shown = set(slides) - hidden_slides(change.db, change.room)
    if shown:
        rows = [{"room_id": change.room.id, "slide": slide} for slide in sorted(shown)]
        change.db.execute(insert(HiddenSlide), rows)
        _tell(change, member, "slide.hidden", shown)


def unhide(change: Change, member: Person | None, slides: Collection[int]) -> None:
    """Show these slides again. Refused: `unknown_slide`."""
    _check(_slides(change), slides)
    hidden = set(slides) & hidden_slides(change.db, change.room)
    if hidden:
        rows = delete(HiddenSlide).where(
            HiddenSlide.room_id == change.room.id, HiddenSlide.slide.in_(hidden)
        )
        change.db.execute(rows.execution_options(synchronize_session=False))
        _tell(change, member, "slide.unhidden", hidden)


def choose_parts(change: Change, shown: Collection[str]) -> None:
    """Hide the parts of the programme whose ids are not among `shown`.

    A part among them that was hidden as a whole is shown again; one of which only some slides are
    hidden stays as it is. Refused: `room_ended`.
    """
    if change.room.state is RoomState.ENDED:
        raise Refused("room_ended")
    hidden = hidden_slides(change.db, change.room)
    for part in module_in(change.db, change.room).all_parts():
        if part.id not in shown:
            hide(change, None, part.numbers)
        elif hidden.issuperset(part.numbers):
            unhide(change, None, part.numbers)


def begin(change: Change, member: Member) -> None:
    """Begin the session with a slide that is shown: the next one, or the last if there is none."""
    hidden = hidden_slides(change.db, change.room)
    if change.room.slide not in hidden:
        return
    deck = _slides(change)
    shown = [slide for slide in range(len(deck)) if slide not in hidden]
    if shown:
        later = (slide for slide in shown if slide > change.room.slide)
        _go(change, member, deck, next(later, shown[-1]), revealed=0)


def _go(
    change: Change,
    member: Member | Person,
    deck: Sequence[Slide],
    slide: int,
    revealed: int | UnsetType = UNSET,
) -> None:
    room, target = change.room, deck[slide]
    items = target.reveals
    shown = items if isinstance(revealed, UnsetType) else min(revealed, items)
    is_revealed = slide == room.slide and shown != room.revealed
    if slide != room.slide:
        marker.clear(change)
    room.slide, room.revealed = slide, shown
    # First, before hosts are told whose hand it was.
    change.announce(wire.SlideMoved(slide=slide, revealed=shown if items else UNSET))
    if is_revealed:
        # The time on a slide, chapters and reports know only moves from slide to slide.
        change.record("slide.revealed", member, slide=slide, revealed=shown)
    else:
        change.record("slide.moved", member, slide=slide, id=target.id)
    stage.clear(change, member)


def _check(deck: Sequence[Slide], slides: Collection[int]) -> None:
    if not all(0 <= slide < len(deck) for slide in slides):
        raise Refused("unknown_slide")


def _slides(change: Change) -> list[Slide]:
    """Return the session's slides. The module is kept, because reading it needs the ORM."""
    edition_id = change.room.edition_id
    modules = change.cache_entry.look_up(
        "module", [edition_id], lambda _: {edition_id: module_in(change.db, change.room)}
    )
    return modules[edition_id].slides


def _tell(change: Change, member: Person | None, kind: str, slides: Collection[int]) -> None:
    change.record(kind, member, slides=sorted(slides))
    hidden = hidden_slides(change.db, change.room)
    change.announce(wire.SlidesHidden(set=wire.HiddenView(slides=sorted(hidden))))
