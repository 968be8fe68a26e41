"""The values that decide what a network learns; none of them ever changes."""
