"""The command line: one subcommand, one module, one function."""
