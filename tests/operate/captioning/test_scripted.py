"""The scripted engine says its texts at the times of the sound."""

import json

from webinar.operate.captioning.engine import Text
from webinar.operate.captioning.scripted import Entry, ScriptedEngine


def test_texts_are_said_when_their_sound_has_come():
    engine = ScriptedEngine([Entry(120, 0, 60, "One"), Entry(120, 60, 120, "Two", False, 0.5)])

    assert engine.feed([b""], 5000) == []
    assert engine.feed([b""], 5119) == []
    assert engine.feed([b""], 5120) == [
        Text("One", 5000, 5060),
        Text("Two", 5060, 5120, False, 0.5),
    ]
    assert engine.feed([b""], 9000) == []


def test_script_is_read_from_a_file(tmp_path):
    path = tmp_path / "script.json"
    path.write_text(json.dumps([{"said": 0, "begin": 0, "end": 10, "text": "Сөз"}]), "utf-8")

    assert ScriptedEngine.read(path).feed([b""], 7) == [Text("Сөз", 7, 17)]
