"""The knowledge check of a programme: taken before and after, at each learner's own pace."""
