"""How the manual is built: Sphinx and MyST, without a network."""

import enum

from sphinx.application import Sphinx

from transfertimeline.version import __version__

project = "transfertimeline"
author = "the transfertimeline authors"
copyright = f"2026, {author}"
version = release = __version__

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
]
exclude_patterns = ["build"]
html_theme = "furo"
html_title = f"{project} {release}"

# Every reference must lead somewhere. What other projects document is not looked
# up (no network), so their names are left as text.
nitpicky = True
OTHERS = [
    *("attr", "attrs", "collections", "datetime", "enum", "icalendar", "os"),
    *("pathlib", "re", "types", "typing", "uuid", "zoneinfo"),
]
nitpick_ignore_regex = [
    (r"py:.*", rf"({'|'.join(OTHERS)})\.\w.*"),
    (r"py:.*", r"([\w.]+\.)?_\w+"),  # private names have no page
    (r"py:.*", r"tuple\[\w+"),  # as attrs writes a record that holds its own kind
    (r"py:class", r"UnionType"),  # of types
    (r"py:class", r"PlainRule"),  # a union of classes, each of which has its place
    (r"py:class", r"date"),  # of datetime; some records have a field of that name
]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

# In docstrings, `name` is code, as in Markdown.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_default_options = {"members": True, "show-inheritance": True}
napoleon_attr_annotations = False  # the signature has the types
napoleon_numpy_docstring = False
napoleon_use_ivar = True  # attributes are listed with their class, not one by one
napoleon_custom_sections = ["Units", "Source"]

COLON = "\N{MODIFIER LETTER COLON}"
"""Stands for a colon in a docstring while Napoleon reads it."""


def setup(app: Sphinx) -> None:
    """Hook into autodoc: before Napoleon (its priority is 500), and after it."""
    app.connect("autodoc-process-docstring", hide_colons, priority=400)
    app.connect("autodoc-process-docstring", show_colons, priority=600)
    app.connect("autodoc-process-docstring", list_words, priority=700)
    app.connect("autodoc-skip-member", is_tuple_field)


def hide_colons(
    _app: Sphinx,
    what: str,
    _name: str,
    _obj: object,
    _options: object,
    lines: list[str],
) -> None:
    """
    Keep Napoleon from taking "The layer: a lifecycle or a network" for a type.

    It does so in what a function returns and at the beginning of what is said of a
    value; our types stand in the signature.
    """
    value = what in ("attribute", "data", "property")
    returns = False
    for number, line in enumerate(lines):
        if line and not line.startswith(" "):
            returns = line in ("Returns:", "Yields:")
        elif returns:
            lines[number] = line.replace(": ", f"{COLON} ")
        if value and number == 0:
            lines[number] = line.replace(": ", f"{COLON} ")


def show_colons(
    _app: Sphinx,
    _what: str,
    _name: str,
    _obj: object,
    _options: object,
    lines: list[str],
) -> None:
    """Put the colons back."""
    lines[:] = [line.replace(COLON, ":") for line in lines]


def list_words(
    _app: Sphinx,
    _what: str,
    _name: str,
    obj: object,
    _options: object,
    lines: list[str],
) -> None:
    """Say which members an enum has; none of them has a docstring of its own."""
    if isinstance(obj, enum.EnumType):
        lines += ["", f"One of {', '.join(f'`{name}`' for name in obj.__members__)}."]


def is_tuple_field(
    _app: Sphinx, _what: str, _name: str, obj: object, _skip: object, _options: object
) -> bool | None:
    """Leave out what Python says of a tuple's field; the class says it better."""
    return True if type(obj).__name__ == "_tuplegetter" else None
