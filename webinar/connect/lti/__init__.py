"""LTI 1.3: our courses inside other organisations' learning platforms."""
