"""The content of the page of exports: a lasting link to each file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from webinar.results.reports.downloads import exports
from webinar.results.reports.export_words import field_words, kind_words, profile_words, shape_words
from webinar.results.reports.kinds import OWNERS_ONLY, BundleFormat, Format, Kind, Shape
from webinar.results.reports.page import COMMA_IS_DECIMAL
from webinar.results.reports.profiles import ALL, BUILT_IN, Profile
from webinar.results.reports.session import ReportedSession


@dataclass(frozen=True)
class LinkOptions:
    """The profile and the language that the links on the page name."""

    profile: Profile
    language: str


def exports_page(
    session: ReportedSession,
    link_options: LinkOptions,
    own_profiles: Sequence[Profile],
    *,
    may_export_all: bool,
) -> dict[str, Any]:
    """Return the context of `reports/exports.html`. `may_export_all`: the user owns the session."""
    kind_names, shape_texts = kind_words(), shape_words()
    kinds = [kind for kind in Kind if may_export_all or kind not in OWNERS_ONLY]
    return {
        "session": session,
        "link_options": link_options,
        "may_export_all": may_export_all,
        "profiles": _profiles(own_profiles, may_export_all),
        "own": [(profile, _fields(profile)) for profile in own_profiles],
        "exported_fields": _fields(link_options.profile),
        "fields": [(field.value, word) for field, word in field_words().items()],
        "tables": [
            (
                kind_names[kind],
                [(form.upper(), _table_url(session, link_options, kind, form)) for form in Format],
            )
            for kind in kinds
        ],
        "shapes": [
            (*shape_texts[shape], "CSV", _shape_url(session, link_options, shape))
            for shape in Shape
        ],
        "everything": [
            (bundle.upper(), _bundle_url(session, link_options, bundle)) for bundle in BundleFormat
        ],
    }


def _profiles(own_profiles: Sequence[Profile], may_export_all: bool) -> list[tuple[str, str]]:
    names = profile_words()
    return [
        *((key, names[key]) for key in BUILT_IN),
        *((profile.key, profile.name) for profile in own_profiles if may_export_all),
    ]


def _fields(profile: Profile) -> list[str]:
    return [word for field, word in field_words().items() if field in profile.exported_fields]


def _table_url(
    session: ReportedSession, link_options: LinkOptions, kind: Kind, form: Format
) -> str:
    is_worded = exports()[kind].worded is not None or form is Format.XLSX
    return url_for(
        "reports.download",
        code=session.code,
        kind=kind.value,
        format=form.value,
        profile=_key(link_options),
        language=link_options.language if is_worded else None,
        separator=_separator(link_options) if form is Format.CSV else None,
    )


def _shape_url(session: ReportedSession, link_options: LinkOptions, shape: Shape) -> str:
    return url_for(
        "reports.exports.shaped",
        code=session.code,
        shape=shape.value,
        profile=_key(link_options),
        language=link_options.language if shape is Shape.ZOOM_POLLS else None,
    )


def _bundle_url(session: ReportedSession, link_options: LinkOptions, bundle: BundleFormat) -> str:
    return url_for(
        "reports.exports.everything",
        code=session.code,
        format=bundle.value,
        profile=_key(link_options),
        language=link_options.language,
        separator=_separator(link_options) if bundle is BundleFormat.ZIP else None,
    )


def _key(link_options: LinkOptions) -> str | None:
    return None if link_options.profile.key == ALL.key else link_options.profile.key


def _separator(link_options: LinkOptions) -> str | None:
    return "semicolon" if link_options.language in COMMA_IS_DECIMAL else None
