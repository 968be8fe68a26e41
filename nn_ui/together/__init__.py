"""A class on the page: the teacher's panel, the learner's line, and how both come in."""
