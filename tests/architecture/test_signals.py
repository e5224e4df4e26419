from tests.support import tree

HIDDEN_CALLS = (
    "django.dispatch",
    "django.db.models.signals",
    "django.db.backends.signals",
    "django.core.signals",
    "django.contrib.auth.signals",
)


def test_what_an_act_does_is_never_hidden_in_a_signal() -> None:
    found = {
        str(path.relative_to(tree.ROOT)): name
        for path in tree.sources()
        for name in tree.imported(tree.tree_of(path))
        if name.startswith(HIDDEN_CALLS) or name.endswith(".signals")
    }
    assert found == {}
