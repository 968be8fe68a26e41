"""A lesson: a whole class opens the page, types its tables and trains, all at once."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import parse_qsl

from tests.benchmarks.classroom import checks
from tests.benchmarks.classroom.film import dry_spells, frames_in_time
from tests.benchmarks.classroom.measures import Work, resident_megabytes, work_so_far
from tests.benchmarks.classroom.pupil import Pupil
from tests.benchmarks.classroom.task import Task
from tests.browser.driver import Server

# At this pace every thirtieth of a second shows another iteration, so that a gap is a fault. (Only
# in the first half minute: later a run keeps every 64th iteration, and shows fewer frames.)
PACE = "1,000 iterations a second"
ITERATIONS = 1_000_000
SKIPPED_ITERATIONS = 10_000_000
# After the teacher has said "now", somebody presses Train so often, until all have.
SECONDS_BETWEEN_PRESSES = 0.1
# A crowd's films get thinner one after the other, which takes until then.
SECONDS_OF_STARTING = 8.0
SECONDS_BETWEEN_VISITORS = 2.0
# XOR from 1,000 starts, trained so far that nobody comes to the end.
SEEKING = "problem=xor_two_inputs&hidden=4&bias=1&iterations=1000000&tab=many&many_seeds=1000&end=1"
# The first answer of lesson 3, as a link says it, and what the teacher's page says of guesses.
GUESS = "3a"
COUNTS = "have guessed"
SETTLING = 5.0


@dataclass(frozen=True)
class Playing:
    """What the class saw while it played for `seconds`; latencies and spells in seconds."""

    seconds: float
    latencies: tuple[float, ...]
    frames_a_second: tuple[float, ...]
    dry_spells: tuple[tuple[float, ...], ...]
    opened: tuple[float, ...]
    n_bytes: tuple[int, ...]
    work: Work

    @property
    def n_dry(self) -> int:
        """The sessions that ran dry at least once."""
        return sum(bool(spells) for spells in self.dry_spells)


@dataclass(frozen=True)
class Memory:
    """The server's memory in megabytes: before the class, while it plays, after it left."""

    before: float
    playing: float
    after: float


@dataclass(frozen=True)
class Lesson:
    """All that was measured; `skipped` is the same class while one more pupil skips far ahead, or
    some train many seeds."""

    n_pupils: int
    opened: tuple[float, ...]
    playing: Playing
    skipped: Playing | None
    memory: Memory
    n_checked: int
    faults: tuple[str, ...]
    # How many more train many seeds meanwhile, and to how many per cent they had come at the end;
    # what the page of the class's teacher said last.
    progress: tuple[int, ...] = ()
    teacher_saw: str = ""


async def lesson(
    server: Server,
    n_pupils: int,
    seconds: float,
    with_skipper: bool,
    with_visitors: bool = True,
    starting: float = SECONDS_OF_STARTING,
    settling: float = SETTLING,
    n_seeking: int = 0,
    is_together: bool = False,
) -> Lesson:
    """Hold the lesson on a running server. is_together: the pupils are in a class that a teacher
    has opened, with a nickname and a guess each."""
    await _visit(server.url, n_pupils)  # the first run of a process also imports what it needs
    before = resident_megabytes(server.process.pid)
    pupils = [Pupil(server.url, Task(number)) for number in range(n_pupils)]
    teachers = [Pupil(server.url, Task(n_pupils))] if is_together else []
    progress: tuple[int, ...] = ()
    async with all_closed([*pupils, *teachers]):
        for teacher in teachers:
            code = await _open_class(teacher)
            for pupil in pupils:
                pupil.page.query = f"class={code}&progress={GUESS}"
        opened = await asyncio.gather(*(pupil.open() for pupil in pupils))
        if is_together:
            await asyncio.gather(*(_join(pupil) for pupil in pupils))
        await asyncio.gather(*(prepare(pupil) for pupil in pupils))
        await asyncio.gather(*(train_in_turn(pupil) for pupil in pupils))
        await asyncio.sleep(starting)
        playing = await _play(server, pupils, seconds, with_visitors)
        while_playing = resident_megabytes(server.process.pid)
        skipped = None
        if with_skipper:
            async with _skipper(server.url, n_pupils):
                skipped = await _play(server, pupils, seconds, with_visitors)
        elif n_seeking:
            async with _seekers(server.url, n_pupils, n_seeking) as seekers:
                skipped = await _play(server, pupils, seconds, with_visitors)
                progress = tuple(seeker.page.progress for seeker in seekers)
        saw = next(
            (text for one in teachers for text in reversed(one.page.texts) if COUNTS in text), ""
        )
    await asyncio.sleep(settling)
    memory = Memory(before, while_playing, resident_megabytes(server.process.pid))
    seen = [[piece.sample for piece in pupil.pieces if piece.sample] for pupil in pupils]
    wrong = [
        fault
        for pupil, samples in zip(pupils, seen, strict=True)
        for fault in (*checks.faults(pupil.task, samples), *pupil.page.faults)
    ]
    n_checked = sum(min(len(samples), checks.MOST_SAMPLES) for samples in seen)
    wrong += [fault for teacher in teachers for fault in teacher.page.faults]
    faults = tuple(wrong)
    return Lesson(
        n_pupils, tuple(opened), playing, skipped, memory, n_checked, faults, progress, saw
    )


async def prepare(pupil: Pupil) -> None:
    """Type the pupil's own table and settings."""
    await pupil.edit_table(pupil.task.edits)
    await pupil.type_number("seed", pupil.task.seed)
    await pupil.type_number("iterations", ITERATIONS)
    await pupil.choose("pace", PACE)


@asynccontextmanager
async def all_closed(pupils: Sequence[Pupil]) -> AsyncIterator[None]:
    """Close every tab at the end, whatever happened."""
    try:
        yield
    finally:
        await asyncio.gather(*(pupil.close() for pupil in pupils))


async def train_in_turn(pupil: Pupil) -> None:
    # The browsers ask for film twice a second from then on, each at its own moments.
    await asyncio.sleep(SECONDS_BETWEEN_PRESSES * pupil.task.number)
    await pupil.press("train")


@asynccontextmanager
async def _skipper(url: str, number: int) -> AsyncIterator[None]:
    pupil = Pupil(url, Task(number))
    async with all_closed([pupil]):
        await pupil.open()
        await pupil.type_number("iterations", SKIPPED_ITERATIONS)
        await pupil.press("skip_to_end")
        yield


@asynccontextmanager
async def _seekers(url: str, number: int, n_seeking: int) -> AsyncIterator[Sequence[Pupil]]:
    seekers = [Pupil(url, Task(number)) for _ in range(n_seeking)]
    async with all_closed(seekers):
        for seeker in seekers:
            seeker.page.query = SEEKING
            await seeker.open()
        yield seekers


async def _open_class(teacher: Pupil) -> str:
    """The code of the class that this page has opened, at the lesson of the guess."""
    teacher.page.query = f"lesson={GUESS[0]}"
    await teacher.open()
    await teacher.press("open_class")
    return dict(parse_qsl(teacher.page.query))["class"]


async def _join(pupil: Pupil) -> None:
    await pupil.choose("class_nickname", f"Pupil {pupil.task.number}")
    await pupil.press("join_class")


async def _visit(url: str, number: int) -> float:
    visitor = Pupil(url, Task(number))
    async with all_closed([visitor]):
        return await visitor.open()


async def _visits(url: str, number: int, end: float) -> list[float]:
    """Somebody opens the page now and then while the class plays."""
    opened = []
    while time.monotonic() + SECONDS_BETWEEN_VISITORS < end or not opened:
        opened.append(await _visit(url, number))
        await asyncio.sleep(max(0.0, min(SECONDS_BETWEEN_VISITORS, end - time.monotonic())))
    return opened


async def _play(
    server: Server, pupils: Sequence[Pupil], seconds: float, with_visitors: bool
) -> Playing:
    begin = time.monotonic()
    work_before = work_so_far(server.process.pid)
    end = begin + seconds
    opened = await _visits(server.url, len(pupils), end) if with_visitors else []
    await asyncio.sleep(max(0.0, begin + seconds - time.monotonic()))
    end = time.monotonic()
    span = end - begin
    new = [piece for pupil in pupils for piece in pupil.pieces if piece.arrived >= begin]
    asked = [piece for piece in new if piece.latency is not None]
    return Playing(
        seconds=span,
        latencies=tuple(piece.latency for piece in asked if piece.latency is not None),
        frames_a_second=tuple(frames_in_time(pupil.pieces, begin, end) / span for pupil in pupils),
        dry_spells=tuple(tuple(dry_spells(pupil.pieces, begin, end)) for pupil in pupils),
        opened=tuple(opened),
        n_bytes=tuple(piece.n_bytes for piece in asked),
        work=work_so_far(server.process.pid).since(work_before),
    )
