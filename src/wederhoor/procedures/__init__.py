"""The regulations shipped as examples: data files only, no code. README.md tells how to write one."""
