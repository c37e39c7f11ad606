"""The interpreter types captions: the readers of that language see them, and nobody else."""

from __future__ import annotations

from functools import partial
from typing import Any

from webinar.operate.rehearsal.sayings import lines_in
from webinar.operate.rehearsal.scene import Scene


def captions(scene: Scene) -> str:
    interpreter, language = scene.interpreter, scene.language
    readers = [person for person in scene.people if person.member.language == language]
    others = [person for person in scene.people if person.member.language != language]
    scene.do(interpreter, "lane.take", holder=None)
    *lines, last, corrected = lines_in(language)
    for line in (*lines, last):
        scene.do(interpreter, "caption.say", text=line)
        scene.see(f"the caption “{line}”", partial(_shows, line), readers)
    number = interpreter.member.view["lanes"][language]["id"]
    scene.do(interpreter, "caption.correct", line=number, text=corrected)
    scene.see("the corrected caption", lambda one: _shown(one) == corrected, readers)
    saw = [one.member.name for one in others if _shown(one.member)]
    scene.agree("who saw captions in another language", saw, [])
    return (
        f"{len(lines) + 1} lines in {language}, one put right, seen by its {len(readers)} readers"
    )


def _shows(line: str, one: Any) -> bool:
    return _shown(one) == line


def _shown(one: Any) -> str | None:
    shown: dict[str, str] = one.view["captions"] or {}
    return shown.get("text")
