"""The learning, live: transport, film and verdict, and how much a server can serve."""
