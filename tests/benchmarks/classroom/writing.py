"""The tables of docs/benchmarks.md about a class."""

from tests.benchmarks import report
from tests.benchmarks.classroom.lesson import Lesson, Playing
from tests.benchmarks.classroom.measures import spread

HEADER = ("what", "measured", "target", "result")
MOST_GROWTH = 1 / 3
PACKAGES = ("numpy", "streamlit", "plotly", "websockets")


def lesson_text(lesson: Lesson) -> str:
    """What a class of so many pupils saw."""
    playing, memory = lesson.playing, lesson.memory
    a_session = (memory.playing - memory.before) / lesson.n_pupils
    rows = [
        ("Time from asking for a piece of film until it is there", _latency(playing), "", ""),
        (
            "Frames shown in time, a second and session: fewest, mean",
            f"{min(playing.frames_a_second):.1f}, {_mean(playing.frames_a_second):.1f}",
            "",
            "",
        ),
        (
            "Sessions whose film ran dry",
            _dry(playing),
            "none",
            "reached" if playing.n_dry == 0 else "missed",
        ),
        (
            "Sessions' numbers worked out once more",
            f"{lesson.n_checked} frames, {len(lesson.faults)} wrong",
            "none wrong",
            "missed" if lesson.faults else "reached",
        ),
        ("Opening the page, all at once", spread(lesson.opened).seconds(), "", ""),
        ("Opening the page while the class plays", spread(playing.opened).seconds(), "", ""),
        ("A piece of film", f"{_mean(playing.n_bytes) / 1000:.1f} kB", "", ""),
        (
            "The server's memory: before, with the class, after",
            f"{memory.before:.0f}, {memory.playing:.0f}, {memory.after:.0f} MB",
            "",
            "",
        ),
        ("Memory a session", f"{a_session:.1f} MB", "", ""),
        ("Processor time: server, this program, other programs", _shares(playing), "", ""),
        ("The server's time for a piece of film", _cost(playing), "", ""),
    ]
    return f"""`{_command(lesson)} --write`.
{report.circumstances(*PACKAGES)}

{lesson.n_pupils} browsers without a screen open the app on one server process, on the same machine.
Each types another table and another seed, presses Train (the last one three seconds after the
first) at 1,000 iterations a second, and asks for film every half second, as a browser does;
measured for {playing.seconds:.0f} seconds. Three times stand for median, 95 % and longest. A film
runs dry when the screen stands still for more than a tenth of a second because the next piece is
late. Opening the page is the time until its first run has ended, without loading Streamlit's
scripts. "After" is five seconds after the last tab has closed; Streamlit keeps a closed tab for two
minutes, in case it comes back. Other programs that were busy at the same time make all times worse.

{report.table(HEADER, rows)}"""


def fair_share_text(lesson: Lesson) -> str:
    """What the others notice when one pupil asks for a very long run."""
    assert lesson.skipped is not None
    quiet, skipped = spread(lesson.playing.latencies), spread(lesson.skipped.latencies)
    rows = [
        ("alone", _latency(lesson.playing), _dry(lesson.playing), _shares(lesson.playing)),
        (
            "with the skipper",
            _latency(lesson.skipped),
            _dry(lesson.skipped),
            _shares(lesson.skipped),
        ),
    ]
    growth = skipped.middle / quiet.middle - 1
    tail = skipped.most / quiet.most - 1
    verdicts = [
        ("Growth of the median", f"{growth:+.0%}", "at most a third", _verdict(growth)),
        ("Growth of the 95 % time", f"{tail:+.0%}", "at most a third", _verdict(tail)),
    ]
    header = (
        "the class",
        "a piece: median, 95 %, longest",
        "ran dry",
        "processor time: server, this, others",
    )
    return f"""`{_command(lesson)} --skipper --write`.
{report.circumstances(*PACKAGES)}

{lesson.n_pupils} pupils play as above, for {lesson.playing.seconds:.0f} seconds alone and as long
again while one more has asked for 10,000,000 iterations and pressed "Skip to end".

{report.table(header, rows)}

{report.table(HEADER, verdicts)}"""


def _command(lesson: Lesson) -> str:
    return (
        f"python -m tests.benchmarks.classroom --sessions {lesson.n_pupils} "
        f"--seconds {lesson.playing.seconds:.0f}"
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


def _verdict(growth: float) -> str:
    return "reached" if growth <= MOST_GROWTH else "missed"
