"""The command line: one file a command, each of them options, a call, and what is echoed."""
