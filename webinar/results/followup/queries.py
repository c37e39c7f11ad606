"""Reading personal links, reports and files. Writes nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, aliased

from webinar.kit.text import in_order
from webinar.kit.tokens import token_hash
from webinar.learn.identity.keys import number_key
from webinar.live.steps.models import Step, StepOwner, StepState
from webinar.live.steps.moves import FOLLOWED
from webinar.results.followup.models import FollowLink, StepFile, StepReport
from webinar.room.rooms.models import Member, Room


class Holder(NamedTuple):
    """A valid link, its session, and its member; `member` is None if the link is for a role."""

    link: FollowLink
    room: Room
    member: Member | None


class OwnedStep(NamedTuple):
    """A step, and the ownership of it by the holder of a link."""

    step: Step
    owner: StepOwner


class RecordedReport(NamedTuple):
    """A report, the name of the host who recorded it (empty for an owner's own), and its files."""

    row: StepReport
    host: str
    files: Sequence[StepFile]


def find_holder(db: Session, token: str) -> Holder | None:
    """Return the holder of a link; None if it is unknown or revoked, or its member was removed."""
    row = db.execute(
        select(FollowLink, Room, Member)
        .join(Room, Room.id == FollowLink.room_id)
        .outerjoin(Member, Member.id == FollowLink.member_id)
        .where(FollowLink.token_hash == token_hash(token), FollowLink.revoked_at.is_(None))
    ).one_or_none()
    if row is None:
        return None
    link, room, member = row
    if member is not None and member.removed_at is not None:
        return None
    return Holder(link, room, member)


def owned_steps(db: Session, link: FollowLink) -> list[OwnedStep]:
    """Return the agreed steps of this link's holder, by number."""
    rows = db.execute(
        select(Step, StepOwner)
        .join(StepOwner, StepOwner.step_id == Step.id)
        .where(Step.room_id == link.room_id, Step.state.in_(FOLLOWED), is_owned_through(link))
        .order_by(Step.number)
    )
    return [OwnedStep(step, owner) for step, owner in rows]


def is_owned_through(link: FollowLink) -> ColumnElement[bool]:
    """Return a condition for the step owners whose link this is.

    If a member holds a role, the step belongs to the member's link rather than the role's.
    """
    if link.member_id is not None:
        return StepOwner.member_id == link.member_id
    return and_(StepOwner.member_id.is_(None), StepOwner.role == link.role)


def find_owned_step(db: Session, link: FollowLink, number: int) -> OwnedStep | None:
    """Return one of the holder's steps; None if the step is not theirs."""
    return next((owned for owned in owned_steps(db, link) if owned.step.number == number), None)


def followed_steps(db: Session, room: Room) -> Sequence[Step]:
    """Return all agreed steps of a session, by number."""
    statement = select(Step).where(Step.room_id == room.id, Step.state.in_(FOLLOWED))
    return db.scalars(statement.order_by(Step.number)).all()


def links_of(db: Session, room: Room) -> Sequence[FollowLink]:
    """Return the session's valid links."""
    statement = select(FollowLink).filter_by(room_id=room.id, revoked_at=None)
    return db.scalars(statement.order_by(FollowLink.id)).all()


def find_link(db: Session, room: Room, link_id: int) -> FollowLink | None:
    return db.scalar(select(FollowLink).filter_by(id=link_id, room_id=room.id, revoked_at=None))


class OwnerWithSteps(NamedTuple):
    """A member or a role that owns agreed steps or was asked to; `steps` are the steps' numbers."""

    member: Member | None
    role: str
    steps: tuple[int, ...]

    @property
    def key(self) -> str:
        """The name of the owner in forms and addresses."""
        return f"r{self.role}" if self.member is None else number_key(self.member.number)

    @property
    def name(self) -> str:
        return self.role if self.member is None else self.member.name


def owners_of(db: Session, room: Room) -> list[OwnerWithSteps]:
    """Return all owners of agreed steps, by name, including owners who were asked.

    Owners who declined all their steps are left out.
    """
    rows = db.execute(
        select(Step.number, StepOwner, Member)
        .join(StepOwner, StepOwner.step_id == Step.id)
        .outerjoin(Member, Member.id == StepOwner.member_id)
        .where(Step.room_id == room.id, Step.state.in_(FOLLOWED), StepOwner.state != "declined")
        .order_by(Step.number)
    )
    steps_by_owner: dict[tuple[int | None, str], tuple[Member | None, list[int]]] = {}
    for number, owner, member in rows:
        key = (owner.member_id, "" if member is not None else owner.role)
        steps_by_owner.setdefault(key, (member, []))[1].append(number)
    owners = [
        OwnerWithSteps(member, role, tuple(numbers))
        for (_, role), (member, numbers) in steps_by_owner.items()
    ]
    return sorted(owners, key=lambda owner: (in_order(owner.name), owner.key))


def reports_of(db: Session, steps: Collection[Step]) -> dict[int, list[RecordedReport]]:
    """Return the reports on these steps, the oldest first, by step id."""
    reports_by_step: dict[int, list[RecordedReport]] = {step.id: [] for step in steps}
    files: dict[tuple[int, int], list[StepFile]] = {}
    for file in db.scalars(
        select(StepFile).where(StepFile.step_id.in_(reports_by_step)).order_by(StepFile.number)
    ):
        files.setdefault((file.step_id, file.report), []).append(file)
    host = aliased(Member)
    rows = db.execute(
        select(StepReport, host.name)
        .outerjoin(host, host.id == StepReport.member_id)
        .where(StepReport.step_id.in_(reports_by_step))
        .order_by(StepReport.step_id, StepReport.number)
    )
    for row, name in rows:
        reports_by_step[row.step_id].append(
            RecordedReport(row, name or "", files.get((row.step_id, row.number), []))
        )
    return reports_by_step


def report_by_key(db: Session, step: Step, key: str) -> StepReport | None:
    return db.scalar(select(StepReport).filter_by(step_id=step.id, key=key))


def count_reports(db: Session, step: Step) -> int:
    return db.scalar(select(func.max(StepReport.number)).filter_by(step_id=step.id)) or 0


def count_files(db: Session, step: Step) -> int:
    return db.scalar(select(func.count()).select_from(StepFile).filter_by(step_id=step.id)) or 0


def stored_bytes(db: Session, room: Room) -> int:
    """Return the total size of a session's files in bytes."""
    statement = select(func.sum(StepFile.size)).join(Step, Step.id == StepFile.step_id)
    return db.scalar(statement.where(Step.room_id == room.id)) or 0


def find_file(db: Session, step: Step, number: int) -> StepFile | None:
    return db.scalar(select(StepFile).filter_by(step_id=step.id, number=number))


def find_followed_step(db: Session, room: Room, number: int) -> Step | None:
    """Return an agreed step of this session by its number; None if no agreed step has it."""
    step = db.scalar(select(Step).filter_by(room_id=room.id, number=number))
    return step if step is not None and StepState(step.state) in FOLLOWED else None
