"""
Partnerships and records as plain data and back: what a host stores.

The data are dictionaries, lists, texts, whole numbers, yes/no and None, ready for JSON, and carry the version of this
format.
Reading is strict: anything that this version did not write raises ``BadRecord`` and gives nothing.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

import attrs
import cattrs
from cattrs.gen import make_dict_unstructure_fn, override

from mentorflow.errors import BadArgument, BadRecord
from mentorflow.rules.calendar import Duration
from mentorflow.rules.workflow import Share
from mentorflow.states.partnership import (
    Answer,
    Holders,
    LimitValue,
    Moment,
    Partnership,
    Pending,
    Round,
    Sheet,
    make_moment,
    make_partnership,
)
from mentorflow.states.records import PLAIN_CHANGES, Change, Notice, Origin, Record, make_change

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

VERSION = 1
_KINDS: dict[type, str] = {Record: "record", Partnership: "partnership"}
T = TypeVar("T")

_MAKERS: dict[type, Callable[..., Any]] = {
    Change: make_change,
    Moment: make_moment,
    Partnership: make_partnership,
}


def dump(value: Partnership | Record) -> dict[str, Any]:
    """A partnership or a record as plain data; pure. Raises ``BadArgument`` for anything else, such as a decision."""
    kind = _KINDS.get(type(value))
    if kind is None:
        msg = f"a partnership or a record is stored, not {value!r}"
        raise BadArgument(msg)
    return {"mentorflow": VERSION, kind: _CONVERTER.unstructure(value)}


def load_record(data: Mapping[str, Any]) -> Record:
    """A record from what ``dump`` gave; raises ``BadRecord`` for anything else."""
    return _loaded(data, "record", Record)


def load_partnership(data: Mapping[str, Any]) -> Partnership:
    """A partnership from what ``dump`` gave; raises ``BadRecord`` for anything else."""
    return _loaded(data, "partnership", Partnership)


def _loaded(data: Mapping[str, Any], kind: str, cls: type[T]) -> T:
    wrong = _no_keys(data) or _wrong_keys(data, ("mentorflow", kind))
    if wrong:
        msg = f"this is not a stored {kind}: {wrong}"
        raise BadRecord(msg)
    if data["mentorflow"] != VERSION:
        msg = f"this {kind} was stored in format {data['mentorflow']!r}; this version reads format {VERSION}"
        raise BadRecord(msg)
    try:
        return _CONVERTER.structure(data[kind], cls)
    except (cattrs.BaseValidationError, ValueError, TypeError, KeyError) as error:
        msg = f"this {kind} is damaged: {_first(error)}"
        raise BadRecord(msg) from error


def _no_keys(data: object) -> str:
    """What is wrong with data that are no keys with values; empty where they are."""
    if isinstance(data, str | bytes):
        return "it is a text; give what json.loads makes of it"
    return "" if isinstance(data, dict) else f"it is no set of keys, but {data!r:.40}"


def _wrong_keys(data: Mapping[str, Any], keys: Collection[str]) -> str:
    """Which key is not known or is missing; empty where they are the right ones."""
    strange = [key for key in data if key not in keys]
    if strange:
        return f"the key {strange[0]!r} is not known"
    missing = [key for key in keys if key not in data]
    return f"the key {missing[0]!r} is missing" if missing else ""


def _no_such_slots(data: object, cls: type, names: Collection[str]) -> ValueError:
    wrong = f"; {_wrong_keys(data, names)}" if isinstance(data, dict) else ""
    return ValueError(f"a {cls.__name__.lower()} has {', '.join(names)}{wrong}")


def _first(error: BaseException) -> str:
    """The first thing wrong, without the wrapping."""
    while isinstance(error, cattrs.BaseValidationError):
        error = error.exceptions[0]
    return str(error) or type(error).__name__


# --- answers and limits: told apart by the only key they have -----------------------------------------------------
def _write_date(date: dt.date) -> dict[str, str]:
    return {"date": date.isoformat()}


def _write_length(length: Duration) -> dict[str, list[int]]:
    return {"length": [length.months, length.days, length.minutes]}


def _write_share(share: Share) -> dict[str, list[Any]]:
    return {"share": [share.percent, share.of]}


def _read_value(data: Any, _: object = None) -> Any:
    """An answer, a limit, or whoever holds a role."""
    if data is None or isinstance(data, str | bool | int):
        return data
    if isinstance(data, list | tuple):
        return tuple(_read_value(each) for each in data)
    if isinstance(data, dict) and len(data) == 1:
        ((key, inner),) = data.items()
        return _TAGGED[key](inner)
    msg = f"{data!r} is no answer"
    raise ValueError(msg)


_VALUES = (Answer, Holders, LimitValue)
_TAGGED: dict[str, Callable[[Any], Any]] = {
    "date": dt.date.fromisoformat,
    "length": lambda data: Duration(*map(_whole_number, _list(data, 3))),
    "share": lambda data: _share(*_list(data, 2)),
}


def _share(percent: Any, of: Any) -> Share:
    return Share(_whole_number(percent), _text(of))


# --- strict leaves ------------------------------------------------------------------------------------------------
def _whole_number(data: Any, _: object = None) -> int:
    if type(data) is not int:
        msg = f"{data!r} is not a whole number"
        raise ValueError(msg)
    return data


def _text(data: Any, _: object = None) -> str:
    if type(data) is not str:
        msg = f"{data!r} is not a text"
        raise ValueError(msg)
    return data


def _yes_no(data: Any, _: object = None) -> bool:
    if type(data) is not bool:
        msg = f"{data!r} is neither true nor false"
        raise ValueError(msg)
    return data


def _list(data: Any, count: int | None = None) -> list[Any] | tuple[Any, ...]:
    if not isinstance(data, list | tuple) or count not in {None, len(data)}:
        msg = f"{data!r} is not a list{'' if count is None else f' of {count}'}"
        raise ValueError(msg)
    return data


def _is_tuple(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _tuple(converter: cattrs.Converter, kind: Any) -> Callable[[Any, Any], Any]:
    """How a tuple is read: from a list or a tuple only, and each part by its own type."""
    *kinds, last = get_args(kind)
    if last is Ellipsis:
        every = converter.get_structure_hook(kinds[0])
        return lambda data, _: tuple([every(part, kinds[0]) for part in _list(data)])
    parts = [(part, converter.get_structure_hook(part)) for part in (*kinds, last)]

    def read(data: Any, _: object) -> Any:
        found = zip(_list(data, len(parts)), parts, strict=True)
        return tuple([hook(each, part) for each, (part, hook) in found])

    return read


def _named_tuple(converter: cattrs.Converter, cls: type[Any]) -> Callable[[Any, Any], Any]:
    """How a named tuple is read: every field by its own type; no field more, none less."""
    kinds = get_type_hints(cls)

    def read(data: Any, _: object) -> Any:
        if not isinstance(data, dict) or set(data) != set(kinds):
            raise _no_such_slots(data, cls, tuple(kinds))
        return cls(*(converter.structure(data[name], kind) for name, kind in kinds.items()))

    return read


# --- origins ------------------------------------------------------------------------------------------------------
def _write_origin(origin: Origin) -> dict[str, Any]:
    return {"start": _PLAIN.unstructure(origin)}


def _read_origin(data: Any, _: object) -> Origin | Partnership | None:
    if data is None:
        return None
    if set(data) == {"start"}:
        return _PLAIN.structure(data["start"], Origin)
    return _CONVERTER.structure(data, Partnership)


def _read_change(data: Any, _: object) -> Change:
    change: Change = _PLAIN.structure(data, Change)
    return next((shared for shared in PLAIN_CHANGES if shared == change), change)


def _sealed(converter: cattrs.Converter, cls: type) -> Callable[[Any, Any], Any]:
    """How a sealed value is read: every slot that counts by its own type, then the maker; none more, none less."""
    make, slots = _MAKERS[cls], [slot for slot in attrs.fields(cls) if slot.eq]
    names = [slot.name for slot in slots]

    def read(data: Any, _: object) -> Any:
        if not isinstance(data, dict) or (list(data) != names and set(data) != set(names)):
            raise _no_such_slots(data, cls, names)
        return make(*(converter.structure(data[slot.name], slot.type) for slot in slots))

    return read


def _as_data(converter: cattrs.Converter, value: Any) -> dict[str, Any]:
    return {name: converter.unstructure(part) for name, part in value._asdict().items()}


def _leaves(converter: cattrs.Converter) -> None:
    for kind, read in ((int, _whole_number), (str, _text), (bool, _yes_no)):
        converter.register_structure_hook(kind, read)
    converter.register_structure_hook_factory(_is_tuple, partial(_tuple, converter))
    converter.register_structure_hook_func(lambda kind: kind in _VALUES, _read_value)
    for cls in (Notice, Pending, Sheet, Round, Record):
        converter.register_structure_hook(cls, _named_tuple(converter, cls))
        converter.register_unstructure_hook(cls, partial(_as_data, converter))
    converter.register_unstructure_hook(dt.date, _write_date)
    converter.register_unstructure_hook(Duration, _write_length)
    converter.register_unstructure_hook(Share, _write_share)


def _converters() -> tuple[cattrs.Converter, cattrs.Converter]:
    """The plain converter, and the one that also knows sealed values."""
    makers = [cattrs.Converter(forbid_extra_keys=True, unstruct_collection_overrides={tuple: list}) for _ in range(2)]
    for converter in makers:
        _leaves(converter)
    plain, full = makers
    for cls in _MAKERS:
        attrs.resolve_types(cls.__mro__[2])
    plain.register_structure_hook(Change, _sealed(full, Change))
    for cls in _MAKERS:
        full.register_structure_hook(cls, _sealed(full, cls))
    as_stored = make_dict_unstructure_fn(Partnership, full, wake_us=override(omit=True))
    full.register_unstructure_hook(Partnership, as_stored)
    full.register_unstructure_hook(Origin, _write_origin)
    full.register_structure_hook_func(lambda kind: kind == Origin | Partnership | None, _read_origin)
    full.register_structure_hook(Change, _read_change)
    return plain, full


_PLAIN, _CONVERTER = _converters()
