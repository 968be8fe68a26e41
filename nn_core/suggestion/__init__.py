"""A set-up that fits a table: found by trying out, and told in sentences."""
