"""What is learned: the problem, the table, the new example, and the folded options."""
