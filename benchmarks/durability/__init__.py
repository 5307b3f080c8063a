"""What mockint keeps when it is killed, the disk is full, or its files are damaged."""
