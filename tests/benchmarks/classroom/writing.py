"""The tables of docs/benchmarks.md about a class."""

import math
from dataclasses import dataclass

from tests.benchmarks import report
from tests.benchmarks.classroom.lesson import (
    SECONDS_BETWEEN_PRESSES,
    SECONDS_OF_STARTING,
    Lesson,
    Playing,
)
from tests.benchmarks.classroom.measures import spread

HEADER = ("what", "measured", "target", "result")
MOST_GROWTH = 1 / 3
MOST_SECONDS_TO_OPEN, MOST_MEGABYTES_A_SESSION = 3.0, 3.0
LARGEST_CLASS = 30
PACKAGES = ("numpy", "streamlit", "plotly", "websockets")


@dataclass(frozen=True)
class Targets:
    """What is to be reached: seconds until half and 95 % of the pieces are there, and frames."""

    frames_a_second: int
    middle: float = math.inf
    most: float = math.inf

    @property
    def latency_text(self) -> str:
        if math.isinf(self.middle):
            return ""
        return f"half in {1000 * self.middle:.0f} ms, 95 % in {1000 * self.most:.0f} ms"


# A class of thirty, and many more, whose films may thin out but must not stop.
CLASS, CROWD = Targets(30, 0.050, 0.150), Targets(10)


def lesson_text(lesson: Lesson) -> str:
    """What a class of so many pupils saw."""
    playing, memory = lesson.playing, lesson.memory
    latency, opened = spread(playing.latencies or [math.inf]), spread(playing.opened)
    a_session, fewest = a_session_takes(lesson), min(playing.frames_a_second)
    targets = CROWD if lesson.n_pupils > LARGEST_CLASS else CLASS
    rows = [
        (
            "Time from asking for a piece of film until it is there",
            _latency(playing),
            targets.latency_text,
            _verdict(latency.middle <= targets.middle and latency.most <= targets.most)
            if targets.latency_text
            else "",
        ),
        (
            "Frames shown in time, a second and session: fewest, mean",
            f"{fewest:.1f}, {_mean(playing.frames_a_second):.1f}",
            f"at least {targets.frames_a_second}",
            # A frame more or less at the two ends of the measured time is no fault of the server.
            _verdict((targets.frames_a_second - fewest) * playing.seconds <= 2),
        ),
        (
            "Sessions whose film ran dry",
            _dry(playing),
            "none",
            _verdict(playing.n_dry == 0),
        ),
        (
            "Sessions' numbers worked out once more",
            f"{lesson.n_checked} frames, {len(lesson.faults)} wrong",
            "none wrong",
            _verdict(not lesson.faults),
        ),
        *_teacher_saw(lesson),
        ("Opening the page, all at once", spread(lesson.opened).seconds(), "", ""),
        (
            "Opening the page while the class plays",
            opened.seconds(),
            f"at most {MOST_SECONDS_TO_OPEN:.0f} s",
            _verdict(opened.worst <= MOST_SECONDS_TO_OPEN),
        ),
        ("A piece of film", f"{_mean(playing.n_bytes) / 1000:.1f} kB", "", ""),
        (
            "The server's memory: before, with the class, after",
            f"{memory.before:.0f}, {memory.playing:.0f}, {memory.after:.0f} MB",
            "",
            "",
        ),
        (
            "Memory a session",
            f"{a_session:.1f} MB",
            f"under {MOST_MEGABYTES_A_SESSION:.0f} MB",
            _verdict(a_session < MOST_MEGABYTES_A_SESSION),
        ),
        ("Processor time: server, this program, other programs", _shares(playing), "", ""),
        ("The server's time for a piece of film", _cost(playing), "", ""),
    ]
    together = (
        "\nAll are in one class, with a nickname and a guess each, and ask for its news; a teacher "
        "has opened\nit, and looks at its page."
    )
    return f"""`{_command(lesson)} --write`.
{report.circumstances(*PACKAGES)}

{lesson.n_pupils} browsers without a screen open the app on one server process, on the same machine.
Each types another table and another seed, and presses Train, one every {SECONDS_BETWEEN_PRESSES:g}
seconds, at 1,000 iterations a second; then it asks for film as often as the server says, as a
browser does. Measured for {playing.seconds:.0f} seconds, from {SECONDS_OF_STARTING:.0f} seconds
after the last film has begun. Three times stand for median, 95 % and longest. A film runs dry when
the screen stands still for more than a tenth of a second because the next piece is late. Opening
the page is the time until its first run has ended, without loading Streamlit's scripts. "After" is
five seconds after the last tab has closed; Streamlit keeps a closed tab for two minutes, in case it
comes back.
Other programs that were busy at the same time make all times worse.{
        together if lesson.teacher_saw else ""
    }

{report.table(HEADER, rows)}"""


def _teacher_saw(lesson: Lesson) -> list[tuple[str, str, str, str]]:
    """What the teacher's page says of a class."""
    if not lesson.teacher_saw:
        return []
    n = lesson.n_pupils
    target = f"{n} learners", f"{n} of {n} have guessed"
    is_all = all(part in lesson.teacher_saw for part in target)
    return [("The teacher's page", lesson.teacher_saw, ", ".join(target), _verdict(is_all))]


def fair_share_text(lesson: Lesson) -> str:
    """What the others notice when one pupil asks for a very long run, or some for many seeds."""
    assert lesson.skipped is not None
    quiet, skipped = spread(lesson.playing.latencies), spread(lesson.skipped.latencies)
    rows = [
        ("alone", _latency(lesson.playing), _dry(lesson.playing), _shares(lesson.playing)),
        (
            "with the seeds" if lesson.progress else "with the skipper",
            _latency(lesson.skipped),
            _dry(lesson.skipped),
            _shares(lesson.skipped),
        ),
    ]
    growth = skipped.middle / quiet.middle - 1
    tail = skipped.most / quiet.most - 1
    verdicts = [
        (name, f"{found:+.0%}", "at most a third", _verdict(found <= MOST_GROWTH))
        for name, found in (("Growth of the median", growth), ("Growth of the 95 % time", tail))
    ]
    verdicts.append(
        (
            "Sessions whose film ran dry meanwhile",
            _dry(lesson.skipped),
            "none",
            _verdict(lesson.skipped.n_dry == 0),
        )
    )
    header = (
        "the class",
        "a piece: median, 95 %, longest",
        "ran dry",
        "processor time: server, this, others",
    )
    return f"""`{_command(lesson)} --write`.
{report.circumstances(*PACKAGES)}

{lesson.n_pupils} pupils play as above, for {lesson.playing.seconds:.0f} seconds alone and as long
again while {_meanwhile(lesson)}.

{report.table(header, rows)}

{report.table(HEADER, verdicts)}"""


def _meanwhile(lesson: Lesson) -> str:
    if not lesson.progress:
        return 'one more has asked for 10,000,000 iterations and pressed "Skip to end"'
    least, most = min(lesson.progress), max(lesson.progress)
    return (
        f"{len(lesson.progress)} more train XOR from 1,000 seeds each, for 1,000,000 iterations, "
        f"of which they have done\n{least} to {most} % by the end"
    )


def a_session_takes(lesson: Lesson) -> float:
    """The megabytes of a session beyond the first, which is the visitor before the class."""
    return (lesson.memory.playing - lesson.memory.before) / lesson.n_pupils


def _command(lesson: Lesson) -> str:
    if lesson.skipped is None:
        beside = " --together" if lesson.teacher_saw else ""
    else:
        beside = f" --seeking {len(lesson.progress)}" if lesson.progress else " --skipper"
    return (
        f"python -m tests.benchmarks.classroom --sessions {lesson.n_pupils} "
        f"--seconds {lesson.playing.seconds:.0f}{beside}"
    )


def _latency(playing: Playing) -> str:
    return spread(playing.latencies).milliseconds() if playing.latencies else "no piece came"


def _dry(playing: Playing) -> str:
    longest = max((spell for spells in playing.dry_spells for spell in spells), default=0.0)
    total = f"{playing.n_dry} of {len(playing.dry_spells)}"
    return f"{total}, at most {longest:.2f} s" if playing.n_dry else total


def _shares(playing: Playing) -> str:
    work, seconds = playing.work, playing.seconds
    shares = (work.server / seconds, work.ours / seconds, work.others / seconds)
    return ", ".join(f"{share:.0%}" for share in shares) + " of a core"


def _cost(playing: Playing) -> str:
    """All that the server did, visitors' pages included, shared out to the pieces it made."""
    return f"{1000 * playing.work.server / max(1, len(playing.n_bytes)):.1f} ms"


def _mean(values: tuple[float, ...] | tuple[int, ...]) -> float:
    return sum(values) / len(values) if values else 0.0


def _verdict(is_reached: bool) -> str:
    return "reached" if is_reached else "missed"
