"""Articles to what an editor would mark in them."""
