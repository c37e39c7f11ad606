"""A library with one module that has every kind of slide, and an HTTP client of its preview."""

import json

import pytest

from tests.content.lessons.making import front_matter, write_module
from webinar.content.authoring.pages import create_preview

PORT = 8100
ENGLISH = (
    front_matter(title="How to talk", minutes=11)
    + """\
## Welcome {#welcome minutes=1.5}

We begin with [prevention](term:prevention).

Note: Greet people.

---

## What do you do? {#do .poll .several minutes=2}

- [ ] Ask {#ask}
- [ ] Tell {#tell}

Note: Ask.

---

## Which is open? {#open .quiz .single minutes=1.5}

- [ ] Were you there? {#were}
- [x] What happened? {#what}

Why: the second cannot be answered with yes.

Note: Vote.

---

## How sure? {#sure .scale minutes=1}

- [ ] 1: not at all {#1}
- [ ] 2: fully {#2}

Note: Vote.

---

## A case {#case .scenario minutes=4}

Talk for three minutes.

Handout:

**The story.** A boy came late.

Note: Good answers begin with a question.

Study: Write your first question down.

---

## Drafts {#drafts .steps minutes=1}

Look at these.

- Ask the school what it needs {#ask-school days=30}
  Owner: head of the unit
  Indicator: the answer is written down

Note: Read them.
"""
)
DARI = (
    front_matter(without=("minutes", "sources", "licence"), title="سلام")
    + """\
## سلام {#welcome}

به نام.

Note: سلام.
"""
)
TERMS = '[prevention]\nterm = "prevention"\nmeaning = "Work that helps."\n'


@pytest.fixture
def library(tmp_path):
    """A folder with the module `talk` in English; only its first slide is translated, into Dari."""
    folder = tmp_path / "modules"
    write_module(folder, "talk", en=ENGLISH, prs=DARI)
    (folder / "glossary").mkdir()
    (folder / "glossary/en.toml").write_text(TERMS)
    return folder


@pytest.fixture
def preview(library, tmp_path):
    """A client of the preview of that folder; it does not need the real bundles."""
    return client_of(library, tmp_path)


class Browser:
    """Sends requests as a browser on this computer would."""

    def __init__(self, app):
        self.app = app
        self.client = app.test_client()

    def get(self, path, host=f"127.0.0.1:{PORT}"):
        return self.client.get(path, headers={"Host": host})


def client_of(folder, tmp_path):
    dist = tmp_path / "dist"
    dist.mkdir(exist_ok=True)
    names = ("app.css", "preview.css", "preview.js", "stage.css")
    built = {name: {"file": name.replace(".", "-1."), "imports": []} for name in names}
    (dist / "manifest.json").write_text(json.dumps(built))
    (dist / "texts.json").write_text(json.dumps({"preview.js": {}}))
    for bundle in built.values():
        (dist / bundle["file"]).write_text("/* built */")
    return Browser(create_preview(folder, PORT, dist))
