"""The regulations shipped as examples: data files only, no code."""
