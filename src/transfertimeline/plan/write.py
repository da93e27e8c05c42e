"""
Plan files out: the text of a layer, and a file that holds it.

The text is laid out as a person would: the layer's own table first, then its lists
in the order people look for them, texts one language a line, long lists one item a
line. Only what differs from a default is written, so what `parse_plan` reads back
is the same record.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs
import tomlkit
from tomlkit.items import Item

from transfertimeline.plan import structure
from transfertimeline.plan.atomic import write_whole
from transfertimeline.plan.layers import Layer
from transfertimeline.plan.layout import ITEMS, LAYOUTS, fields_of, spelling_of
from transfertimeline.plan.milestones import Milestone
from transfertimeline.plan.parse import FORMAT
from transfertimeline.plan.revisions import Revision

__all__ = ["format_parts", "format_plan", "format_record", "save_plan"]

_ORDER = ("partner", "phase", "milestone", "revision", "baseline")
"""The lists that come first; any other follows in the order of its field."""

_WIDTH = 88
_INDENT = "  "


def format_plan(layer: Layer) -> str:
    """
    Write a layer as the text of a plan file.

    Args:
        layer: The lifecycle, programme or network.

    Returns:
        TOML that `transfertimeline.plan.parse.parse_plan` reads to an equal
        record. The same record gives the same text on any machine.

    Example:
        >>> from datetime import date
        >>> from transfertimeline.plan.networks import Network, Partner
        >>> print(format_plan(Network(
        ...     id="demo", name={"en": "Demo", "lt": "Pavyzdys"},
        ...     programme="urbact-iii-transfer", issued=date(2018, 12, 4),
        ...     partners=[Partner(id="udine", city="Udine", country="IT")],
        ... )))
        format = 1
        <BLANKLINE>
        [network]
        id = "demo"
        name.en = "Demo"
        name.lt = "Pavyzdys"
        issued = 2018-12-04
        programme = "urbact-iii-transfer"
        <BLANKLINE>
        [[partner]]
        id = "udine"
        city = "Udine"
        country = "IT"
        <BLANKLINE>
    """
    return "\n".join((f"format = {FORMAT}\n", *format_parts(layer).values()))


def format_parts(layer: Layer) -> dict[str, str]:
    """
    Write each part of a plan file by itself: what stands under one kind of header.

    Args:
        layer: The lifecycle, programme or network.

    Returns:
        The text of each part, by the name in its headers, in the order of the
        file; each ends with a line break, none has the line `format`.

    Example:
        >>> from transfertimeline.plan.planfile import load_bundled
        >>> list(format_parts(load_bundled("bluact").network))
        ['network', 'partner', 'milestone', 'revision', 'work']
    """
    layout = LAYOUTS[type(layer)]
    values = structure.unstructure(layer)
    fields = {key: field for field, key in layout.lists.items()}
    parts = {layout.table: _table(f"[{layout.table}]", layer, values[layout.table])}
    for key in sorted(fields, key=_place):
        if key in values:
            records, tables = getattr(layer, fields[key]), values[key]
            assert isinstance(tables, list)  # as unstructure makes it
            parts[key] = "\n".join(
                _table(f"[[{key}]]", record, table)
                for record, table in zip(records, tables, strict=True)
            )
    return parts


def format_record(record: Milestone | Revision) -> str:
    """
    Write one table of a plan file: its header and a line for each value.

    Example:
        >>> from datetime import date
        >>> from transfertimeline.plan.revisions import Status
        >>> print(format_record(Revision(on=date(2019, 6, 12), milestone="meeting-3",
        ...                              status=Status.CANCELLED)))
        [[revision]]
        on = 2019-06-12
        milestone = "meeting-3"
        status = "cancelled"
        <BLANKLINE>
    """
    key = next(key for key, records in ITEMS.items() if type(record) in records)
    return _table(f"[[{key}]]", record, structure.unstructure_record(record))


def save_plan(layer: Layer, path: str | Path) -> None:
    """
    Write a layer to a plan file, whole or not at all.

    Args:
        layer: The lifecycle, programme or network.
        path: The file; one that is there already is replaced.

    Raises:
        OutputError: If it cannot be written. What was there is still there then.

    Example:
        >>> import tempfile
        >>> from transfertimeline.plan.planfile import load_bundled, load_plan
        >>> network = load_bundled("bluact").network
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     save_plan(network, Path(folder, "bluact.toml"))
        ...     load_plan(Path(folder, "bluact.toml")).network == network
        True
    """
    write_whole(Path(path), format_plan(layer).encode())


def _place(key: str) -> int:
    return _ORDER.index(key) if key in _ORDER else len(_ORDER)


def _table(header: str, record: attrs.AttrsInstance, values: object) -> str:
    """Write one table: its header, and a line for each value."""
    assert isinstance(values, dict)  # as unstructure makes it
    fields = fields_of(type(record))
    table = tomlkit.document()
    for key, value in values.items():
        if not isinstance(value, dict):
            table.add(key, _value(key, value))
        elif spelling_of(type(record), fields[key])[0] is None:
            table.add(key, _inline(value))
        else:
            for language, text in value.items():
                table.add(tomlkit.key([key, language]), _value(key, text))
    return f"{header}\n{tomlkit.dumps(table)}"


def _value(key: str, value: object) -> Item:
    if isinstance(value, str) and "\n" in value:
        return _lines(value)
    item = tomlkit.item(value)
    if isinstance(value, list) and len(f"{key} = {item.as_string()}") > _WIDTH:
        return _stacked(value)
    return item


def _lines(text: str) -> Item:
    """Write a text of several lines as such, its first line on a line of its own."""
    # The x keeps a first line break from being one right after the opening quotes,
    # which TOML leaves out (1.0, String) and some releases of tomlkit double.
    escaped = tomlkit.string(f"x{text}", multiline=True).as_string()
    return tomlkit.value('"""\n' + escaped.removeprefix('"""x'))


def _stacked(values: list[object]) -> Item:
    """Write a list with one item a line."""
    array = tomlkit.array()
    for value in values:
        array.add_line(value, indent=_INDENT)
    array.add_line(indent="")
    return array


def _inline(values: Mapping[str, object]) -> Item:
    pairs = (
        f"{key} = {tomlkit.item(value).as_string()}" for key, value in values.items()
    )
    return tomlkit.value(f"{{ {', '.join(pairs)} }}")
