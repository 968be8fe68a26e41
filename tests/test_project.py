"""What must stay true of the project's own files, so that the README can be trusted."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from nn_ui.figures.palette import blend
from tests.colour_vision import contrast

ROOT = Path(__file__).resolve().parent.parent
TOP_LEVEL = frozenset(
    {
        "app.py",
        "nn_core",
        "nn_ui",
        "tests",
        "docs",
        "requirements.txt",
        "README.md",
        "pyproject.toml",
        "LICENSE",
        ".streamlit",
        ".ci",
        ".gitignore",
    }
)
# Where there is no Git to ask, as in an unpacked archive: what tools leave behind.
LEFT_BEHIND = frozenset(
    {
        *(".git", "__pycache__", ".venv", "node_modules"),
        *(".hypothesis", ".mypy_cache", ".pytest_cache", ".ruff_cache"),
    }
)
COMMANDS = (
    "pip install -r requirements.txt && streamlit run app.py",
    "pip install -r tests/requirements.txt && pytest",
)
SOURCE_SUFFIXES = frozenset({".py", ".js", ".ts", ".css", ".html"})
MAX_LINES = 250
SETTING = re.compile(r"""^\s*[\w.]+\s*=\s*("[^"]*"|[^"#\s]+)(?P<rest>.*)$""")


def project_files() -> list[str]:
    """Return the project's files as Git sees them: tracked, or new and not ignored."""
    if not (ROOT / ".git").exists():
        paths = [path for path in ROOT.rglob("*") if path.is_file()]
        places = [path.relative_to(ROOT) for path in paths]
        return sorted(p.as_posix() for p in places if not LEFT_BEHIND.intersection(p.parts))
    # safe.directory: in CI the clone may belong to somebody else than the user who runs the tests.
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others"]
    listed = subprocess.run(
        [*command, "--exclude-standard", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    names = {name for name in listed.stdout.split("\0") if name}
    return sorted(name for name in names if (ROOT / name).is_file())


FILES = project_files()
SOURCES = [
    name
    for name in FILES
    if name.startswith(("nn_core/", "nn_ui/")) and Path(name).suffix in SOURCE_SUFFIXES
]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def requirement_names(text: str) -> list[str]:
    """Return the packages named in a requirements file, without options such as -r."""
    lines = (line.strip() for line in text.splitlines())
    return [re.split(r"[^\w.-]", line)[0] for line in lines if line and line[0] not in "#-"]


def unexplained_settings(text: str) -> list[str]:
    """Return the lines of a TOML file that set something and have no comment beside it."""
    matches = (SETTING.match(line) for line in text.splitlines())
    return [
        match.group(0)
        for match in matches
        if match and not re.fullmatch(r"\s+#\s+\S.{5,}", match["rest"])
    ]


def test_top_level_holds_only_what_was_planned() -> None:
    assert {name.partition("/")[0] for name in FILES} <= TOP_LEVEL


@pytest.mark.parametrize("command", COMMANDS)
def test_readme_has_the_commands(command: str) -> None:
    assert command in read("README.md").splitlines()


def test_the_places_that_contributing_names_are_there() -> None:
    named = set(re.findall(r"`([\w.]+/[\w./-]*)`", read("docs/contributing.md")))
    assert len(named) > 40
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("name", requirement_names(read("requirements.txt")))
def test_readme_explains_every_requirement(name: str) -> None:
    assert re.search(rf"\b{name}\b", read("README.md"), re.IGNORECASE)


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_requirements_have_an_upper_end(name: str) -> None:
    lines = [line for line in read(name).splitlines() if requirement_names(line)]
    assert [line for line in lines if not re.match(r"[\w.-]+>=[\d.]+,<[\d.]+(\s+#|$)", line)] == []


def test_every_setting_of_the_server_has_its_reason() -> None:
    assert unexplained_settings(read(".streamlit/config.toml")) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_theme_colours_can_be_read(theme: str) -> None:
    colours = tomllib.loads(read(".streamlit/config.toml"))["theme"][theme]
    primary, sidebar = colours["primaryColor"], colours["secondaryBackgroundColor"]
    sidebar_primary = colours.get("sidebar", colours)["primaryColor"]
    (focus,) = re.findall(r"--neuron-focus: (#\w{6});", read("nn_ui/page.css"))
    (pale,) = re.findall(r'"stCaptionContainer"\] p \{ opacity: (0\.\d+)', read("nn_ui/page.css"))
    for background in (colours["backgroundColor"], sidebar):
        assert contrast(blend(background, colours["linkColor"], float(pale)), background) >= 4.5
        assert contrast(colours["textColor"], background) >= 7
        assert contrast(focus, background) >= 3
    assert contrast("#ffffff", primary) >= 4.5  # Streamlit writes on primary buttons in white
    assert contrast(primary, colours["backgroundColor"]) >= 3
    assert contrast(sidebar_primary, sidebar) >= 4.5  # numbers above sliders
    assert contrast("#ffffff", sidebar_primary) >= 3  # ticks in checkboxes


def test_files_stay_short() -> None:
    lengths = {name: len(read(name).splitlines()) for name in SOURCES}
    assert len(lengths) > 100
    assert {name: length for name, length in lengths.items() if length > MAX_LINES} == {}


def test_the_readers_see_faults() -> None:
    assert requirement_names("# a\n-r b.txt\nnumpy>=2,<3  # c\n") == ["numpy"]
    assert unexplained_settings('[a]\nb = "#fff"  # a reason\nc.d = 2\n') == ["c.d = 2"]
    assert unexplained_settings('b = "#ffffff"\n') == ['b = "#ffffff"']
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)  # WCAG's known near miss
