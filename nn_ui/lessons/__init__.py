"""Lessons on the page: a strip above the transport, and the list of all of them."""
