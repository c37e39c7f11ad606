"""Courses without a network: kept on a phone, or given away as files whose answers come back."""
