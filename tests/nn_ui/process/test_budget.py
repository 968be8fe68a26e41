"""Memory is shared out: idle runs give up records first, and a tab too many is not taken."""

import concurrent.futures
import gc

import pytest

from nn_core import Architecture, Dataset, Experiment, TrainingSettings
from nn_ui.process.budget import (
    A_TAB,
    FULL,
    KEPT_RECORDS,
    SECONDS_TO_BE_IDLE,
    SECONDS_TO_COME_BACK,
    SHORT,
    Budget,
    memory_to_come,
)
from nn_ui.process.housekeeping import Housekeeper
from nn_ui.session.player import Player

TABLE = Dataset(X=[[0, 1, 1], [1, 0, 0], [1, 0, 1]], y=[1, 0, 1])
DEEP = Experiment(
    TABLE, Architecture((16,) * 6, True, "tanh"), TrainingSettings(0.01, optimiser="adam")
)
EXAMPLE = (1.0, 0.0, 1.0)
GOAL = 1_000
LIMIT = 200 * 2**20


class Process:
    """A process whose memory is that of its learners' runs."""

    def __init__(self, n_learners: int, limit: int | None = LIMIT) -> None:
        self.learners = [self.deep() for _ in range(n_learners)]
        self.more = 0
        self.budget = Budget(limit, self.resident)
        for number, player in enumerate(self.learners):
            self.budget.uses(str(number), player, float(number))

    @staticmethod
    def deep() -> Player:
        player = Player(DEEP, EXAMPLE, GOAL)
        player.run.advance_to(GOAL)
        return player

    def resident(self) -> int:
        return self.more + sum(player.run.memory for player in self.learners)

    @property
    def whole(self) -> list[bool]:
        """Which runs have more records than are kept when memory is short."""
        return [player.run.memory > 2 * KEPT_RECORDS for player in self.learners]


def test_while_there_is_room_nobody_gives_up_anything() -> None:
    process = Process(3)
    process.budget.make_room(1000.0)
    assert process.whole == [True] * 3


def test_the_run_that_has_been_idle_for_longest_gives_up_records_first() -> None:
    process = Process(4)
    before = process.learners[0].run.at(777).parameters.tobytes()
    process.budget.uses("0", process.learners[0], 50.0)
    process.more = int(SHORT * LIMIT) - process.resident() + 1
    process.budget.make_room(50.0 + SECONDS_TO_BE_IDLE)
    assert process.whole == [True, False, True, True]
    process.more += process.learners[1].run.memory + 40 * 2**20
    process.budget.make_room(50.0 + SECONDS_TO_BE_IDLE)
    assert process.whole[0] is process.whole[1] is False
    assert process.learners[0].run.at(777).parameters.tobytes() == before


def test_runs_at_work_give_up_records_when_nothing_else_is_left() -> None:
    process = Process(3)
    process.budget.uses("0", process.learners[0], 100.0)
    process.more = LIMIT
    process.budget.make_room(100.0)
    assert process.whole == [False] * 3
    kept = [player.run.memory for player in process.learners]
    process.budget.make_room(100.0)  # what is kept is kept
    assert [player.run.memory for player in process.learners] == kept


def test_a_run_that_is_asked_by_another_thread_is_left_alone() -> None:
    process = Process(1)
    process.more = LIMIT
    lock = process.learners[0].run._lock
    with concurrent.futures.ThreadPoolExecutor(1) as other, lock:
        other.submit(process.budget.make_room, 100.0).result()
        assert process.whole == [True]
    process.budget.make_room(100.0)
    assert process.whole == [False]


def test_a_tab_is_taken_as_long_as_all_runs_can_grow() -> None:
    process = Process(2)
    young = Player(DEEP, EXAMPLE, 10_000)
    process.learners.append(young)
    process.budget.uses("young", young, 0.0)
    to_come = memory_to_come(young)
    assert KEPT_RECORDS < to_come < 4 * KEPT_RECORDS
    process.more = int(FULL * LIMIT) - process.resident() - A_TAB - to_come
    assert process.budget.has_room()
    process.more += 1
    assert not process.budget.has_room()


@pytest.mark.parametrize("limit", [None, LIMIT])
def test_where_nobody_knows_there_is_always_room(limit: int | None) -> None:
    process = Process(1, limit)
    process.budget = Budget(limit, lambda: None if limit else 10 * LIMIT)
    process.budget.uses("0", process.learners[0], 0.0)
    assert process.budget.has_room()
    process.budget.make_room(100.0)
    assert process.whole == [True]


def test_what_a_run_will_take_is_never_more_than_it_says() -> None:
    player = Player(DEEP, EXAMPLE, 3_000)
    to_come = memory_to_come(player)
    for goal in range(0, 3_001, 100):
        player.run.advance_to(goal)
        player.run.give_up_records(KEPT_RECORDS)
        assert player.run.memory <= to_come + 2**20
    assert memory_to_come(player) < to_come / 3
    article = Player(Experiment(TABLE), EXAMPLE, 10_000)
    assert memory_to_come(article) < 100_000


def test_a_closed_tab_is_forgotten_once_it_cannot_come_back() -> None:
    process = Process(2)
    expected = process.learners[0].run.at(500).parameters.tobytes()
    is_open = {"0": True, "1": True}
    session_store = Housekeeper(process.budget, is_open.__getitem__)
    session_store.look(0.0)
    is_open["0"] = False
    session_store.look(10.0)
    assert process.budget.n_open == 1
    session_store.look(10.0 + SECONDS_TO_COME_BACK - 1)
    assert process.whole == [True, True]
    is_open["0"] = True  # it has come back
    session_store.look(200.0)
    is_open["0"] = False
    session_store.look(210.0)
    session_store.look(200.0 + SECONDS_TO_COME_BACK)
    assert process.whole == [True, True]
    session_store.look(210.0 + SECONDS_TO_COME_BACK)
    assert process.learners[0].run.memory < 100_000
    assert process.whole == [False, True]
    # Even so it is the same run.
    assert process.learners[0].run.at(500).parameters.tobytes() == expected
    assert process.learners[0].curves.iterations[-1] == GOAL - GOAL % 8


def test_a_tab_whose_session_has_gone_is_not_counted() -> None:
    process = Process(2)
    del process.learners[0]
    gc.collect()
    session_store = Housekeeper(process.budget, lambda session_id: True)
    session_store.look(0.0)
    assert process.budget.n_open == 1
