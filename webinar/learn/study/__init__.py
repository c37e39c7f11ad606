"""Self-study: a learner's reading and answers, however they reach the server."""
