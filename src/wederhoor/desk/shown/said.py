"""What an act carries, in words: as whatever is made of a dossier says it (`actions.said`)."""

from wederhoor.actions.said import Sources, by_whom, done_label, facts_of, function_of, label_of, labelled, person_said, value_said

__all__ = ["Sources", "by_whom", "done_label", "facts_of", "function_of", "label_of", "labelled", "person_said", "value_said"]
