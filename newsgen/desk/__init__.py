"""Finds what an editor would mark in an article."""
