"""The hooks of cohorts, as `webinar/hooks.py` describes them."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from webinar.hooks import Feature
from webinar.page_places import DeskPage, Place, SessionPage, Standing, Tab
from webinar.people.accounts.access import ORGANISERS
from webinar.room.cohorts.actions import forget_drafts
from webinar.room.cohorts.automatic_letters import send_letters
from webinar.room.cohorts.card_codes import begin_address
from webinar.room.cohorts.errands import guests_to_match
from webinar.room.cohorts.models import Invited
from webinar.room.cohorts.new_session import cohorts_context, invite_typed_cohort
from webinar.room.cohorts.preparing import invitation_prepared
from webinar.room.cohorts.queries import shared_rooms, takes_guests

FEATURE = Feature(
    name="cohorts",
    preparations=invitation_prepared,
    errands=guests_to_match,
    new_page=cohorts_context,
    after_made=invite_typed_cohort,
    copies_expected=(Invited,),
    shares={"rooms": shared_rooms},
    takes_guests=takes_guests,
    long_job=send_letters,
    begin_address=begin_address,
    forgets=(forget_drafts,),
    desk_pages=(
        DeskPage(
            place=Place.PEOPLE,
            rank=10,
            endpoint="cohorts.home",
            title=_l("Cohorts"),
            roles=ORGANISERS,
            within=("cohorts.",),
        ),
    ),
    session_pages=(
        SessionPage(
            tab=Tab.PEOPLE,
            rank=10,
            endpoint="cohorts.of_room.people",
            needs=Standing.PLANNER,
            within=("cohorts.of_room.",),
        ),
    ),
)
