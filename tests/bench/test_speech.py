"""Speech is scored only where all parts are installed; otherwise a line says what to do."""

import sys

import pytest

from bench import speech
from bench.spoken import material, missing


def test_whoever_lacks_a_part_reads_how_to_install_it(monkeypatch, capsys):
    monkeypatch.setattr(missing.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(missing.shutil, "which", lambda name: None)
    monkeypatch.setattr(speech.chromium, "find", lambda: None)
    monkeypatch.setattr(sys, "argv", ["speech", "--short", "--hold"])

    speech.main()

    lines = capsys.readouterr().out.splitlines()
    wanted = ("espeak-ng", "ffmpeg", "pesq", "Chromium")
    assert [line for name in wanted for line in lines if line.startswith(f"{name} is missing: ")]
    assert all(" install " in line for line in lines if "esbuild" not in line)


def test_each_missing_package_of_recordings_is_said_once(monkeypatch, tmp_path):
    absent = [
        (language, package, tmp_path / "nothing", names)
        for language, package, _, names in material.RECORDINGS
    ]
    monkeypatch.setattr(material, "RECORDINGS", absent)

    utterances, lacking = material.recorded(4)

    assert utterances == []
    assert lacking == [
        f"{package} is missing: apt-get install {package}" for _, package, _, _ in absent
    ]


def test_an_utterance_is_found_where_it_was_said():
    numpy = pytest.importorskip("numpy")
    pytest.importorskip("pesq")
    from bench.spoken import quality

    chance = numpy.random.default_rng(1)
    loudness = numpy.repeat(chance.random(300), quality.HOP)
    said = chance.standard_normal(len(loudness)) * loudness
    silence = numpy.zeros(100 * quality.HOP)

    start, likeness = quality.locate(said, numpy.concatenate([silence, said, silence]))
    _, unlikeness = quality.locate(said, chance.standard_normal(3 * len(said)))

    assert start == len(silence)
    assert likeness > 0.99
    assert unlikeness < quality.LEAST_LIKENESS
