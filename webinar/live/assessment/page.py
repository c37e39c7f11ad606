"""The content of the pages of tests, in the reader's language.

It covers the items, a member's own result and the cohort's result.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from babel.numbers import format_decimal
from flask_babel import get_locale
from sqlalchemy.orm import Session

from webinar.kit.language_fallback import resolve
from webinar.kit.rounding import percent
from webinar.live.assessment import queries
from webinar.live.assessment.gains import Gain, ItemGain
from webinar.live.assessment.plan import Item, Pair, TestPlan
from webinar.live.assessment.results import PairResult
from webinar.room.rooms.models import Member, Room


def items(
    test: TestPlan, answers: Mapping[str, queries.ItemAnswer], language: str
) -> list[dict[str, Any]]:
    """Return the items of a test with the member's chosen options, never with the right ones."""
    return [_item_view(item, answers.get(item.key), language) for item in test.items]


def own_result(
    db: Session, room: Room, pair: Pair, member: Member, language: str
) -> dict[str, Any]:
    """Return a member's own answers next to the right ones.

    Call it only once nobody can take either test any more.
    """
    by_test = [queries.member_answers(db, room, test, member) for test in pair.tests]
    rows = [
        _result_row(
            item,
            [
                _options_chosen(item, test, answers)
                for test, answers in zip(pair.tests, by_test, strict=True)
            ],
            language,
        )
        for item in pair.tests[-1].items
    ]
    judged_rows = [row for row in rows if row["counts"]]
    return {
        "rows": rows,
        "of": len(judged_rows),
        "before": sum(row["before"]["right"] for row in judged_rows) if by_test[0] else None,
        "after": sum(row["after"]["right"] for row in judged_rows)
        if pair.post and by_test[1]
        else None,
    }


def cohort(results: list[PairResult], language: str) -> list[dict[str, Any]]:
    """Return the cohort's numbers for hosts and reports, as far as they may be seen now."""
    return [_cohort_view(result, language) for result in results]


def _item_view(item: Item, answer: queries.ItemAnswer | None, language: str) -> dict[str, Any]:
    text_language, words = resolve(item.poll.text, language)
    return {
        "key": item.key,
        "question": words.question,
        "language": text_language,
        "kind": item.poll.kind,
        "options": [(option.id, words.labels[option.id]) for option in item.poll.options],
        "labels": words.labels,
        "chosen": answer.options if answer else (),
    }


def _options_chosen(
    item: Item, test: TestPlan, answers: Mapping[str, queries.ItemAnswer]
) -> tuple[str, ...] | None:
    twin = next((candidate for candidate in test.items if candidate.name == item.name), None)
    answer = answers.get(twin.key) if twin else None
    return answer.options if answer else None


def _result_row(
    item: Item, chosen_options: list[tuple[str, ...] | None], language: str
) -> dict[str, Any]:
    text_language, words = resolve(item.poll.text, language)

    def judged_answer(options: tuple[str, ...] | None) -> dict[str, Any]:
        return {
            "labels": [words.labels[key] for key in options or () if key in words.labels],
            "right": bool(options) and bool(item.right) and item.is_right(options or ()),
        }

    return {
        "question": words.question,
        "language": text_language,
        "counts": bool(item.right),
        "right": [words.labels[option.id] for option in item.poll.options if option.is_correct],
        "why": words.why_html,
        "before": judged_answer(chosen_options[0]),
        "after": judged_answer(chosen_options[1]) if len(chosen_options) > 1 else None,
    }


def _cohort_view(result: PairResult, language: str) -> dict[str, Any]:
    by_name = {item.name: item for item in result.pair.pre.items}

    def words_of(name: str) -> dict[str, Any]:
        text_language, words = resolve(by_name[name].poll.text, language)
        return {"question": words.question, "language": text_language}

    gains = result.gains
    return {
        "pre": _title(result.pair.pre, language),
        "post": _title(result.pair.post, language) if result.pair.post else "",
        "shares": [
            words_of(share.item)
            | {
                "people": share.people,
                "percent": None if share.right is None else percent(share.right, share.people),
            }
            for share in result.shares or ()
        ],
        "people": None if gains is None else gains.people,
        "whole": _numbers(gains.whole) if gains else None,
        "languages": _languages(gains.languages) if gains else [],
        "items": [words_of(gain.item) | _gain_numbers(gain) for gain in gains.items]
        if gains
        else [],
    }


def _title(test: TestPlan, language: str) -> str:
    return resolve(test.part.title, language)[1]


def _gain_numbers(gain: ItemGain) -> dict[str, Any]:
    return {"numbers": _numbers(gain.whole), "languages": _languages(gain.languages)}


def _languages(gains: Mapping[str, Gain]) -> list[dict[str, Any]]:
    return [{"language": language, "numbers": _numbers(gain)} for language, gain in gains.items()]


def _numbers(gain: Gain | None) -> dict[str, Any] | None:
    if gain is None:
        return None
    normalised = gain.gain
    return {
        "pairs": gain.pairs,
        "before": gain.before,
        "after": gain.after,
        "is_loss": gain.right_after < gain.right_before,
        "gain": "" if normalised is None else format_decimal(normalised, "0.00", get_locale()),
    }
