from tests.learn.study.conftest import course, learner_of, student

__all__ = ["course", "learner_of", "student"]
