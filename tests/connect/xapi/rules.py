"""The xAPI 1.0.3 requirements on a statement (Data, 2.2 to 2.4), as far as ours can break them."""

import re
import uuid
from datetime import datetime
from urllib.parse import urlsplit

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
DURATION_FORMAT = re.compile(r"P(?!$)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?")
STATEMENT = {"id", "actor", "verb", "object", "result", "context", "timestamp", "version"}
RESULT = {"score", "success", "completion", "response", "duration", "extensions"}
CONTEXT = {"registration", "contextActivities", "platform", "language", "extensions"}
DEFINITION = {"name", "description", "type", "interactionType", "correctResponsesPattern"}
LISTS = {
    "choice": ("choices",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "performance": ("steps",),
    "matching": ("source", "target"),
}
KINDS = {*LISTS, "numeric", "fill-in", "long-fill-in", "other", "true-false"}


def check(statement):
    """Raise an `AssertionError` that names the fault."""
    no_nulls(statement)
    assert statement.keys() <= STATEMENT
    is_uuid(statement["id"])
    agent(statement["actor"])
    assert statement["verb"].keys() <= {"id", "display"}
    is_iri(statement["verb"]["id"])
    language_map(statement["verb"]["display"])
    about(statement["object"])
    if statement["object"].get("objectType") == "StatementRef":
        assert statement["verb"]["id"].endswith("/voided")
    result(statement.get("result", {}))
    context(statement.get("context", {}))
    instant = datetime.fromisoformat(statement["timestamp"])
    assert instant.tzinfo is not None and not statement["timestamp"].endswith("-00:00")
    assert statement["version"] == "1.0.3"


def no_nulls(value):
    assert value is not None, "null is not allowed"
    assert value != {} or not isinstance(value, dict), "an empty object says nothing"
    for member in (
        value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    ):
        no_nulls(member)


def is_uuid(value):
    assert str(uuid.UUID(value)) == value


def is_iri(value):
    parts = urlsplit(value)
    assert parts.scheme and (parts.netloc or parts.scheme == "urn"), value
    assert not re.search(r"\s", value)


def language_map(value):
    assert value, "an empty language map"
    for tag, words in value.items():
        assert LANGUAGE_TAG.fullmatch(tag), tag
        assert isinstance(words, str)


def agent(value):
    assert value.keys() <= {"objectType", "name", "account"}
    assert value["objectType"] == "Agent"
    assert value["account"].keys() == {"homePage", "name"}
    assert urlsplit(value["account"]["homePage"]).scheme in ("http", "https")
    assert value["account"]["name"] and isinstance(value["account"]["name"], str)


def about(value):
    if value["objectType"] == "StatementRef":
        assert value.keys() == {"objectType", "id"}
        is_uuid(value["id"])
        return
    assert value["objectType"] == "Activity"
    is_iri(value["id"])
    definition = value.get("definition", {})
    kind = definition.get("interactionType")
    assert definition.keys() <= DEFINITION | set(LISTS.get(kind, ()))
    is_iri(definition["type"])
    language_map(definition["name"])
    if "description" in definition:
        language_map(definition["description"])
    if kind is not None:
        interaction(definition, kind)


def interaction(definition, kind):
    assert kind in KINDS
    lists = [definition.get(name, []) for name in LISTS.get(kind, ())]
    ids = [component["id"] for listed in lists for component in listed]
    assert all(len({component["id"] for component in listed}) == len(listed) for listed in lists)
    for component in (component for listed in lists for component in listed):
        assert component.keys() == {"id", "description"}
        language_map(component["description"])
    for pattern in definition.get("correctResponsesPattern", []):
        if kind in ("choice", "sequencing", "likert"):
            assert set(pattern.split("[,]")) <= set(ids)
        if kind == "matching":
            sources, targets = ({component["id"] for component in listed} for listed in lists)
            pairs = [pair.split("[.]") for pair in pattern.split("[,]")]
            assert all(source in sources and target in targets for source, target in pairs)
        if kind == "numeric":
            assert all(float(bound) is not None for bound in pattern.split("[:]"))


def result(value):
    assert value.keys() <= RESULT
    for name in ("success", "completion"):
        assert isinstance(value.get(name, True), bool)
    assert isinstance(value.get("response", ""), str)
    assert DURATION_FORMAT.fullmatch(value.get("duration", "PT0S")), value["duration"]
    score = value.get("score")
    if score:
        assert score.keys() <= {"scaled", "raw", "min", "max"}
        assert -1 <= score["scaled"] <= 1
        assert score["min"] <= score["raw"] <= score["max"] and score["min"] < score["max"]


def context(value):
    assert value.keys() <= CONTEXT
    if "registration" in value:
        is_uuid(value["registration"])
    if "language" in value:
        assert LANGUAGE_TAG.fullmatch(value["language"])
    for name, activities in value.get("contextActivities", {}).items():
        assert name in ("parent", "grouping", "category", "other")
        for activity in activities:
            assert activity["objectType"] == "Activity"
            is_iri(activity["id"])
    for key in value.get("extensions", {}):
        is_iri(key)
