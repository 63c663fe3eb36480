BLOG_TITLE = "Nikola News"
SITE_URL = "https://nikola.example/"
TIMEZONE = "UTC"
