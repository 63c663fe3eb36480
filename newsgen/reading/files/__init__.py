"""Which files a site has, and what their names and bytes say they are."""
