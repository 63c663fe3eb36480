"""The development server: watches the site, builds it anew, and shows it in the browser at once."""
