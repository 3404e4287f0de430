"""What several formats need: tidy text, plain words, one view of several records."""
