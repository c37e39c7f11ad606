"""Plain tools that know no feature: time, text, languages, the database, concurrency."""
