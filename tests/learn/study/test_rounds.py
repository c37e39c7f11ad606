"""Rounds: how modules are cut, and what the pages of a learner without scripts say about them."""

import re

import msgspec
import pytest

from tests.factories import make_course, make_module, make_poll_item, make_slide
from tests.learn.study.conftest import Student
from webinar.content.lessons.model import Part, SlideText
from webinar.kit import clock
from webinar.learn.study.models import SlideProgress
from webinar.learn.study.reading import reading_seconds
from webinar.learn.study.rounds import ROUND_SECONDS, cut_slides, rounds


def slide_of(slide_id, words, poll=None):
    """A slide whose text has this many words in English, and very few in Russian."""
    slide = make_slide(slide_id, poll=poll)
    slide.text["en"] = SlideText(title=slide_id, html=f"<p>{'word ' * words}</p>", notes_html="")
    return slide


def long_module():
    """Two modules: three rounds of 3 slides each, and one of 2."""
    slides = [slide_of(f"a{n}", 430) for n in range(9)]
    slides[4] = slide_of("a4", 400, make_poll_item())
    slides += [slide_of(f"b{n}", 500) for n in range(2)]
    parts = [
        Part(id=name, module=name, title={"en": title}, minutes=30, first=first, slides=count)
        for name, title, first, count in (("a", "First", 0, 9), ("b", "Second", 9, 2))
    ]
    return msgspec.structs.replace(make_module(slides=slides), parts=parts)


@pytest.fixture
def student(app, db):
    course = db.write(lambda s: make_course(s, module=long_module()))
    student = Student(app, course.code)
    student.begin()
    return student


def cut(*words):
    slides = [slide_of(f"s{n}", count) for n, count in enumerate(words)]
    return slides, cut_slides(slides, "en")


def test_every_slide_is_in_exactly_one_round_in_its_order():
    slides, pieces = cut(*[37 * n % 400 for n in range(60)])

    assert [slide_id for piece in pieces for slide_id in piece] == [slide.id for slide in slides]


def test_rounds_take_about_ten_minutes_and_the_last_is_not_tiny():
    slides, pieces = cut(*[200] * 61)
    seconds = {slide.id: reading_seconds(slide, "en") for slide in slides}

    lengths = [sum(seconds[slide_id] for slide_id in piece) for piece in pieces]
    assert all(abs(length - ROUND_SECONDS) < ROUND_SECONDS / 4 for length in lengths)


def test_a_slide_that_is_longer_than_a_round_leaves_no_round_empty():
    _, pieces = cut(10, 9000, 10)

    assert all(pieces)
    assert [slide_id for piece in pieces for slide_id in piece] == ["s0", "s1", "s2"]


def test_slides_without_text_make_one_round():
    slide = make_slide("empty")
    slide.text["en"] = SlideText(title="", html="", notes_html="")

    assert cut_slides([slide], "en") == [("empty",)]


def test_a_round_does_not_reach_into_the_next_module():
    assert [each.slides for each in rounds(long_module())] == [
        ("a0", "a1", "a2"),
        ("a3", "a4", "a5"),
        ("a6", "a7", "a8"),
        ("b0", "b1"),
    ]


def test_a_short_course_has_no_rounds():
    assert rounds(make_module()) == []


def test_the_first_page_says_where_to_continue(student):
    home = student.home()

    assert "Module 1, round 1: about 10 minutes" in re.sub(r"<[^>]*>", "", home)
    assert [part for part in re.findall(r'data-state="(now|next|later|done)"', home)] == [
        "now",
        "next",
        "later",
    ]


def test_a_slide_says_its_place_in_the_round(student):
    page = student.open("a4")

    assert "Round 2 of 3 · Slide 2 of 3" in page
    assert "To the end of the round" not in page


def test_the_last_slide_of_a_round_leads_to_its_end(student):
    page = student.open("a2")
    address = f"/study/{student.code}/s/a2/round"
    assert "To the end of the round" in page
    assert f'data-href="{address}"' in page

    response = student.post(f"/study/{student.code}/s/a2/go?ends=1", **student.hidden, to="")

    assert response.location == address
    end = student.get(address).text
    assert "3 slides of this round are not done yet" in end
    assert "Module 1, round 2" in end
    assert f'href="/study/{student.code}/s/a3#title"' in end
    assert "Stop here for today" in end


def test_the_end_of_a_round_says_that_all_is_done(student, db, learner_of):
    learner = learner_of()
    done(db, learner, "a0", "a1", "a2")

    end = student.get(f"/study/{student.code}/s/a2/round").text
    home = student.home()

    assert "everything in this round is counted" in end
    assert (
        re.findall(r'data-state="(now|next|later|done)" *(?:open)?>\s*<summary', home)[0] == "done"
    )


def test_after_the_last_round_an_earlier_one_comes_next(student, db, learner_of):
    done(db, learner_of(), *(f"a{n}" for n in range(9) if n != 4), "b0", "b1")

    end = student.get(f"/study/{student.code}/s/b1/round").text

    assert "The end of the module" in end
    assert f'href="/study/{student.code}/s/a4#title"' in end


def test_the_end_of_the_last_round_says_that_all_is_read(student, db, learner_of):
    done(db, learner_of(), *(f"a{n}" for n in range(9)), "b0", "b1")

    end = student.get(f"/study/{student.code}/s/b1/round").text

    assert "You have read everything" in end
    assert "Go on" not in end


def test_the_end_of_a_module_says_which_questions_are_answered_correctly(student):
    end = f"/study/{student.code}/s/a8/round"
    assert "Not answered yet" in student.get(end).text

    student.open("a4")
    student.answer("a4", options="a")
    after_wrong = student.get(end).text
    student.open("a4", "?again=1")
    student.answer("a4", options="b")
    after_right = student.get(end).text

    assert "Answered correctly: 0 of 1" in after_wrong
    assert f'href="/study/{student.code}/s/a4?again=1#title"' in after_wrong
    assert "Answered correctly: 1 of 1" in after_right
    assert "Not correct yet" not in after_right


def test_the_end_of_a_round_within_a_module_lists_no_questions(student):
    assert "Questions of this module" not in student.get(f"/study/{student.code}/s/a5/round").text


def test_the_end_of_a_course_of_one_module_names_its_objectives(app, db):
    module = msgspec.structs.replace(long_module(), parts=[])
    course = db.write(lambda s: make_course(s, module=module))
    student = Student(app, course.code)
    student.begin()

    end = student.get(f"/study/{student.code}/s/b1/round").text

    assert "<li>One</li>" in end
    assert "What you are able to do now" not in end


def test_what_one_can_do_is_said_once_the_module_is_done(app, db, learner_of):
    module = msgspec.structs.replace(long_module(), parts=[])
    course = db.write(lambda s: make_course(s, module=module))
    student = Student(app, course.code)
    student.begin()
    done(db, learner_of(), *(f"a{n}" for n in range(9)), "b0", "b1")

    end = student.get(f"/study/{student.code}/s/b1/round").text

    assert "What you are able to do now" in end


def test_the_page_to_begin_says_objectives_and_length(app, db):
    module = msgspec.structs.replace(
        long_module(), objectives={"en": ["One", "Two", "One"], "ru": ["Раз"]}
    )
    course = db.write(lambda s: make_course(s, module=module))

    page = Student(app, course.code).home()

    assert "4 rounds of about ten minutes" in page
    assert "<details open>" in page
    assert page.count("<li>One</li>") == 1
    assert "Раз" not in page


def test_many_objectives_are_folded(app, db):
    texts = [f"Objective {n}" for n in range(7)]
    module = msgspec.structs.replace(long_module(), objectives={"en": texts})
    course = db.write(lambda s: make_course(s, module=module))

    page = Student(app, course.code).home()

    assert "<details>" in page
    assert "Objective 6" in page


def test_a_short_course_without_objectives_names_neither(app, db):
    module = msgspec.structs.replace(make_module(), objectives={})
    course = db.write(lambda s: make_course(s, module=module))

    page = Student(app, course.code).home()

    assert "rounds of about ten minutes" not in page
    assert "What you will be able to do" not in page


def test_a_slide_that_does_not_exist_ends_no_round(student):
    assert student.get(f"/study/{student.code}/s/none/round").status_code == 404


def test_strangers_are_sent_to_the_first_page(app, student):
    stranger = Student(app, student.code)

    response = stranger.get(f"/study/{student.code}/s/a2/round")

    assert response.location == f"/study/{student.code}"


def done(db, learner, *slide_ids):
    now = clock.now()

    def write(session):
        for slide_id in slide_ids:
            session.add(
                SlideProgress(
                    learner_id=learner.id, slide=slide_id, first_at=now, last_at=now, done_at=now
                )
            )

    db.write(write)
