"""Files that are made or read: tables, documents, calendars, archives. No feature, no database."""
