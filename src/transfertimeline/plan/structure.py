"""
Between the tables of a plan file and the records of a plan, both ways.

`cattrs` walks tables and records; `transfertimeline.plan.values` says how each
value is written. Whatever is wrong becomes a `Problem` that names its path, and
all of them are found in one go.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator, Mapping

import attrs
from cattrs import BaseValidationError, Converter
from cattrs.errors import AttributeValidationNote, IterableValidationNote
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from transfertimeline.errors import PlanFileError, TimelineError, quoted
from transfertimeline.plan.changes import Override
from transfertimeline.plan.fields import CLEARED, Cleared
from transfertimeline.plan.ids import nearest
from transfertimeline.plan.layers import Layer
from transfertimeline.plan.layout import (
    ALONE,
    ITEMS,
    KEYS,
    LAYOUTS,
    NESTED,
    RECORDS,
    Layout,
    fields_of,
    parts_of,
    spelling_of,
)
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.origin import Origin
from transfertimeline.plan.phases import PhaseOverride
from transfertimeline.plan.revisions import Revision
from transfertimeline.plan.values import (
    Spelling,
    wrong,
)

__all__ = ["Path", "Problem", "structure", "unstructure", "unstructure_record"]

Path = tuple[str | int, ...]
"""The way to a value in a file: keys of tables, places in lists from 0."""


@attrs.frozen
class Problem:
    """Something wrong at a path."""

    path: Path
    error: TimelineError


def structure(
    data: dict[str, object],
    record: type[Layer],
    place_of: typing.Callable[[Path], Origin],
) -> Layer | list[Problem]:
    """
    Make the record of a layer from the tables of a file.

    Args:
        data: What TOML gives, without its `format`.
        record: The kind of layer it is.
        place_of: Gives the file and line of a path, the origin of each record.

    Returns:
        The record; or, if anything is wrong, every problem.
    """
    layout = LAYOUTS[record]
    problems: list[Problem] = []
    keys = (layout.table, *layout.lists.values())
    problems.extend(_unknown_keys(data, keys, ()))
    table = data[layout.table]
    if not isinstance(table, dict):
        todo = f"begin it with [{layout.table}]"
        return [Problem((layout.table,), wrong("a table", table, todo))]
    shaped = _shaped(table, record, (layout.table,), problems, set(layout.lists))
    shaped["origin"] = place_of((layout.table,))
    for field, key in layout.lists.items():
        shaped[field] = _shaped_list(data.get(key, []), key, record, problems, place_of)
    try:
        made = _CONVERTER.structure(shaped, record)
    except BaseValidationError as error:
        problems.extend(_problems(error, (), layout))
        return problems
    return problems or made


def _unknown_keys(
    table: Mapping[str, object], known: typing.Iterable[str], path: Path
) -> Iterator[Problem]:
    for key in table:
        if key not in known:
            todo = nearest(key, known)
            error = PlanFileError("", "a known key", quoted(key), todo, "unknown-key")
            yield Problem((*path, key), error)


def _shaped(
    table: dict[str, object],
    record: type,
    path: Path,
    problems: list[Problem],
    elsewhere: typing.Collection[str] = (),
) -> dict[str, object]:
    """Return a table with only the keys its record knows, and note what is amiss."""
    fields = {k: f for k, f in fields_of(record).items() if k not in elsewhere}
    problems.extend(_unknown_keys(table, fields, path))
    for key, field in fields.items():
        if field.default is attrs.NOTHING and key not in table:
            todo = f"add {key} = ..."
            error = PlanFileError(
                "", f"the key {quoted(key)}", "none", todo, "missing-key"
            )
            problems.append(Problem(path, error))
    shaped = {fields[key].name: value for key, value in table.items() if key in fields}
    for key, (nested, example) in NESTED.items():
        inner = shaped.get(key)
        if isinstance(inner, dict):
            shaped[key] = _shaped(inner, nested, (*path, key), problems)
        elif inner is not None:
            todo = f"write {example}"
            problems.append(Problem((*path, key), wrong("a table", inner, todo)))
            del shaped[key]
    return shaped


def _shaped_list(
    tables: object,
    key: str,
    layer: type[Layer],
    problems: list[Problem],
    place_of: typing.Callable[[Path], Origin],
) -> list[object]:
    if not isinstance(tables, list) or not all(
        isinstance(table, dict) for table in tables
    ):
        todo = f"begin each with [[{key}]], in two pairs of brackets"
        problems.append(Problem((key,), wrong(f"a list of {key} tables", tables, todo)))
        return []
    shaped: list[object] = []
    plain, changing = ITEMS[key]
    if layer is Lifecycle:
        changing = None  # the first layer: there is nothing to change
    for place, table in enumerate(tables):
        path = (key, place)
        rest = dict(table)
        record = plain
        if changing is not None and "override" in rest:
            mark = rest.pop("override")
            if mark is not True:
                todo = "write override = true, or leave it out"
                problems.append(Problem((*path, "override"), wrong("true", mark, todo)))
            record = changing
        item = _shaped(rest, record, path, problems)
        item["origin"] = place_of(path)
        shaped.append((record, item))
    return shaped


def _problems(
    error: BaseValidationError, path: Path, layout: Layout
) -> Iterator[Problem]:
    """Walk the errors of cattrs down to ours, keeping the path."""
    for inner in error.exceptions:
        notes = getattr(inner, "__notes__", ())
        step: Path = ()
        for note in notes:
            if isinstance(note, AttributeValidationNote):
                step = (KEYS.get(note.name, note.name),)
            elif isinstance(note, IterableValidationNote):
                step = (note.index,)
        here = (*path, *step)
        if isinstance(inner, BaseValidationError):
            yield from _problems(inner, here, layout)
        elif isinstance(inner, TimelineError):
            yield Problem(_in_file(here, layout), inner)
        elif not isinstance(inner, KeyError):
            raise inner
        # A missing key has been noted by its name.


def _in_file(path: Path, layout: Layout) -> Path:
    field = path[0] if path else ""
    if field in layout.lists:
        return (layout.lists[str(field)], *path[1:])
    return (layout.table, *path)


def unstructure(layer: Layer) -> dict[str, object]:
    """
    Return the tables of a layer, only what differs from a default.

    What comes out is what `structure` takes in, in the order of the fields.
    """
    layout = LAYOUTS[type(layer)]
    table = _CONVERTER.unstructure(layer)
    lists = {key: table.pop(field, ()) for field, key in layout.lists.items()}
    return {layout.table: table, **{key: list(v) for key, v in lists.items() if v}}


def unstructure_record(record: attrs.AttrsInstance) -> dict[str, object]:
    """Return the table of one record, only what differs from a default."""
    table: dict[str, object] = _CONVERTER.unstructure(record)
    return table


def _reader(
    spelling: Spelling, *, many: bool, alone: bool, clearing: bool
) -> typing.Callable[[object, object], object]:
    def read(value: object, _: object) -> object:
        if clearing and value == "":
            return CLEARED
        if not many:
            return spelling.read(value)
        if alone and isinstance(value, str):
            value = [value]
        if not isinstance(value, list):
            raise wrong("a list", value, "put it in square brackets")
        found = []
        for place, item in enumerate(value, start=1):
            try:
                found.append(spelling.read(item))
            except TimelineError as error:
                raise error.at(f"number {place}") from None
        return tuple(found)

    return read


def _checked(
    field: attrs.Attribute[object], read: typing.Callable[[object, object], object]
) -> typing.Callable[[object, object], object]:
    """Check a value where it is read, so that all wrong ones are found in one go."""

    def read_and_check(value: object, kind: object) -> object:
        made = read(value, kind)
        converter: typing.Any = field.converter
        if field.validator is not None:
            try:
                field.validator(None, field, converter(made) if converter else made)
            except TimelineError as error:
                # The path names the field already.
                where = error.where.removeprefix(field.name).removeprefix(": ")
                raise error.moved_to(where) from None
        return made

    return read_and_check


def _writer(spelling: Spelling, *, many: bool) -> typing.Callable[[object], object]:
    def write(value: object) -> object:
        if value is None:
            return None
        if value is CLEARED:
            return ""
        if many:
            assert isinstance(value, tuple)  # as the field is typed
            return [spelling.write(item) for item in value]
        return spelling.write(value)

    return write


def _converter() -> Converter:
    converter = Converter(detailed_validation=True)
    converter.register_structure_hook(Origin, lambda origin, _: origin)
    makers: dict[type, typing.Callable[[Mapping[str, object], type], object]] = {}

    def item(tagged: tuple[type, Mapping[str, object]], _: object) -> object:
        record, table = tagged
        return makers[record](table, record)

    for record in dict.fromkeys(RECORDS):
        attrs.resolve_types(record)
        makers[record], write = _hooks(record, converter)
        converter.register_unstructure_hook(record, write)
    for record in (*(nested for nested, _ in NESTED.values()), *LAYOUTS):
        converter.register_structure_hook(record, makers[record])
    for plain, changing in ITEMS.values():
        kinds = (plain, plain | changing) if changing else (plain,)
        converter.register_structure_hook_func(kinds.__contains__, item)
    return converter


def _hooks(record: type, converter: Converter) -> tuple[typing.Any, typing.Any]:
    """Return how cattrs makes a record from its table, and the table from it."""
    reading: dict[str, typing.Any] = {}
    writing: dict[str, typing.Any] = {"origin": override(omit=True)}
    for key, field in fields_of(record).items():
        spelling, many = spelling_of(record, field)
        optional = field.default is not attrs.NOTHING
        if spelling is None:
            writing[field.name] = override(omit_if_default=optional, rename=key)
            continue
        clearing = Cleared in parts_of(field.type)
        read = _reader(spelling, many=many, alone=key in ALONE, clearing=clearing)
        reading[field.name] = override(struct_hook=_checked(field, read))
        writing[field.name] = override(
            unstruct_hook=_writer(spelling, many=many),
            omit_if_default=optional,
            rename=key,
        )
    made: typing.Any = make_dict_structure_fn(record, converter, **reading)
    write: typing.Any = make_dict_unstructure_fn(record, converter, **writing)
    if record is Revision:

        def write_revision(revision: Revision) -> dict[str, object]:
            written: dict[str, object] = write(revision)
            return {key: written[key] for key in _FIRST if key in written} | written

        return made, write_revision
    if record not in (Override, PhaseOverride):
        return made, write

    def write_change(change: Override | PhaseOverride) -> dict[str, object]:
        return {"id": change.id, "override": True, **write(change)}

    return made, write_change


_FIRST = ("on", "decided", "milestone", "start", "extend")
"""What people look for first in a revision."""


_CONVERTER = _converter()
