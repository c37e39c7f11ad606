"""The kinds of export, and the formats of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from webinar.kit.files.csv_export import Separator
from webinar.live.captions.files import MEDIA_TYPES
from webinar.results.reports.profiles import ALL, Profile


class Kind(StrEnum):
    """The tables. Their names are part of addresses and file names, so they must not change."""

    ATTENDANCE = "attendance"
    POLLS = "polls"
    LANGUAGES = "languages"
    ANSWERS = "answers"
    BALLOTS = "ballots"
    GAINS = "gains"
    TESTS = "tests"
    STEPS = "steps"
    QUESTIONS = "questions"
    CHAT = "chat"
    GROUPS = "groups"
    CAPTIONS = "captions"
    TIMELINE = "timeline"


class Shape(StrEnum):
    """Files in the layouts of other programs, for software that reads those programs' files."""

    ZOOM_WEBINAR = "zoom-webinar"
    ZOOM_MEETING = "zoom-meeting"
    ZOOM_POLLS = "zoom-polls"
    TEAMS = "teams"


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


class BundleFormat(StrEnum):
    """The formats of a file that contains all tables of a session."""

    XLSX = "xlsx"
    ZIP = "zip"


MIMETYPES: Mapping[str, str] = {
    "csv": "text/csv",
    "pdf": "application/pdf",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
    **MEDIA_TYPES,
}
# Only layouts whose encoding differs from other CSV files.
SHAPE_MIMETYPES: Mapping[str, str] = {Shape.TEAMS: "text/csv; charset=utf-16"}
# Tables for the organiser of the session only, not for all hosts.
OWNERS_ONLY = frozenset({Kind.TESTS})


@dataclass(frozen=True)
class ExportOptions:
    """The options of one export. Polls and steps are in `language`; `separator` is for CSV."""

    kind: Kind
    format: Format
    language: str
    separator: Separator = Separator.COMMA
    profile: Profile = ALL
