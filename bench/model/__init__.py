"""A model of many processes behind one queue, with costs that were measured on one process."""
