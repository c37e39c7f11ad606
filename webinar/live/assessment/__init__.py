"""The knowledge check of a programme: learners take it before and after, at their own pace."""
