"""CSV files in and out, as a person with a spreadsheet uses them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.actions import (
    answers,
    cell,
    chart,
    column_names,
    complaint,
    press,
    readout,
    skip_to_end,
    status,
)


def open_files(page: Page) -> None:
    """Open the popover with the tools for files, which a new table may have left open."""
    uploader = page.locator(".st-key-upload")
    if not uploader.is_visible():
        page.get_by_role("button", name="File", exact=True).click()
    expect(uploader).to_be_visible()


def upload(page: Page, path: Path) -> None:
    page.locator(".st-key-upload input[type=file]").set_input_files(path)


def download(page: Page, path: Path) -> bytes:
    with page.expect_download() as started:
        press(page, "download")
    started.value.save_as(path)
    return path.read_bytes()


def test_a_file_goes_in_and_comes_out_the_same(page: Page, tmp_path: Path) -> None:
    source = tmp_path / "measured.csv"
    source.write_bytes(b"\xef\xbb\xbfSize;Weight;Target\r\n0,25;1;1\r\n-3;1e-3;0\r\n")
    open_files(page)
    upload(page, source)
    expect(answers(page)).to_have_count(2)
    expect(status(page)).to_contain_text("the training table changed")
    assert column_names(page) == ["Size", "Weight", "Target"]
    expect(cell(page, 0, 0)).to_have_text("0.25")
    expect(chart(page, "network")).to_contain_text("Weight")
    open_files(page)
    assert download(page, tmp_path / "out.csv") == (
        b"Size,Weight,Target\r\n0.25,1,1\r\n-3,0.001,0\r\n"
    )
    upload(page, tmp_path / "out.csv")
    expect(answers(page)).to_have_count(2)
    page.keyboard.press("Escape")
    skip_to_end(page, 10_000)
    press(page, "undo")
    press(page, "undo")
    expect(answers(page)).to_have_count(3)
    assert column_names(page) == ["Input 1", "Input 2", "Input 3", "Target"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"a,b,Target\n1,0,1\n0,1\n", "Row 2", id="ragged"),
        pytest.param(b"a,b,Target\n1,zwei,1\n", 'column "b" holds "zwei"', id="text"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary", id="binary"),
        pytest.param(b"\n\n", "The file is empty", id="empty"),
        pytest.param(b"a,Target\n" + b"1,0\n" * 1001, "1,001 rows", id="too many rows"),
        pytest.param(b"a,Target\n" + b"1,0\n" * 400_000, "1", id="too large"),
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence(
    page: Page, tmp_path: Path, content: bytes, said: str
) -> None:
    skip_to_end(page, 10_000)
    bad = tmp_path / "bad.csv"
    bad.write_bytes(content)
    open_files(page)
    upload(page, bad)
    if said == "1":
        expect(page.locator(".st-key-upload")).to_contain_text("1.0MB or smaller")
    else:
        expect(complaint(page, "tools")).to_contain_text(said)
    expect(answers(page)).to_have_count(3)
    expect(cell(page, 2, 2)).to_have_text("1")
    expect(readout(page, "prediction")).to_have_text("0.98977040")
