"""The import step: what is in a table, before it is used."""
