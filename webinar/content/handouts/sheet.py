"""A hand-out's content: plain data for the page's template, made for one audience.

Content that participants must not get is never put in, so no mistake in the template shows it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from webinar.content.handouts.glossary import TermEntry
from webinar.content.handouts.prepare import Content
from webinar.content.handouts.wording import Writing
from webinar.content.lessons.model import Source


class Audience(StrEnum):
    PRESENTERS = "presenters"
    PARTICIPANTS = "participants"


class OptionLine(msgspec.Struct):
    label: str
    is_right: bool = False


class StepLine(msgspec.Struct):
    text: str
    owner: str
    indicator: str
    days: str


class SlideSheet(msgspec.Struct, kw_only=True):
    """`badge` says that the slide is in another language; `time` is "" if none is planned."""

    number: str
    title: str
    level: int
    writing: Writing
    badge: str
    body: Content
    choice: str = ""
    # Additional remarks on the question: names of labels.
    said: list[str] = []
    options: list[OptionLine] = []
    # Whether people also write why they chose.
    takes_reason: bool = False
    # The numbered partners or groups for the options; empty if people choose among the options.
    columns: list[str] = []
    handout: Content = []
    # For presenters only.
    time: str = ""
    right: str = ""
    why: Content = []
    notes: Content = []
    study: Content = []
    steps: list[StepLine] = []


class PlanLine(msgspec.Struct):
    number: str
    title: str
    minutes: str
    begins: str


class PartSheet(msgspec.Struct, kw_only=True):
    """`title` is "" where the hand-out has one part only, which is the module itself."""

    title: str
    minutes: str
    plan: list[PlanLine]
    slides: list[SlideSheet]
    keeps_answers: bool = False


class Sheet(msgspec.Struct, kw_only=True):
    audience: Audience
    writing: Writing
    labels: Mapping[str, str]
    title: str
    minutes: str
    objectives: list[str]
    plan: list[PlanLine]
    parts: list[PartSheet]
    glossary: list[TermEntry]
    sources: list[Source]
    licence: str
    notice: str
