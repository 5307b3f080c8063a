"""One module a command: reads the clock and the environment, makes devices, prints."""
