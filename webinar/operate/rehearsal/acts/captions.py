"""The interpreter types captions: only readers of that language see them."""

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
        scene.see(f"the caption “{line}”", partial(_sees, line), readers)
    number = interpreter.member.view["lanes"][language]["id"]
    scene.do(interpreter, "caption.correct", line=number, text=corrected)
    scene.see("the corrected caption", lambda member: _caption_of(member) == corrected, readers)
    wrong_readers = [person.member.name for person in others if _caption_of(person.member)]
    scene.agree("who saw captions in another language", wrong_readers, [])
    return (
        f"{len(lines) + 1} lines in {language}, one put right, seen by its {len(readers)} readers"
    )


def _sees(line: str, member: Any) -> bool:
    return _caption_of(member) == line


def _caption_of(member: Any) -> str | None:
    caption: dict[str, str] = member.view["captions"] or {}
    return caption.get("text")
