# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frozen values behave as those of the standard library do."""

from __future__ import annotations

import copy
import dataclasses

import pytest

from annotator.domain.values import dataclass


def _pair(make):
    @make(frozen=True, slots=True)
    class Place:
        """Of a test."""

        page: int
        label: str = ""
        parts: tuple[int, ...] = ()
        notes: dict[str, str] = dataclasses.field(default_factory=dict)

        @property
        def name(self) -> str:
            return f"{self.label}{self.page}"

    return Place


OURS, THEIRS = _pair(dataclass), _pair(dataclasses.dataclass)


@dataclass(frozen=True, slots=True)
class Checked:
    """Refuses, and fills in."""

    low: int
    high: int = 9

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError("upside down")
        object.__setattr__(self, "high", self.high + 1)


@dataclass(frozen=True, slots=True)
class Wider(Checked):
    """With one field more."""

    name: str = "x"


@dataclass(frozen=True, slots=True)
class Nothing:
    """No fields."""


@pytest.mark.parametrize("given", [(1,), (1, "p"), (1, "p", (2,))])
def test_says_the_same(given: tuple[object, ...]) -> None:
    ours, theirs = OURS(*given), THEIRS(*given)
    assert repr(ours) == repr(theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert ours.name == theirs.name
    assert not hasattr(ours, "__dict__")


def test_equal_by_value_and_class_only() -> None:
    assert OURS(1, "p") == OURS(1, "p") != OURS(1, "q")
    assert OURS(1, "p") != THEIRS(1, "p")
    assert hash(Checked(1)) == hash(Checked(1))
    assert len({Wider(1), Wider(1), Wider(2)}) == 2
    assert Nothing() == Nothing()


def test_cannot_be_changed() -> None:
    value = OURS(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.page = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.page
    assert value.page == 1


def test_what_is_made_for_one_is_not_shared() -> None:
    first, second = OURS(1), OURS(1)
    first.notes["a"] = "b"
    assert second.notes == {}


def test_replaced_and_copied() -> None:
    value = OURS(1, "p", (2,))
    assert dataclasses.replace(value, label="q") == OURS(1, "q", (2,))
    assert copy.deepcopy(value) == value
    assert copy.copy(Checked(1, 2)).high == 3


def test_checks_itself_and_takes_over_fields() -> None:
    assert Wider(1, 2, "n").high == 3
    with pytest.raises(ValueError, match="upside down"):
        Wider(5, 2)
    with pytest.raises(TypeError):
        Checked()  # type: ignore[call-arg]


def test_matches_by_place() -> None:
    match Checked(1, 2):
        case Checked(low, high):
            assert (low, high) == (1, 3)


def test_options_that_are_not_shared_are_the_library_s() -> None:
    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        """Compares."""

        at: int

    @dataclass(frozen=True, slots=True)
    class Hidden:
        """One field says nothing."""

        at: int
        cache: int = dataclasses.field(default=0, compare=False, repr=False)

    assert Ordered(1) < Ordered(2)
    assert Hidden(1, 5) == Hidden(1, 6)
    assert "cache" not in repr(Hidden(1, 5))


@pytest.mark.parametrize("make", [dataclass, dataclasses.dataclass])
def test_is_ordered_where_it_is_asked_for(make) -> None:
    @make(frozen=True, slots=True, order=True)
    class At:
        """Of a test."""

        page: int
        start: int = 0

    assert sorted([At(2), At(1, 5), At(1, 3)]) == [At(1, 3), At(1, 5), At(2)]
    assert At(1) <= At(1) < At(2) > At(1) >= At(1)
    assert not At(1) < At(1)
    with pytest.raises(TypeError):
        _ = At(1) < (2, 0)
