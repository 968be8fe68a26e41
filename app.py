"""See a neural network learn: what the browser needs first, then the page."""

from pathlib import Path

import streamlit as st

from nn_ui.process import session_lock
from nn_ui.stage import component


def main() -> None:
    """Set the page up for the browser, and draw it."""
    session_lock.share()
    st.set_page_config(
        page_title="See a neural network learn",
        page_icon="🧠",
        layout="wide",
        initial_sidebar_state=350,
    )
    for sheet in ("page.css", "places.css"):
        st.html(Path(__file__).parent / "nn_ui" / sheet)
    # A class that opens a new process takes turns: Plotly stumbles over a module that another
    # thread is just importing.
    with component.IMPORT_LOCK:
        component.drawing_tools()
        # Only now: while the browser loads Plotly, there is time to import pandas and the rest.
        from nn_ui.page import page
    page()


main()
