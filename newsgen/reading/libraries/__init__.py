"""Tells which releases of libraries are installed, and which were verified."""
