"""Store: organisations, their members, roles and customers, their procedures and calendars."""
