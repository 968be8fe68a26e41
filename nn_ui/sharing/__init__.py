"""Keeping an experiment and sending it: the address of the page, files, and programs."""
