"""What a new site begins with, and each new article, page and person of it."""
