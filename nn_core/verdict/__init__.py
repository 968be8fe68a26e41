"""What became of a run, told from the run itself, with one thing to do about it."""

from nn_core.verdict.looks import Watch
from nn_core.verdict.values import Proposal, Verdict
from nn_core.verdict.verdict import beforehand, verdict

__all__ = ["Proposal", "Verdict", "Watch", "beforehand", "verdict"]
