"""A package's subject, and the standard that it follows. Plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# A platform opens this page of a package.
LAUNCH = "index.html"
# The default percentage of quizzes to get right.
PASS_MARK = 70


class Standard(StrEnum):
    SCORM12 = "scorm12"
    SCORM2004 = "scorm2004"
    CMI5 = "cmi5"


@dataclass(frozen=True)
class Subject:
    """`name` is that of the module or part: letters, digits and hyphens.

    `pass_mark` is the percentage of quizzes to get right; None if the module has no quizzes, so
    that reading completes it. `address` is the server's, to distinguish modules of the same name on
    two servers; empty if a package is made without a server.
    """

    name: str
    language: str
    title: str
    description: str
    pass_mark: int | None
    address: str = ""
