"""The site that people see: pages made on the server, complete without script."""
