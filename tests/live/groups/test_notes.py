"""Several people write one note at once, over links that drop and repeat, and lose nothing."""

import threading

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.databases import examples
from tests.factories import make_member, make_room
from tests.live.groups.making import make_round
from tests.room.engine.asking import NOTE
from tests.room.engine.rig import Rig, new_op_id
from webinar.live.groups.models import NoteRevision
from webinar.live.groups.wire import ITEM
from webinar.room.engine.registry import RESTS


def begin(db, scene, *groups):
    return db.write(lambda s: make_round(s, scene.room, *(groups or ([scene.ada, scene.bek],))))


def write(rig, member, now, was="", block="block-0001", **fields):
    message = NOTE | {"block": block, "was": was, "now": now, "language": "en"} | fields
    return rig.do(member, "group.write", **message)


def note(rig, member):
    """The texts of the note as this member sees them, in order."""
    blocks = [block for block in rig.snapshot(member)["groups"]["items"] if "at" in block]
    return [block["text"] for block in sorted(blocks, key=lambda block: block["at"])]


def test_group_and_hosts_read_what_a_member_writes(db, rig, scene):
    begin(db, scene)

    assert write(rig, scene.ada, "  We begin\non Monday ")["ok"]
    rig.beat()

    for member, name in ((scene.bek, "groups.own_item"), (scene.host, "groups.item")):
        bodies = [body for heard_name, body in rig.heard_by(member) if heard_name == name]
        [block] = [item for body in bodies for item in body["put"] if "at" in item]
        assert block["text"] == "We begin on Monday"
        assert block["by"] == "Ada"
        assert note(rig, member) == ["We begin on Monday"]


def test_simultaneous_changes_to_a_paragraph_are_both_kept(db, rig, scene):
    begin(db, scene)
    write(rig, scene.ada, "We begin on Monday")

    write(rig, scene.ada, "We begin on Monday at nine", was="We begin on Monday")
    write(rig, scene.bek, "All of us begin on Monday", was="We begin on Monday")

    assert note(rig, scene.bek) == ["All of us begin on Monday at nine"]


def test_conflicting_words_are_both_kept_and_marked(db, rig, scene):
    begin(db, scene)
    write(rig, scene.ada, "We begin on Monday")

    write(rig, scene.ada, "We begin on Tuesday", was="We begin on Monday")
    write(rig, scene.bek, "We begin on Friday", was="We begin on Monday")

    assert note(rig, scene.ada) == ["We begin on [ Tuesday | Friday ]"]


def test_words_added_to_a_paragraph_survive_its_erasure(db, rig, scene):
    begin(db, scene)
    write(rig, scene.ada, "Ask the school")

    write(rig, scene.ada, "", was="Ask the school")
    write(rig, scene.bek, "Ask the school and the parents", was="Ask the school")

    assert note(rig, scene.ada) == ["and the parents"]


def test_erased_paragraph_can_be_restored(db, rig, scene):
    begin(db, scene)
    write(rig, scene.ada, "Ask the school")
    write(rig, scene.bek, "", was="Ask the school")
    assert note(rig, scene.ada) == [""]

    assert rig.do(scene.ada, "group.restore", **NOTE)["ok"]
    assert rig.do(scene.ada, "group.restore", **NOTE)["ok"]

    assert note(rig, scene.bek) == ["Ask the school"]
    missing = rig.do(scene.ada, "group.restore", **(NOTE | {"block": "no-such-one"}))
    assert missing["code"] == "unknown_block"


def test_paragraphs_keep_the_order_their_writers_chose(db, rig, scene):
    begin(db, scene)
    write(rig, scene.ada, "One", block="block-0001")
    write(rig, scene.ada, "Three", block="block-0003")

    write(rig, scene.bek, "Two", block="block-0002", after="block-0001")

    assert note(rig, scene.ada) == ["One", "Two", "Three"]


def test_every_change_is_recorded(db, rig, scene):
    begin(db, scene)
    write(rig, scene.ada, "We begin")
    write(rig, scene.bek, "We begin on Monday", was="We begin")
    write(rig, scene.bek, "", was="We begin on Monday")

    with db.read() as s:
        rows = s.query(NoteRevision).order_by(NoteRevision.revision)
        revisions = [(row.revision, row.text, row.member_id) for row in rows]
    assert revisions == [
        (1, "We begin", scene.ada.id),
        (2, "We begin on Monday", scene.bek.id),
        (3, "", scene.bek.id),
    ]


def test_unchanged_text_is_broadcast_without_a_new_revision(db, rig, scene, monkeypatch):
    monkeypatch.setitem(RESTS, ITEM, 0)
    begin(db, scene)
    write(rig, scene.ada, "We begin")
    rig.beat()
    rig.said.clear()

    write(rig, scene.ada, "We begin", was="We begin")
    rig.beat()

    assert "groups.own_item" in rig.names_heard_by(scene.ada)
    with db.read() as s:
        assert s.query(NoteRevision).count() == 1


def test_other_group_cannot_hear_read_or_write_the_note(db, rig, scene):
    begin(db, scene, [scene.ada], [scene.bek])
    write(rig, scene.ada, "Our secret plan")
    rig.do(scene.ada, "group.ask", question="Secret?", options=["Yes", "No"], language="en")
    rig.do(scene.ada, "group.help", wanted=True)
    rig.beat()

    assert "groups.own_item" in rig.names_heard_by(scene.ada)
    assert "groups.own_item" not in rig.names_heard_by(scene.bek)
    assert "ecret" not in str(rig.heard_by(scene.bek))
    assert "ecret" not in str(rig.snapshot(scene.bek))

    assert write(rig, scene.bek, "Mine", was="Our secret plan")["code"] == "not_in_group"
    assert write(rig, scene.bek, "Mine", group=2)["ok"]
    assert note(rig, scene.ada) == ["Our secret plan"]


def test_text_written_offline_arrives_after_the_round(db, rig, scene):
    begin(db, scene)
    rig.do(scene.host, "groups.close")

    assert write(rig, scene.ada, "Written on the bus")["ok"]

    assert note(rig, scene.bek) == ["Written on the bus"]


def test_late_text_of_an_earlier_round_stays_out_of_the_current_one(db, rig, scene):
    begin(db, scene)
    rig.do(scene.host, "groups.close")
    rig.do(scene.host, "groups.draft", split="random", everyone=True)
    rig.do(scene.host, "groups.start", minutes=5)
    rig.beat()
    rig.said.clear()

    assert write(rig, scene.ada, "Written on the bus")["ok"]
    rig.beat()

    assert rig.said == []
    assert note(rig, scene.bek) == []


def test_full_note_takes_no_more_paragraphs(db, rig, scene, monkeypatch):
    monkeypatch.setattr("webinar.live.groups.notes.BLOCKS_PER_NOTE", 1)
    begin(db, scene)
    write(rig, scene.ada, "One")

    assert write(rig, scene.ada, "Two", block="block-0002")["code"] == "note_full"


WRITERS = 5
BLOCKS = ("block-0000", "block-0001")
# Each act holds the writer, the paragraph, and the step that the writer or the network takes.
ACTS = st.lists(
    st.tuples(
        st.integers(0, WRITERS - 1),
        st.sampled_from(BLOCKS),
        st.sampled_from(["add", "front", "drop", "send", "arrive", "repeat", "hear"]),
    ),
    max_size=60,
)


class Phone:
    """A member's phone.

    For each paragraph it holds the text that the server has or will have (`base`), the text on
    the screen (`shown`), and the command that is not yet acknowledged (`in_flight`).
    """

    def __init__(self, rig, member):
        self.rig, self.member = rig, member
        self.base, self.shown = dict.fromkeys(BLOCKS, ""), dict.fromkeys(BLOCKS, "")
        self.in_flight, self.arrived = {}, []

    def type(self, block, act, word):
        """Edit the shown text, and return the words that were removed."""
        words = self.shown[block].split()
        dropped = {words.pop(0)} if act == "drop" and words else set()
        if act != "drop":
            words.insert(0 if act == "front" else len(words), word)
        self.shown[block] = " ".join(words)
        return dropped

    def send(self, block):
        """Send one command at a time per paragraph; later typing builds on it."""
        if block not in self.in_flight:
            fields = {"was": self.base[block], "now": self.shown[block], "language": "en"}
            self.in_flight[block] = NOTE | fields | {"block": block, "op_id": new_op_id()}
            self.base[block] = self.shown[block]

    def arrive(self, block):
        if block in self.in_flight:
            self.arrived.append(self.in_flight.pop(block))
            assert self.rig.ask(self.member, "group.write", **self.arrived[-1])["ok"]

    def repeat(self, _block):
        """Send the first command again, as if its answer had been lost, however late."""
        if self.arrived:
            assert self.rig.ask(self.member, "group.write", **self.arrived[0])["ok"]

    def hear(self, *blocks):
        """Show the server's text where nothing unsent is typed and no command is in flight."""
        quiet = [
            block
            for block in blocks
            if self.shown[block] == self.base[block] and block not in self.in_flight
        ]
        if quiet:
            items = self.rig.snapshot(self.member)["groups"]["items"]
            texts = {item["id"]: item["text"] for item in items if "at" in item}
            for block in quiet:
                self.shown[block] = self.base[block] = texts.get(f"1.{block}", "")


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=ACTS)
def test_five_writers_in_any_order_lose_no_word_and_converge(db, acts):
    rig, members = Rig(db), db.write(make_writers)
    phones = [Phone(rig, member) for member in members]
    added, dropped = set(), set()

    for number, (writer, block, act) in enumerate(acts):
        if act in ("send", "arrive", "repeat", "hear"):
            getattr(phones[writer], act)(block)
        else:
            dropped |= phones[writer].type(block, act, f"w{number}")
            added |= {f"w{number}"} if act != "drop" else set()
    for step in ("arrive", "send", "arrive"):
        for phone in phones:
            for block in BLOCKS:
                getattr(phone, step)(block)
    for phone in phones:
        phone.hear(*BLOCKS)

    texts = [phone.shown for phone in phones]
    assert all(text == texts[0] for text in texts)
    assert added - dropped <= {word for text in texts[0].values() for word in text.split()}


def make_writers(s):
    room = make_room(s)
    members = [make_member(s, room, f"Writer {number}") for number in range(WRITERS)]
    make_round(s, room, members)
    return members


def test_concurrent_writers_lose_nothing(db):
    rig, members = Rig(db), db.write(make_writers)
    words = {
        member.id: [f"{member.name[-1]}x{number}" for number in range(8)] for member in members
    }

    def type_on(member):
        text = ""
        for word in words[member.id]:
            longer = f"{text} {word}".strip()
            assert write(rig, member, longer, was=text)["ok"]
            text = longer

    threads = [threading.Thread(target=type_on, args=(member,)) for member in members]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    [text] = note(rig, members[0])
    assert sorted(text.split()) == sorted(
        word for words_of_writer in words.values() for word in words_of_writer
    )
