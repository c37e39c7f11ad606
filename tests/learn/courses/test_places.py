"""Finding a session's slide in a course that has other modules around it."""

import msgspec

from tests.factories import make_module, make_slide
from webinar.content.lessons.model import Part
from webinar.learn.courses.places import Place, matching_slides, places_of
from webinar.learn.study.studied_slides import studied_slides


def programme(*parts, keeps=()):
    """A programme with the parts `(id, module, names…)`."""
    slides, listed = [], []
    for part_id, module, *names in parts:
        listed.append(
            Part(
                id=part_id,
                module=module,
                title={"en": part_id},
                minutes=5,
                first=len(slides),
                slides=len(names),
                keeps_answers=part_id in keeps,
            )
        )
        slides += [make_slide(f"{part_id}--{name}") for name in names]
    return msgspec.structs.replace(make_module(name="whole", slides=slides), parts=listed)


def module(name, *names):
    return make_module(name=name, slides=[make_slide(slide_name) for slide_name in names])


def match(source, target):
    return matching_slides(source, target, studied_slides(target))


def test_a_place_is_the_module_and_the_slide_id_in_its_file():
    assert places_of(module("talk", "one")) == {"one": Place("talk", "one")}
    assert places_of(programme(("start", "talk", "one", "two--three"))) == {
        "start--one": Place("talk", "one"),
        "start--two--three": Place("talk", "two--three"),
    }


def test_slides_match_between_a_module_and_the_whole_programme():
    whole_programme = programme(("a", "open", "one"), ("b", "talk", "one", "two"))
    talk = module("talk", "one", "two", "new")

    assert match(talk, whole_programme) == {"one": "b--one", "two": "b--two"}
    assert match(whole_programme, talk) == {"b--one": "one", "b--two": "two"}


def test_the_same_id_in_another_module_is_another_slide():
    assert match(module("talk", "one"), module("other", "one")) == {}
    # This holds even if the ids are equal by chance.
    assert match(programme(("a", "talk", "one")), programme(("a", "other", "one"))) == {}


def test_a_module_used_twice_matches_the_same_part_or_else_the_first():
    repeating = programme(("before", "talk", "one"), ("after", "talk", "one"))

    assert match(repeating, repeating) == {"before--one": "before--one", "after--one": "after--one"}
    assert match(module("talk", "one"), repeating) == {"one": "before--one"}


def test_slides_that_are_not_studied_are_not_matched():
    whole_programme = programme(("a", "talk", "one", "two"))

    assert matching_slides(
        module("talk", "one", "two"), whole_programme, whole_programme.slides[1:]
    ) == {"two": "a--two"}
