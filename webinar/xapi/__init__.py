"""Experience API: statements of what people did, for a record store or as a file."""
