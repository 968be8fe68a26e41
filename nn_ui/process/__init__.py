"""What all sessions of a process share: its memory, and who looks after it."""
