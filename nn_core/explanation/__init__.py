"""One iteration in numbers, and its gradient checked by brute force."""
