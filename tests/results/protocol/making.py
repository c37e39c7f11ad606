"""A session with an example of everything a protocol shows, in three languages and Dari."""

from datetime import UTC, date, datetime, timedelta

from tests.factories import make_member, make_poll, make_room, make_user
from tests.results.reports.making import be_there, cast
from webinar.kit.permissions import Role
from webinar.live.polls.models import PollState
from webinar.live.questions.models import Question, QuestionState, QuestionTranslation
from webinar.live.steps.models import (
    Answer,
    OwnerState,
    Rule,
    Step,
    StepAnswer,
    StepOutcome,
    StepOwner,
    StepState,
    StepTerms,
    StepWording,
    Verdict,
)
from webinar.room.rooms.models import RoomState

BEGAN = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)
ENDED = BEGAN + timedelta(minutes=90)

NAMES = (
    ("Aidana Seitkali", "kk"),
    ("Бекзат Ордабаев", "ru"),
    ("احمد رحیمی", "prs"),
    ("Ғалия Қасым", "kk"),
    ("Ирина Ли", "ru"),
    ("Dana Alieva", "en"),
    ("Әсел Үмбет", "kk"),
)


def make_whole_session(db, owner=None, title="Prevention that works", shares_reasons=False):
    """An ended session: polls of each sort, questions in each state, steps with each outcome."""
    owner = owner or make_user(db)
    room = make_room(
        db, owner, state=RoomState.ENDED, title=title, time_zone="Asia/Almaty", planned_minutes=90
    )
    room.started_at, room.ended_at = BEGAN, ENDED
    # The creator of the session is its host already.
    host = make_member(db, room, "Grace Hall", Role.HOST)
    helper = make_member(db, room, "Нұрлан Тілек", Role.INTERPRETER, "kk")
    people = [make_member(db, room, name, language=tag) for name, tag in NAMES]
    for place, member in enumerate([host, helper, *people]):
        be_there(db, member, BEGAN + timedelta(minutes=place), 60 * (80 - place))
    make_member(db, room, "Never Came")
    db.add(StepTerms(room_id=room.id, rule=Rule.CONSENT, quorum=50, shares_reasons=shares_reasons))
    _polls(db, room, people)
    _questions(db, room, people)
    _steps(db, room, host, people)
    db.flush()
    return room


def _polls(db, room, people):
    revealed = make_poll(db, room, "yes", "no", state=PollState.REVEALED, key="shown")
    revealed.texts = {
        "en": {"question": "Is a single talk enough?", "labels": {"yes": "Yes", "no": "No"}},
        "ru": {"question": "Достаточно ли одной беседы?", "labels": {"yes": "Да", "no": "Нет"}},
        "kk": {"question": "Бір әңгіме жеткілікті ме?", "labels": {"yes": "Иә", "no": "Жоқ"}},
    }
    for place, person in enumerate(people):
        cast(db, revealed, person, "yes" if place == 0 else "no", at=BEGAN)
    hidden = make_poll(db, room, "tea", "coffee", state=PollState.CLOSED, key="hidden")
    hidden.texts = {"en": {"question": "Tea or coffee?", "labels": {"tea": "T", "coffee": "C"}}}
    cast(db, hidden, people[0], "tea", at=BEGAN)
    rare_poll = make_poll(db, room, "often", "never", state=PollState.REVEALED, key="few")
    rare_poll.is_anonymous = True
    rare_poll.texts = {
        "en": {"question": "Have you tried?", "labels": {"often": "O", "never": "N"}}
    }
    rare_poll.voters = 3
    rare_poll.options[0].votes = 3


def _questions(db, room, people):
    def ask(number, text, state, author, language="en", **fields):
        db.add(
            Question(
                room_id=room.id,
                number=number,
                author_id=author and author.id,
                token_hash=None if author else f"{number:064}",
                text=text,
                language=language,
                state=state,
                asked_at=BEGAN + timedelta(minutes=20 + number),
                version=number,
                **fields,
            )
        )
        db.flush()

    answered = {"answer": "Тек мектеппен бірге.", "answer_language": "kk"}
    ask(1, "Мектепке кім барады?", QuestionState.ANSWERED, people[0], "kk", votes=4, **answered)
    question = db.query(Question).filter_by(room_id=room.id, number=1).one()
    db.add(
        QuestionTranslation(
            question_id=question.id,
            language="ru",
            text="Кто пойдёт в школу?",
            member_id=people[1].id,
        )
    )
    ask(2, "Where are the figures from?", QuestionState.ANSWERED, None)
    ask(3, "What does it cost?", QuestionState.PARKED, people[5], votes=1)
    ask(4, "Who is to blame?", QuestionState.DECLINED, people[4], reason="Not our subject")
    ask(5, "Кто отвечает?", QuestionState.MERGED, people[1], "ru", merged_into=1)


def _steps(db, room, host, people):
    agreed = make_step(
        db,
        room,
        people[0],
        "Replace single talks at school by a series of lessons",
        StepState.OWNED,
        due=date(2027, 3, 1),
        check_back=date(2027, 2, 1),
        indicator="Schools that began: 5 of 12",
        evidence="Letters of the schools",
        texts={
            "ru": "Заменить разовые беседы в школах серией занятий",
            "kk": "Мектептегі бір реттік әңгімелерді сабақтар топтамасымен алмастыру",
        },
        ballot=2,
    )
    own(db, agreed, 1, people[3], OwnerState.ACCEPTED)
    own(db, agreed, 2, people[1], OwnerState.ACCEPTED, paper_by=host.id, role="Начальник отдела")
    own(db, agreed, 3, people[4], OwnerState.DECLINED, reason="Нет людей")
    answers = [Answer.AGREE, Answer.RESERVE, Answer.RESERVE, Answer.AGREE]
    reasons = ["", "Если будет бюджет", "اگر مکتب موافق باشد", ""]
    for person, answer, reason in zip(people, answers, reasons, strict=False):
        answer_step(db, agreed, person, answer, reason)
    answer_step(db, agreed, people[5], Answer.MUST_ASK, "", is_late=True)
    decide(db, agreed, Verdict.AGREED, Verdict.AGREED)

    refused = make_step(db, room, people[1], "Проверять рюкзаки", language="ru")
    answer_step(db, refused, people[0], Answer.DISAGREE, "Бұл балаларды қорқытады")
    answer_step(db, refused, people[1], Answer.AGREE)
    decide(db, refused, Verdict.NOT_AGREED, Verdict.NOT_AGREED)

    forced = make_step(db, room, people[5], "Meet again in January", StepState.AGREED)
    answer_step(db, forced, people[5], Answer.AGREE)
    decide(db, forced, Verdict.NO_QUORUM, Verdict.AGREED, "The chief has agreed by telephone", host)

    make_step(db, room, people[4], "Нечто иное", StepState.DROPPED, language="ru")
    merged = make_step(db, room, people[3], "Сабақтар", StepState.DROPPED, language="kk")
    merged.merged_id = agreed.id
    make_step(db, room, people[2], "یک جلسهٔ دیگر برگزار کنیم", language="prs")


def make_step(db, room, member, text, state=StepState.PROPOSED, language="en", texts=(), **fields):
    """A step with its original wording, and `texts` as translations."""
    at = BEGAN + timedelta(minutes=40)
    is_agreed = state in (StepState.AGREED, StepState.OWNED)
    step = Step(
        room_id=room.id,
        number=db.query(Step).filter_by(room_id=room.id).count() + 1,
        text=text,
        language=language,
        proposed_by=member.id,
        state=state,
        proposed_at=at,
        decided_at=at + timedelta(minutes=10) if is_agreed else None,
        **{"ballot": 1} | fields,
    )
    db.add(step)
    db.flush()
    for revision, (tag, words) in enumerate([(language, text), *dict(texts).items()], 1):
        db.add(
            StepWording(
                step_id=step.id,
                revision=revision,
                version=1,
                language=tag,
                text=words,
                is_original=revision == 1,
                member_id=member.id,
                worded_at=at + timedelta(minutes=revision),
            )
        )
    db.flush()
    return step


def own(db, step, number, member, state, **fields):
    at = BEGAN + timedelta(minutes=50 + number)
    times = {"proposed_by": member.id, "asked_at": at, "answered_at": at}
    db.add(
        StepOwner(
            step_id=step.id, number=number, member_id=member.id, state=state, **times | fields
        )
    )
    db.flush()


def answer_step(db, step, member, answer, reason="", **fields):
    db.add(
        StepAnswer(
            step_id=step.id,
            ballot=step.ballot,
            member_id=member.id,
            answer=answer,
            reason=reason,
            language=member.language,
            answered_at=BEGAN + timedelta(minutes=45),
            **fields,
        )
    )
    db.flush()


def decide(db, step, computed, recorded, reason="", host=None, present=7):
    rows = db.query(StepAnswer).filter_by(step_id=step.id, ballot=step.ballot).all()
    db.add(
        StepOutcome(
            step_id=step.id,
            ballot=step.ballot,
            version=1,
            rule=Rule.CONSENT,
            quorum=50,
            present=present,
            counts={answer.value: sum(row.answer is answer for row in rows) for answer in Answer},
            late=sum(bool(row.is_late) for row in rows),
            owners=0,
            owners_accepted=0,
            computed=computed,
            recorded=recorded,
            reason=reason,
            overruled_by=host and host.id,
            decided_at=BEGAN + timedelta(minutes=50),
        )
    )
    db.flush()
