"""The state: what a build remembers of the site's files and of its outputs."""
