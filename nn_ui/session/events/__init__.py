"""What a learner can do to a setup: pure functions from a setup to the next one."""
