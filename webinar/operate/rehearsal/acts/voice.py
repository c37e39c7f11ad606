"""Presenter and interpreter speak at once: each participant hears their own channel alone."""

from __future__ import annotations

from functools import partial
from typing import Any

from webinar.operate.rehearsal.client import Client
from webinar.operate.rehearsal.scene import AWAY, PATIENCE, Missing, Scene
from webinar.operate.rehearsal.voice.ear import Ear
from webinar.operate.rehearsal.voice.report import judge_sound
from webinar.operate.rehearsal.voice.sound_client import SoundClient
from webinar.operate.rehearsal.voice.speaker import Speaker

# A listener has heard enough after as many packets: some seconds, in which links are lost, too.
ENOUGH = 60


def voice(scene: Scene) -> str:
    speakers = [_speaker(scene.presenter), _speaker(scene.interpreter)]
    for speaker in speakers:
        speaker.speaks = True
        scene.see(f"that {speaker.name} speaks", partial(_sees, speaker))
    ears = [
        person.sound
        for person in scene.people
        if isinstance(person, SoundClient) and isinstance(person.sound, Ear)
    ]
    for ear in ears:
        ear.listens = True
    own = {speaker.channel for speaker in speakers[1:]}
    scene.wait(lambda: all(_has_heard(ear, own) for ear in ears), PATIENCE + AWAY / scene.pace)
    report = judge_sound(ears)
    silent = [ear.member.name for ear in ears if not _has_heard(ear, own)]
    scene.agree("who did not hear their channel", silent, [])
    scene.problems += report.problems
    for ear in ears:
        ear.listens = False
    for speaker in speakers:
        speaker.speaks = False
        scene.see(f"that {speaker.name} has stopped", partial(_sees_nobody, speaker.channel))
    return report.sentence.removesuffix(".")


def _has_heard(ear: Ear, interpreted: set[str]) -> bool:
    language = ear.member.language
    heard = ear.heard.get(language if language in interpreted else "floor")
    return heard is not None and heard.packets >= ENOUGH


def _speaker(client: Client) -> Speaker:
    if not isinstance(client.member, Speaker):
        raise Missing(f"{client.member.name} cannot speak")
    return client.member


def _sees(speaker: Speaker, member: Any) -> bool:
    return bool(member.view["voice"][speaker.channel]["holder"] == speaker.number)


def _sees_nobody(channel: str, member: Any) -> bool:
    return member.view["voice"][channel]["holder"] is None
