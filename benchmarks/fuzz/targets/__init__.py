"""What is fed: one module for each thing that reads a file."""
