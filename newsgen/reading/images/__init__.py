"""What a picture file says of itself, and its bytes without what it hides."""
