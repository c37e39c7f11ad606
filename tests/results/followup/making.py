"""A finished session with agreed steps and their owners, and files to upload."""

import io
import re
import struct
import zlib
from datetime import timedelta

from tests.factories import make_change, make_member, make_room, make_user
from tests.live.steps.making import ask_owner, make_step
from webinar.kit import clock
from webinar.kit.permissions import Role
from webinar.live.steps.models import OwnerState, StepState
from webinar.results.followup import linking
from webinar.results.followup.links import token_of
from webinar.room.rooms.models import RoomState

SECRET = "a-secret-key-for-tests-0123456789-abcdef"


class Scene:
    """`ada` owns steps 1 and 2, `bek` was asked for 3, a role accepted 4."""


def make_scene(db, owner=None, state=RoomState.ENDED, language="ru", **fields):
    def build(session):
        scene = Scene()
        organiser = make_user(session, "Grace") if owner is None else session.merge(owner)
        room = make_room(session, organiser, state=state, time_zone="Asia/Almaty", **fields)
        host = make_member(session, room, "Grace", Role.HOST, user=organiser)
        ada = make_member(session, room, "Ада", language=language)
        bek = make_member(session, room, "Bek", language="prs")
        due = {"due": today() + timedelta(days=20), "decided_at": clock.now()}
        first = make_step(session, room, host, "Train officers", StepState.OWNED, **due)
        second = make_step(session, room, host, "Meet schools", StepState.OWNED, **due)
        third = make_step(session, room, host, "Write a plan", StepState.AGREED, **due)
        fourth = make_step(session, room, host, "Print leaflets", StepState.OWNED, **due)
        for step in (first, second):
            ask_owner(session, step, host, ada, state=OwnerState.ACCEPTED)
        ask_owner(session, third, host, bek)
        ask_owner(session, fourth, host, role="Head of unit", state=OwnerState.ACCEPTED)
        scene.owner, scene.room, scene.host, scene.ada, scene.bek = (
            organiser,
            room,
            host,
            ada,
            bek,
        )
        scene.steps = [first, second, third, fourth]
        return scene

    return db.write(build)


def link_of(db, scene, member=None, role=""):
    """The token of a new link."""

    def make(session):
        change = make_change(session, session.merge(scene.room))
        number = None if member is None else member.number
        host = session.merge(scene.host)
        return token_of(linking.make_link(change, host, number, role, SECRET), SECRET)

    return db.write(make)


def today():
    return (clock.now() + timedelta(hours=5)).date()


def in_days(days):
    return (today() + timedelta(days=days)).isoformat()


def key_in(page, kind):
    """The key of the first form of this kind on a page."""
    match = re.search(
        rf'name="key" value="([0-9a-f]{{32}})"><input type="hidden" name="kind" value="{kind}"',
        page,
    )
    assert match, f"no form for {kind}"
    return match[1]


def png(extra=b""):
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\xff\0\0")
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + extra
        + chunk(b"IDAT", pixels)
        + chunk(b"IEND", b"")
    )


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def jpeg(orientation=6, place=b"52.1N 71.4E"):
    tiff = struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0) + place
    exif = b"\xff\xe1" + struct.pack(">H", 8 + len(tiff)) + b"Exif\0\0" + tiff
    jfif = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
    comment = b"\xff\xfe" + struct.pack(">H", 2 + 6) + b"secret"
    scan = b"\xff\xda" + struct.pack(">H", 8) + b"\x01\x01\0\0\x3f\0" + b"data\xff\0more"
    return b"\xff\xd8" + jfif + exif + comment + scan + b"\xff\xd9"


def webp(place=b"52.1N 71.4E"):
    flags = b"VP8X" + struct.pack("<I", 10) + bytes((0x0C,)) + bytes(9)
    pixels = b"VP8 " + struct.pack("<I", 4) + b"draw"
    exif = b"EXIF" + struct.pack("<I", len(place)) + place + b"\0" * (len(place) % 2)
    body = b"WEBP" + flags + pixels + exif
    return b"RIFF" + struct.pack("<I", len(body)) + body


def upload(content, name):
    return (io.BytesIO(content), name)
