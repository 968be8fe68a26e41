"""The Streamlit side of the app: what a learner types, presses and sees."""
