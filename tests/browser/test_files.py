"""CSV files in and out, as a person with a spreadsheet uses them."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.actions import complaint, press, readout, skip_to_end, skip_to_goal, status
from tests.browser.charts import chart
from tests.browser.conftest import wait_for_run
from tests.browser.tables import answers, cell, expect_column_names, open_files, open_table


def upload(page: Page, path: Path) -> None:
    page.locator(".st-key-upload input[type=file]").set_input_files(path)


def download(page: Page, path: Path) -> bytes:
    wait_for_run(page)  # Streamlit forgets the file of a button that it draws anew
    with page.expect_download() as started:
        press(page, "download")
    started.value.save_as(path)
    return path.read_bytes()


def test_a_file_goes_in_and_comes_out_the_same(page: Page, tmp_path: Path) -> None:
    source = tmp_path / "measured.csv"
    source.write_bytes(b"\xef\xbb\xbfSize;Weight;Target\r\n0,25;1;1\r\n-3;1e-3;0\r\n")
    open_table(page, source)
    expect(answers(page)).to_have_count(2)
    expect(status(page)).to_contain_text("New run: the training table")
    expect_column_names(page, ["Size", "Weight", "Target"])
    expect(cell(page, 0, 0)).to_have_text("0.25")
    expect(chart(page, "network")).to_contain_text("Weight")
    open_files(page)
    assert download(page, tmp_path / "out.csv") == (
        b"Size,Weight,Target\r\n0.25,1,1\r\n-3,0.001,0\r\n"
    )
    longer = tmp_path / "longer.csv"
    longer.write_bytes((tmp_path / "out.csv").read_bytes() + b"7,8,1\r\n")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-upload")).to_be_hidden()
    open_table(page, longer)
    expect(answers(page)).to_have_count(3)
    skip_to_goal(page)
    press(page, "undo")
    expect(answers(page)).to_have_count(2)
    press(page, "undo")
    expect(answers(page)).to_have_count(3)
    expect_column_names(page, ["Input 1", "Input 2", "Input 3"], "new_example")


BAD_FILES = {
    b"a,b,Target\n1,0,1\n0,1\n": "Row 2",
    b"a\n1\n2\n": "a single column",
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR": "binary",
    b"\n\n": "The file is empty",
}


def test_files_that_cannot_be_used_get_a_sentence_each(page: Page, tmp_path: Path) -> None:
    skip_to_end(page, 10_000)
    open_files(page)
    for number, (content, said) in enumerate(BAD_FILES.items()):
        bad = tmp_path / f"bad{number}.csv"
        bad.write_bytes(content)
        upload(page, bad)
        expect(complaint(page, "tools")).to_contain_text(said)
    too_large = tmp_path / "large.csv"
    too_large.write_bytes(b"a,Target\n" + b"1,0\n" * 400_000)
    upload(page, too_large)
    expect(page.locator(".st-key-upload")).to_contain_text("1.0MB or smaller")
    expect(answers(page)).to_have_count(3)
    expect(cell(page, 2, 2)).to_have_text("1")
    expect(readout(page, "prediction")).to_have_text("0.98977040")
