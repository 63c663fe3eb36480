"""Brings the archive of another system into a site, and says what it could not carry."""
