"""The learning, live: transport, film and status, and how much a server can serve."""
