"""Records to what exists and is visible at one moment."""
