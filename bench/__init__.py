"""What `bin/bench` measures: one module for each subject, each with `run() -> dict` of medians with their unit in the name."""
