"""The schema of people's own things, one script for each step."""
