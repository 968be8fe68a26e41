"""A very small class on a real server: nobody sees an error, everybody sees their own numbers."""

import asyncio
from pathlib import Path

from tests.benchmarks.classroom import soak, writing
from tests.benchmarks.classroom.lesson import lesson
from tests.browser.driver import log_faults, running_server


def test_two_pupils_learn_their_own_tables(project_root: Path) -> None:
    with running_server(project_root) as server:
        held = asyncio.run(lesson(server, 2, seconds=3, with_skipper=False, starting=0, settling=0))
        log = server.log()
    assert held.faults == ()
    assert held.n_checked > 4
    assert len(held.playing.latencies) > 3
    assert min(held.playing.frames_a_second) > 5
    assert "2 browsers" in writing.lesson_text(held)
    assert log_faults(log) == []


def test_two_pupils_in_a_class_play_while_another_tries_many_seeds(project_root: Path) -> None:
    with running_server(project_root) as server:
        held = asyncio.run(
            lesson(
                *(server, 2, 2, False),
                with_visitors=False,
                starting=0,
                settling=0,
                n_seeking=1,
                is_together=True,
            )
        )
    assert held.faults == ()
    assert "2 learners" in held.teacher_saw
    assert "2 of 2 have guessed" in held.teacher_saw
    assert len(held.progress) == 1
    assert held.skipped is not None
    assert held.skipped.latencies
    assert "1 more train XOR from 1,000 seeds" in writing.fair_share_text(held)


def test_a_short_soak_does_something_and_sees_no_error(project_root: Path) -> None:
    with running_server(project_root) as server:
        soaked = asyncio.run(soak.soak(server, seconds=4, n_pupils=2))
    assert soaked.faults == ()
    assert soaked.done.total() > 0
    assert soaked.moments[-1].n_actions > soaked.moments[0].n_actions
    assert "0 errors" in soak.text(soaked, 1)
