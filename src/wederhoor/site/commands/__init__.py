"""One module for each command of `wederhoor`, loaded only when it is called; each has `run(arguments) -> exit code`."""
