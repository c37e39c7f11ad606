"""Courses without a network: kept on a phone, or given away as packages that save answer files."""
