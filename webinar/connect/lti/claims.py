"""The content of a launch, read out of its checked token. No Flask, no database.

LTI core 1.3, names and roles 2.0, assignments and grades 2.0, deep linking 2.0 (1EdTech).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from pylti1p3.roles import DesignerRole, StaffRole, TeacherRole, TeachingAssistantRole

from webinar.connect.lti.models import ID_LENGTH
from webinar.kit import languages

_CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
_GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
_NAMES = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice"
_DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings"
SCORE: Final = "https://purl.imsglobal.org/spec/lti-ags/scope/score"
LINE_ITEM: Final = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem"
RESOURCE, DEEP_LINKING = "LtiResourceLinkRequest", "LtiDeepLinkingRequest"


@dataclass(frozen=True)
class Launch:
    """The content of a launch. `name` and `language` are empty if the platform withholds them.

    `line_item` is empty unless scores may be sent there, `line_items` unless we may add our own
    line item. `deep` holds the settings of deep linking.
    """

    kind: str
    deployment: str
    sub: str
    name: str
    language: str
    is_teacher: bool
    resource: str
    title: str
    context_title: str
    course: str
    line_item: str
    line_items: str
    members: str
    deep: Mapping[str, Any]


def read_launch(body: Mapping[str, Any]) -> Launch:
    """Return the launch in this token's body; values that break the specification are left out."""
    link, context = _part(body, "resource_link"), _part(body, "context")
    grades, names = _dict(body.get(_GRADES)), _dict(body.get(_NAMES))
    scope = grades.get("scope")
    scopes = scope if isinstance(scope, list) else []
    may_score, may_add = SCORE in scopes, SCORE in scopes and LINE_ITEM in scopes
    locale = _text(_part(body, "launch_presentation"), "locale")
    return Launch(
        kind=_text(body, _CLAIM + "message_type"),
        deployment=_text(body, _CLAIM + "deployment_id"),
        sub=_text(body, "sub"),
        name=name_of(body),
        language=languages.our_tag(locale[:40]) or "",
        is_teacher=_is_teacher(body),
        resource=_text(link, "id"),
        title=_text(link, "title"),
        context_title=_text(context, "title") or _text(context, "label"),
        course=_text(_part(body, "custom"), "course"),
        line_item=_text(grades, "lineitem") if may_score else "",
        line_items=_text(grades, "lineitems") if may_add else "",
        members=_text(names, "context_memberships_url"),
        deep=_dict(body.get(_DEEP)),
    )


def name_of(person: Mapping[str, Any]) -> str:
    """Return the person's name in a token or a list of members; empty if it is withheld."""
    parts = (_text(person, "given_name"), _text(person, "family_name"))
    return _text(person, "name").strip() or " ".join(part for part in parts if part).strip()


def fits(*values: str) -> bool:
    """Whether no id is empty or longer than we can store; the specification allows 255."""
    return all(0 < len(value) <= ID_LENGTH and value.isprintable() for value in values)


def _is_teacher(body: Mapping[str, Any]) -> bool:
    roles = body.get(_CLAIM + "roles")
    role_names = (
        [role for role in roles if isinstance(role, str)] if isinstance(roles, list) else []
    )
    claims = {_CLAIM + "roles": role_names}
    kinds = (TeacherRole, StaffRole, TeachingAssistantRole, DesignerRole)
    return any(kind(claims).check() for kind in kinds)


def _part(body: Mapping[str, Any], name: str) -> dict[str, Any]:
    return _dict(body.get(_CLAIM + name))


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""
