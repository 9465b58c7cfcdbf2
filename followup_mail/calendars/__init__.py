"""Calendars: which days an employer works, by country."""
