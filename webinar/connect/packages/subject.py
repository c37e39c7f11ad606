"""A package's subject, and the platform that it is for. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# Where everything of a package begins: the page that a platform opens.
LAUNCH = "index.html"
PASS_MARK = 70


class Standard(StrEnum):
    SCORM12 = "scorm12"
    SCORM2004 = "scorm2004"
    CMI5 = "cmi5"


@dataclass(frozen=True)
class Subject:
    """`name` is that of the module or part: letters, digits and hyphens.

    `pass_mark` is the percent of quizzes to get right, None where there are none: reading
    such a module completes it. `address` is the server's, so that two servers' modules of one
    name are told apart; empty where a package is made without a server.
    """

    name: str
    language: str
    title: str
    description: str
    pass_mark: int | None
    address: str = ""
