"""Print-ready hand-outs of modules: A4 pages as PDF, for presenters and for participants."""
