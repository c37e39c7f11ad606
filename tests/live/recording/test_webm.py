"""The file says how long it is, where its parts are, and where its chapters begin."""

import io
from itertools import pairwise

from tests.live.recording.reading import read
from tests.live.recording.speech import frame, packets
from webinar.live.recording.timing import Placing
from webinar.live.recording.webm import CLUSTER_MS, Mark, WebmWriter


def written(spoken, length, chapters=()):
    placing, target = Placing(0, length), io.BytesIO()
    writer = WebmWriter(io.BytesIO())
    writer.add(placing.place(spoken))
    writer.add(placing.finish())
    writer.finish(target, length, list(chapters))
    return read(target.getvalue())


def test_file_has_the_whole_sound():
    film = written(packets(7_000, 2), 12_340)

    assert film.duration == 12_340
    assert film.sounds == [(7_000 + 20 * number, frame(number)) for number in range(6)]
    assert [at for at, _ in film.frames] == list(range(0, 12_340, 20))


def test_every_entry_of_the_index_leads_to_its_time():
    film = written(packets(0, 700), 42_000)

    assert len(film.index) == 9
    assert all(said == found for said, found in film.index)
    times = [at for at, _ in film.index]
    assert times[0] == 0
    assert all(CLUSTER_MS <= later - at < 2 * CLUSTER_MS for at, later in pairwise(times))


def test_chapters_keep_their_times_and_titles():
    film = written([], 9_000, [Mark(0, "Кіріспе", "kk"), Mark(4_500, "Қорытынды", "kk")])

    assert film.chapters == [(0, "Кіріспе"), (4_500, "Қорытынды")]


def test_session_without_length_is_a_file_without_sound():
    film = written([], 0)

    assert (film.duration, film.blocks, film.index) == (0, [], [])
