"""The choice of the part of a course that becomes a package. Pure."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from webinar.connect.packages.subject import PASS_MARK, Subject
from webinar.content.lessons.model import Module, Part
from webinar.kit.errors import Refused
from webinar.kit.language_fallback import resolve
from webinar.learn.study.studied_slides import studied_parts, studied_slides

ALL_PARTS = ""
# Every SCORM 1.2 platform keeps a description of this length, in characters.
LONGEST_DESCRIPTION = 2000


def parts_offered(module: Module) -> Sequence[Part]:
    """Return the parts of a programme that can become packages. Tests cannot."""
    return [part for part, _ in studied_parts(module)] if module.parts else []


def module_to_package(module: Module, part_id: str) -> Module:
    """Return the module itself for `ALL_PARTS`, else one of its parts as a module.

    Raises `Refused` with `unknown_part`, `part_is_test` (a package would give away its right
    answers), or `nothing_to_package` (the module holds only tests).
    """
    if part_id == ALL_PARTS:
        if not studied_slides(module):
            raise Refused("nothing_to_package")
        return module
    part = next((part for part in module.parts if part.id == part_id), None)
    if part is None:
        raise Refused("unknown_part")
    if part not in parts_offered(module):
        raise Refused("part_is_test")
    return msgspec.structs.replace(
        module,
        name=f"{module.name}-{part.id}",
        title=part.title,
        objectives={},
        minutes=part.minutes,
        slides=module.slides_of(part),
        parts=[],
        bank=[],
    )


def has_quizzes(module: Module) -> bool:
    return any(slide.poll is not None and slide.poll.is_quiz for slide in studied_slides(module))


def subject_of(
    module: Module, language: str, pass_mark: int = PASS_MARK, address: str = ""
) -> Subject:
    """Return the manifest's subject: parts describe a programme, objectives a module."""
    title = resolve(module.title, language)[1]
    return Subject(
        name=module.name,
        language=language,
        title=title,
        description=_description(module, language)[:LONGEST_DESCRIPTION] or title,
        pass_mark=pass_mark if has_quizzes(module) else None,
        address=address,
    )


def _description(module: Module, language: str) -> str:
    if module.parts:
        titles = [resolve(part.title, language)[1] for part in parts_offered(module)]
        return "; ".join(dict.fromkeys(titles))
    return "; ".join(resolve(module.objectives, language)[1]) if module.objectives else ""
