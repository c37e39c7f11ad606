"""All tables, imported so that relationships between features resolve, and their metadata."""

from webinar.accounts import models as accounts
from webinar.attendance import models as attendance
from webinar.db import Base
from webinar.live import models as live
from webinar.polls import models as polls
from webinar.rooms import models as rooms
from webinar.slides import models as slides
from webinar.steps import models as steps

__all__ = ["accounts", "attendance", "live", "metadata", "polls", "rooms", "slides", "steps"]

metadata = Base.metadata
