"""The machine's side of the site: routes for programs, and what pages and routes share."""
