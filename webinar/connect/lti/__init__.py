"""LTI 1.3: courses in the learning platforms of others."""
