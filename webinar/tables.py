"""All tables, imported so that relationships between features resolve, and their metadata."""

from webinar import features
from webinar.kit.db import Base

features.load("models")

metadata = Base.metadata
