"""An experiment as a program of its own: the lines of NumPy that compute it, and why."""
