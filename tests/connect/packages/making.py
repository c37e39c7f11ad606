"""Packages for tests, built from a small module as the server builds them."""

import json

from msgspec.structs import replace

from config import ROOT
from tests.factories import make_module, make_poll_item, make_slide
from webinar.connect.packages.build import Player, package
from webinar.connect.packages.package_requests import SCRIPT
from webinar.connect.packages.part_choice import subject_of
from webinar.connect.packages.words import page_words
from webinar.content.handouts.wording import speaking
from webinar.learn.offline.pack import pack
from webinar.learn.offline.words import player_words

DIST = ROOT / "static/dist"
NO_PLAYER = Player(b"// player", b"/* look */")


def built_player():
    """The player as the set-up step built it."""
    names = json.loads((DIST / "manifest.json").read_text())
    files = [DIST / names[name]["file"] for name in ("packaged.js", "player.css")]
    return Player(*(file.read_bytes() for file in files))


def small_module():
    """A module of one slide, two quizzes with b as the right option, an opinion and a scenario."""
    tags = ("en", "ru")
    story = make_slide("story", tags)
    return make_module(
        languages=tags,
        slides=[
            make_slide("welcome", tags),
            make_slide("which", tags, poll=make_poll_item(tags)),
            make_slide("again", tags, poll=make_poll_item(tags)),
            make_slide("opinion", tags, poll=make_poll_item(tags, is_quiz=False)),
            type(story)(id="story", text=story.text, is_scenario=True),
        ],
    )


def make(standard, module=None, language="ru", player=NO_PLAYER, pass_mark=70, hurry=False):
    """The zip as bytes. When hurried, one second on a slide is enough."""
    module = module or small_module()
    with speaking(language):
        words, around = player_words(SCRIPT), page_words()
    content = pack(module, [language], words={language: words})
    if hurry:
        quick_slides = [replace(slide, needed={language: 1}) for slide in content.slides]
        content = replace(content, slides=quick_slides)
    return package(standard, subject_of(module, language, pass_mark), content, {}, player, around)
