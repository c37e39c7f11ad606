"""The words of xAPI that we use: verbs and kinds of activities by their published addresses.

Verbs and activities are ADL's (http://adlnet.gov/expapi) and those of the Tin Can registry.
"""

from __future__ import annotations

from typing import Any, NamedTuple

VERSION = "1.0.3"
_ADL = "http://adlnet.gov/expapi/verbs"
_TYPES = "http://adlnet.gov/expapi/activities"


class Verb(NamedTuple):
    """A verb: `id` is its address, and `display` has its names by language."""

    id: str
    display: dict[str, str]

    def wire(self) -> dict[str, Any]:
        return {"id": self.id, "display": self.display}


INITIALIZED = Verb(f"{_ADL}/initialized", {"en": "initialized", "ru": "начал(а)", "kk": "бастады"})
EXPERIENCED = Verb(
    f"{_ADL}/experienced", {"en": "experienced", "ru": "изучил(а)", "kk": "оқып шықты"}
)
ANSWERED = Verb(f"{_ADL}/answered", {"en": "answered", "ru": "ответил(а)", "kk": "жауап берді"})
PASSED = Verb(f"{_ADL}/passed", {"en": "passed", "ru": "сдал(а)", "kk": "тапсырды"})
FAILED = Verb(f"{_ADL}/failed", {"en": "failed", "ru": "не сдал(а)", "kk": "тапсыра алмады"})
SCORED = Verb(f"{_ADL}/scored", {"en": "scored", "ru": "набрал(а)", "kk": "жинады"})
COMPLETED = Verb(f"{_ADL}/completed", {"en": "completed", "ru": "завершил(а)", "kk": "аяқтады"})
ATTENDED = Verb(f"{_ADL}/attended", {"en": "attended", "ru": "присутствовал(а)", "kk": "қатысты"})
EARNED = Verb(
    "http://id.tincanapi.com/verb/earned", {"en": "earned", "ru": "получил(а)", "kk": "алды"}
)
VOIDED = Verb(f"{_ADL}/voided", {"en": "voided"})

COURSE = f"{_TYPES}/course"
QUESTION = f"{_TYPES}/cmi.interaction"
TEST = f"{_TYPES}/assessment"
MEETING = f"{_TYPES}/meeting"
SLIDE = "http://id.tincanapi.com/activitytype/slide"
CERTIFICATE = "https://www.opigno.org/en/tincan_registry/activity_type/certificate"
