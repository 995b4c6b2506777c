# SPDX-License-Identifier: AGPL-3.0-or-later
"""Published examples come out to their printed digits."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from annotator.domain.agreement import distances
from annotator.domain.agreement.alpha import alpha
from annotator.domain.agreement.kappa import cohen, fleiss, percent_agreement
from annotator.domain.agreement.value_table import ValueTable

BY_NAME = {
    "alpha nominal": distances.NOMINAL,
    "alpha ordinal": distances.ORDINAL,
    "alpha interval": distances.INTERVAL,
    "alpha ratio": distances.RATIO,
}


def table(columns) -> ValueTable:
    """Of one list of values a rater."""
    names = tuple(f"r{number}" for number in range(len(columns)))
    return ValueTable(names, tuple(zip(*columns, strict=True)))


def read(path: Path) -> ValueTable:
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    cells = [
        [None if cell == "NA" else int(cell) if cell.isdigit() else cell for cell in row]
        for row in rows
    ]
    by_rater = cells if head[0] == "u1" else zip(*cells, strict=True)
    return table([list(one) for one in by_rater])


def printed(value: float, digits: int) -> set[str]:
    """How a book may print it: rounded, or cut off (15/64 stands as 0.2343 in the one on p. 306)."""
    cut = int(value * 10**digits) / 10**digits
    return {f"{value:.{digits}f}", f"{cut:.{digits}f}"}


def test_every_row_of_the_golden_table(shared_data: Path) -> None:
    folder = shared_data / "agreement"
    if not (folder / "GOLDEN.tsv").is_file():
        pytest.skip("the published examples, ../shared/data/agreement, are not here")
    file, seen = "", 0
    for line in (folder / "GOLDEN.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        _dataset, named, metric, expected = line.split("\t")
        file = file if named == "same" else named
        found = alpha(read(folder / file), BY_NAME[metric], resamples=0)
        assert expected in printed(found.value, len(expected.partition(".")[2])), (file, metric)
        seen += 1
    assert seen == 10


N = None
BOOK = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, N],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]


@pytest.mark.parametrize(
    ("metric", "expected"),
    [("nominal", "0.743"), ("ordinal", "0.815"), ("interval", "0.849"), ("ratio", "0.797")],
)
def test_four_observers_with_missing_data(metric, expected) -> None:
    """K. Krippendorff, Content Analysis, 4th ed. 2018, p. 290."""
    found = alpha(table(BOOK), BY_NAME[f"alpha {metric}"])
    assert f"{found.value:.3f}" == expected
    assert (found.units, found.raters, found.pairs, found.gist.alone) == (11, 4, 55, 1)
    assert found.low < found.value < found.high
    assert found.value == pytest.approx(1 - found.observed / found.expected)


def test_two_observers_binary() -> None:
    """Krippendorff, Computing Krippendorff's alpha-reliability (2011), example A: 0.095."""
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    two = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert f"{alpha(table([one, two])).value:.3f}" == "0.095"


def test_three_observers_binary() -> None:
    """Content Analysis, 4th ed. 2018, p. 306: seven of twelve units split, 16 of 36 values 1."""
    said = ["010110001111", "010100001101", "011001001000"]
    assert alpha(table(said)).value == pytest.approx(15 / 64, abs=1e-15)


def two_by_two(both, one, other, neither) -> ValueTable:
    rows = [("yes", "yes")] * both + [("yes", "no")] * one
    rows += [("no", "yes")] * other + [("no", "no")] * neither
    return ValueTable(("a", "b"), tuple(rows))


@pytest.mark.parametrize(
    ("cells", "percent", "kappa"),
    [
        ((20, 5, 10, 15), "0.70", "0.4000"),
        ((45, 15, 25, 15), "0.60", "0.1304"),
        ((25, 35, 5, 35), "0.60", "0.2593"),
    ],
)
def test_cohen_on_tables_that_textbooks_use(cells, percent, kappa) -> None:
    """The grant proposals and the two tables of equal agreement, Wikipedia, Cohen's kappa."""
    made = two_by_two(*cells)
    assert f"{percent_agreement(made).value:.2f}" == percent
    assert f"{cohen(made, 'a', 'b').value:.4f}" == kappa


def test_fleiss_on_fourteen_raters() -> None:
    """Ten subjects, five categories: kappa 0.210, Wikipedia, Fleiss' kappa."""
    counts = [
        (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
    ]  # fmt: skip
    rows = [
        tuple(category for category, many in enumerate(row) for _each in range(many))
        for row in counts
    ]
    found = fleiss(ValueTable(tuple(f"r{n}" for n in range(14)), tuple(rows)))
    assert f"{found.value:.3f}" == "0.210"
    assert f"{1 - found.observed:.3f}" == "0.378"
    assert f"{1 - found.expected:.3f}" == "0.213"
