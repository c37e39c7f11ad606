"""A small glossary in three languages, and an application that has it."""

import pytest

from webinar.content.lessons.glossary import Glossary, Term, TermText


def make_term(name, **texts):
    """`texts` maps languages to a term, or to a term and its meaning."""
    pairs = {
        tag: text if isinstance(text, tuple) else (text, f"{text}.") for tag, text in texts.items()
    }
    return Term(name, {tag: TermText(term, meaning) for tag, (term, meaning) in pairs.items()})


def make_glossary(*terms, languages=("en", "kk", "ru")):
    return Glossary(list(languages), {term.id: term for term in terms})


@pytest.fixture
def has_glossary(app):
    """Gives the application this glossary for one test."""

    def has_glossary(*terms, **options):
        services = app.extensions["webinar"]
        library = type(services.library)(
            services.library.modules, services.library.programmes, make_glossary(*terms, **options)
        )
        object.__setattr__(services, "library", library)

    return has_glossary
