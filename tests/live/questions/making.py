"""Make questions, chat messages and their rules for tests."""

from tests.factories import make_member
from webinar.kit import clock
from webinar.live.chat.models import ChatMessage, ChatMode, ChatRules
from webinar.live.questions.models import Question, QuestionRules, QuestionState

TOKEN = "0123456789abcdef0123456789abcdef"


def make_question(db, room, author, number=1, state=QuestionState.OPEN, text="Why?", version=1):
    question = Question(
        room_id=room.id,
        number=number,
        author_id=None if author is None else author.id,
        text=text,
        language="en",
        state=state,
        votes=0,
        asked_at=clock.now(),
        version=version,
    )
    db.add(question)
    db.flush()
    return question


def make_talk(db, room, member):
    """Add three questions and a message of this member, and a member to mute.

    The last question is waiting.
    """
    make_member(db, room, "Other")
    make_question(db, room, member, 1)
    make_question(db, room, member, 2)
    make_question(db, room, member, 3, QuestionState.WAITING)
    rules = {"is_open": True, "is_moderated": False, "allows_anonymous": True}
    db.add(QuestionRules(room_id=room.id, **rules))
    db.add(ChatRules(room_id=room.id, mode=ChatMode.EVERYONE))
    fields = {"text": "Hello", "language": "en", "said_at": clock.now(), "version": 0}
    db.add(ChatMessage(room_id=room.id, number=1, author_id=member.id, **fields))
