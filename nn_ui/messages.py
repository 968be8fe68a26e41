"""What is wrong with the learner's input, and what they should know about it.

Their own words (names of columns, say) stand in these sentences, so they are shown as plain text:
never as Markdown, HTML or a formula.
"""

from __future__ import annotations

import streamlit as st

from nn_core import InputError


def complain(where: str, error: InputError) -> None:
    """A sentence about what cannot be used, beside it."""
    _plain(f"complaint_{where}", ":material/error:", str(error))


def remark(where: str, sentence: str) -> None:
    """A sentence about what can be used, but should be known."""
    _plain(f"remark_{where}", ":material/info:", sentence)


def _plain(key: str, icon: str, sentence: str) -> None:
    with st.container(key=key, horizontal=True, vertical_alignment="top", gap="small"):
        st.markdown(icon, width="content")
        st.text(sentence, width="stretch")
