"""The parts of ./run and ./check.

They use only the standard library until the environment exists.
"""
