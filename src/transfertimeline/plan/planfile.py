"""
Plan files: a plan from its files, or from the catalogue.

These and `transfertimeline.plan.atomic` are the only doors of the library to a
disk. A file is read whole or not at all.
"""

from __future__ import annotations

import functools
import os
import stat
from pathlib import Path

import attrs

from transfertimeline import catalogue
from transfertimeline.errors import (
    PlanFileError,
    TimelineError,
    TimelineErrors,
    UnknownIdError,
    from_system,
    quoted,
    raise_all,
)
from transfertimeline.plan.ids import nearest
from transfertimeline.plan.layers import Layer, Plan
from transfertimeline.plan.lifecycles import Lifecycle
from transfertimeline.plan.networks import Network
from transfertimeline.plan.origin import located
from transfertimeline.plan.parse import SIZE, parse_plan, text_of, too_large
from transfertimeline.plan.programmes import Programme

__all__ = [
    "load_bundled",
    "load_plan",
    "plan_of",
    "read_text",
]

NETWORKS = 10_000
"""The most networks a programme may have."""


def load_plan(path: str | Path, *, root: str | Path | None = None) -> Plan:
    """
    Read the plan file of a network or a programme, and the files it refers to.

    Args:
        path: The file.
        root: The folder outside which nothing is read; that of the file itself
            if not given.

    Raises:
        PlanFileError: If a file cannot be read, is no plan file, or lies outside
            the root. Several problems come at once as `TimelineErrors`.
        PlanError: If the layers do not belong together.
    """
    return plan_of(_read_layer(Path(path), str(path)), path=path, root=root)


@functools.lru_cache(maxsize=64)
def load_bundled(id: str) -> Plan:  # noqa: A002 - the field's name
    """
    Return the plan of a bundled network or programme.

    Args:
        id: Its id, such as ``playful-paradigm`` or ``urbact-iii-transfer``.

    Raises:
        UnknownIdError: If none has that id.

    Example:
        >>> str(load_bundled("bluact").network.lead.city)
        'Piraeus'
    """
    for kind in ("networks", "programmes"):
        if id in catalogue.ids(kind):
            return _plan(_bundled(kind, id))
    known = [*catalogue.ids("networks"), *catalogue.ids("programmes")]
    raise UnknownIdError(
        "",
        'a path like "plan.toml", or the id of a bundled network or programme',
        quoted(id),
        nearest(id, known),
        "unknown-plan",
    )


@attrs.frozen
class _File:
    """A layer that has been read, where from, and the folder it may refer into."""

    layer: Layer
    path: Path
    root: Path


@functools.lru_cache(maxsize=256)
def _bundled(kind: str, id_: str) -> _File:
    path = catalogue.FOLDER / kind / f"{id_}.toml"
    layer = _read_layer(path, f"catalogue/{kind}/{id_}.toml")
    return _File(layer, path, catalogue.FOLDER)


def plan_of(layer: Layer, *, path: str | Path, root: str | Path | None = None) -> Plan:
    """
    Put a layer together with what it refers to, as if it stood in a file.

    Args:
        layer: The network or programme.
        path: The file it stands or will stand in; paths count from its folder.
        root: The folder outside which nothing is read; that of the file itself
            if not given.

    Raises:
        PlanFileError: As `load_plan` does.
    """
    path = Path(path)
    folder = Path(root) if root is not None else path.parent
    return _plan(_File(layer, path, folder))


def _plan(file: _File) -> Plan:
    """Put a layer together with what it refers to."""
    layer = file.layer
    if isinstance(layer, Lifecycle):
        where = located(layer.origin, f"lifecycle {layer.id}")
        todo = "name a network or programme that uses it"
        raise PlanFileError(
            where, "a plan with a start", "a lifecycle", todo, "plan-kind"
        )
    if isinstance(layer, Programme):
        networks = _networks(layer, file)
        return Plan(
            lifecycle=_lifecycle(layer, file), programme=layer, networks=networks
        )
    if layer.programme is None:
        return Plan(lifecycle=_lifecycle(layer, file), network=layer)
    found = _referred(layer.programme, "programme", file)
    if not isinstance(found.layer, Programme):
        raise _other_kind(layer, "programme")
    lifecycle = _lifecycle(found.layer, found)
    return Plan(lifecycle=lifecycle, programme=found.layer, network=layer)


def _lifecycle(layer: Programme | Network, file: _File) -> Lifecycle:
    assert layer.lifecycle is not None  # asked for layers that name one
    found = _referred(layer.lifecycle, "lifecycle", file).layer
    if not isinstance(found, Lifecycle):
        raise _other_kind(layer, "lifecycle")
    return found


def _other_kind(layer: Programme | Network, kind: str, file: str = "") -> PlanFileError:
    where = f"{located(layer.origin, layer.id)}: {kind}"
    return PlanFileError(
        where,
        f"the file of a {kind}",
        f"another kind of plan file {file}".rstrip(),
        "",
        "plan-kind",
    )


def _referred(reference: str, kind: str, file: _File) -> _File:
    """Read what a layer refers to: the id of something bundled, or a path."""
    if "/" in reference or reference.endswith(".toml"):
        path = file.path.parent / reference
        where = f"{located(file.layer.origin, file.layer.id)}: {kind}"
        _check_inside(path, file.root, where, reference)
        try:
            text = read_text(path, str(path))
        except PlanFileError as error:
            raise error.at(where) from None
        return _File(parse_plan(text, str(path)), path, file.root)
    known = catalogue.ids(f"{kind}s")
    if reference not in known:
        where = f"{located(file.layer.origin, file.layer.id)}: {kind}"
        expected = f"the id of a bundled {kind}, or the path of its file"
        todo = nearest(reference, known)
        raise UnknownIdError(
            where, expected, quoted(reference), todo, f"unknown-{kind}"
        )
    return _bundled(f"{kind}s", reference)


def _check_inside(path: Path, root: Path, where: str, reference: str) -> None:
    # Links are followed first, so that none leads out.
    # Path.resolve would raise RuntimeError at a link that leads to itself.
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        raise PlanFileError(
            where,
            f"a path inside {quoted(root)}",
            quoted(reference),
            "move the file there, or name a wider folder with --root",
            "path-outside",
        )


def _networks(programme: Programme, file: _File) -> tuple[Network, ...]:
    """Read the networks of a programme, in the order of their ids."""
    where = f"{located(programme.origin, f'programme {programme.id}')}: networks"
    paths: dict[Path, None] = {}
    for pattern in programme.networks:
        folder = file.path.parent / Path(pattern).parent
        _check_inside(folder, file.root, where, pattern)
        try:
            matches = sorted(folder.glob(Path(pattern).name))
        except (OSError, ValueError):  # a name or pattern that no file can have
            matches = []
        if not matches:
            todo = "is the path right? It counts from the folder of this file"
            raise PlanFileError(
                where,
                "files that match",
                f"none for {quoted(pattern)}",
                todo,
                "no-networks",
            )
        for path in matches:
            _check_inside(path, file.root, where, pattern)
            paths[path] = None
    if len(paths) > NETWORKS:
        expected = f"at most {NETWORKS:,} networks"
        raise PlanFileError(
            where, expected, f"{len(paths):,}", "split the programme", "many-networks"
        )
    networks: list[Network] = []
    errors: list[TimelineError] = []
    for path in paths:
        try:
            layer = _read_layer(path, _name_beside(path, file))
        except TimelineErrors as several:
            errors.extend(several.problems())
            continue
        except TimelineError as error:
            errors.append(error)
            continue
        if isinstance(layer, Network):
            networks.append(layer)
        else:
            errors.append(_other_kind(programme, "network", path.name))
    raise_all(errors)
    return tuple(sorted(networks, key=lambda network: network.id))


def _name_beside(path: Path, file: _File) -> str:
    if file.root == catalogue.FOLDER:
        return f"catalogue/{path.resolve().relative_to(catalogue.FOLDER.resolve())}"
    return str(path)


def _read_layer(path: Path, name: str) -> Layer:
    return parse_plan(read_text(path, name), name)


def read_text(path: Path, name: str) -> str:
    """
    Read a text file of a person: UTF-8, with or without a byte order mark.

    Raises:
        PlanFileError: If it cannot be read, is too large, or is not UTF-8.
    """
    data = b""
    try:
        status = path.stat()
        regular = stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)
        if regular and status.st_size <= SIZE:
            data = path.read_bytes()
    except OSError as error:
        found = from_system(error)
        todo = "check the path and who may read it"
        raise PlanFileError(
            name, "a file that can be read", found, todo, "file-unreadable"
        ) from None
    except ValueError:  # a null character in the path
        raise PlanFileError(
            name, "a path", quoted(name), "", "file-unreadable"
        ) from None
    if not regular:  # a pipe or device, which may never end
        todo = "name a plan file"
        raise PlanFileError(name, "a file", "something else", todo, "file-unreadable")
    if status.st_size > SIZE:
        raise too_large(name, status.st_size)
    return text_of(data, name)
