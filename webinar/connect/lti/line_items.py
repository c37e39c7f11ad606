"""Finds or makes our own line items, once for each place, for platforms that name none.

Assignments and grades 2.0 (1EdTech). The course, the place that leads into it, and a tag mark a
line item as ours. We look for our line item before we make one, so that a lost answer makes no
second column.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pylti1p3.assignments_grades import AssignmentsGradesService
from pylti1p3.exception import LtiException
from pylti1p3.lineitem import LineItem
from sqlalchemy import or_, update
from sqlalchemy.orm import Session

from config import Settings
from webinar.connect.lti import keys, platform_requests, score_outbox
from webinar.connect.lti.addresses import is_among, origins_of
from webinar.connect.lti.claims import LINE_ITEM
from webinar.connect.lti.models import LtiLink, LtiPlatform
from webinar.connect.lti.queries import Parcel
from webinar.connect.lti.scores import MAXIMUM
from webinar.connect.lti.tool_config import PlatformRegistration
from webinar.kit import clock
from webinar.kit.db import Database

log = logging.getLogger(__name__)

TAG = "webinar-score"
MOST_PAGES = 10
# Longer than all requests for one line item can take, even if the platform is slow.
MAKING_LASTS = timedelta(minutes=5)


class Item(NamedTuple):
    """The address for scores; if it is empty, `failure` gives the reason."""

    url: str
    failure: str


def open_item(db: Database, settings: Settings, parcel: Parcel) -> Item | None:
    """Find or make the line item of the parcel's link; None if another process is making it."""
    until = clock.now() + MAKING_LASTS
    if not db.write(partial(_begin, parcel, until)):
        return None
    item = _find_or_make(parcel, settings)
    db.write(partial(_keep, parcel, until, item))
    return item


def is_there(parcel: Parcel, url: str, settings: Settings) -> bool:
    """Whether the column exists; a score may also find nothing because its learner is gone."""
    try:
        grades_service(parcel.platform, settings, LINE_ITEM).get_lineitem(url)
    except (*platform_requests.FAILURES, AttributeError) as error:
        return not platform_requests.is_missing(error, parcel.platform.token_url)
    return True


def forget_item(db: Session, link_id: int, url: str) -> None:
    """Forget our line item, which is gone from the grade book; the next score makes another."""
    conditions = (LtiLink.id == link_id, LtiLink.own_item == url)
    db.execute(update(LtiLink).where(*conditions).values(own_item=""))


def grades_service(
    platform: LtiPlatform, settings: Settings, scope: str, **places: str
) -> AssignmentsGradesService:
    """Return the library's service, limited to registered hosts.

    `places`: `lineitem` or `lineitems`.
    """
    registered = PlatformRegistration(platform, keys.signing_key(settings))
    insecure = not settings.production
    connector = platform_requests.connector(registered, origins_of(platform), insecure=insecure)
    data: Any = {"scope": [scope], **places}
    return AssignmentsGradesService(connector, data)


def _begin(parcel: Parcel, until: datetime, db: Session) -> bool:
    """Whether this caller makes the line item: only one of simultaneous callers does."""
    result = db.execute(
        update(LtiLink)
        .where(
            LtiLink.id == parcel.link_id,
            LtiLink.line_items == parcel.line_items,
            LtiLink.own_item == "",
            or_(LtiLink.making_until.is_(None), LtiLink.making_until <= clock.now()),
        )
        .values(making_until=until)
    )
    return bool(getattr(result, "rowcount", 0))


def _keep(parcel: Parcel, until: datetime, item: Item, db: Session) -> None:
    """Store the line item, unless the link leads elsewhere by now.

    A new column gets the scores of the previous one.
    """
    result = db.execute(
        update(LtiLink)
        .where(LtiLink.id == parcel.link_id, LtiLink.making_until == until)
        .values(own_item=item.url, making_until=None)
    )
    if getattr(result, "rowcount", 0) and item.url:
        score_outbox.send_again(db, parcel.link_id, clock.now())


def _find_or_make(parcel: Parcel, settings: Settings) -> Item:
    origins, insecure = origins_of(parcel.platform), not settings.production
    if not is_among(parcel.line_items, origins, insecure=insecure):
        return Item("", "elsewhere")
    try:
        service = grades_service(parcel.platform, settings, LINE_ITEM, lineitems=parcel.line_items)
        url: Any = (
            _find(service, parcel) or service.create_lineitem(_new_line_item(parcel)).get_id()
        )
    except platform_requests.FAILURES as error:
        failure = platform_requests.failure_of(error)
        log.warning("platform %d gave no line item: %s", parcel.platform.id, failure)
        # For a score, "known" means success; here, it means that another line item blocks ours.
        return Item("", "refused" if failure == "known" else failure)
    if not isinstance(url, str) or not is_among(url, origins, insecure=insecure):
        return Item("", "elsewhere")
    return Item(url, "")


def _find(service: AssignmentsGradesService, parcel: Parcel) -> object:
    page: str | None = _filter_address(parcel)
    for _number in range(MOST_PAGES):
        items, page = service.get_lineitems_page(page)
        for item in items:
            if isinstance(item, dict) and _marks(parcel).items() <= item.items():
                return item.get("id")
        if page is None:
            return None
    # Our line item may be on a page that was not read: making another would duplicate it.
    raise LtiException("line items without an end")


def _filter_address(parcel: Parcel) -> str:
    """Return the address that lists only our line item.

    A course may have hundreds of line items, and platforms have to filter them.
    """
    parts = urlsplit(parcel.line_items)
    parameters = [*parse_qsl(parts.query, keep_blank_values=True)]
    parameters += [("resource_link_id", parcel.resource), ("tag", TAG)]
    return urlunsplit(parts._replace(query=urlencode(parameters)))


def _marks(parcel: Parcel) -> dict[str, str]:
    return {"resourceId": parcel.course, "resourceLinkId": parcel.resource, "tag": TAG}


def _new_line_item(parcel: Parcel) -> LineItem:
    item = LineItem().set_label(parcel.title).set_score_maximum(MAXIMUM).set_tag(TAG)
    return item.set_resource_id(parcel.course).set_resource_link_id(parcel.resource)
