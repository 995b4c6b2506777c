# SPDX-License-Identifier: AGPL-3.0-or-later
"""Three people's work on the sample, merged in every order and manner: always the same project.

A few of the manners run each time; ANNOTATOR_LONG=1 tries all.
"""

from __future__ import annotations

import csv
import io
import os
import random
import shutil
from itertools import permutations

import pytest
from sample_team import ANA, BO, CARLA, Team, work

from annotator.exchange.csv_file import read_csv
from annotator.services.annotations import Wanted
from annotator.services.projects import check_project, open_workspace

LONG = os.environ.get("ANNOTATOR_LONG", "") not in ("", "0")
ORDERS = list(permutations((ANA, BO, CARLA)))
TABLE, PROJECT = 0, 1
KINDS = {
    "tag", "mark", "comment", "provision", "counterpart", "alignment", "decision", "finish", "code",
}  # fmt: skip


class Post:
    """What three people sent, and the projects into which it is merged."""

    def __init__(self, folder):
        self.folder = folder
        self.files = work(folder)
        self.count = 0

    def fresh(self):
        self.count += 1
        return Team.copy(self, f"into-{self.count}", "Dana Okafor")

    def after(self, *steps):
        """What a fresh project exports when it has merged some lists of files, one after the other."""
        space = self.fresh()
        for files in steps:
            report = space.transfer.merge(files)
            assert sum(report.counts.values()) == report.rows
            assert report.counts["refused"] == 0, [item.reason for item in report.items]
        path = self.exported(space)
        space.close()
        assert check_project(space.path) == []
        return path

    def exported(self, space):
        path = space.path.with_suffix(".csv")
        space.transfer.export(path, Wanted())
        return path

    def pieces(self, name, seed):
        """A person's rows, shuffled, in two files."""
        with self.files[name][TABLE].open(encoding="utf-8-sig", newline="") as file:
            header, *rows = csv.reader(file)
        random.Random(seed).shuffle(rows)
        halves = []
        for number, part in enumerate((rows[::2], rows[1::2])):
            out = io.StringIO(newline="")
            csv.writer(out).writerows([header, *part])
            halves.append(self.folder / f"{name}-{seed}-{number}.csv")
            halves[-1].write_text(out.getvalue(), "utf-8", newline="")
        return halves


@pytest.fixture(scope="module")
def post(tmp_path_factory):
    return Post(tmp_path_factory.mktemp("post"))


@pytest.fixture(scope="module")
def truth(post):
    """What comes of all three, merged in one go."""
    return post.after([post.files[name][TABLE] for name in ORDERS[0]]).read_bytes()


def in_one_go(post, order, form):
    return post.after([post.files[name][form] for name in order])


def one_by_one(post, order, form):
    return post.after(*([post.files[name][form]] for name in order))


def each_twice(post, order, form):
    files = [post.files[name][form] for name in order]
    return post.after(files[:2], *([file] for file in files), [*files, *reversed(files)])


def in_halves(post, order, _form):
    pieces = [piece for name in order for piece in post.pieces(name, seed=order.index(ANA))]
    return post.after(*([piece] for piece in pieces[::2]), pieces[1::2])


def by_way_of_another(post, order, form):
    between = post.after(*([post.files[name][form]] for name in order[:2]))
    return post.after([post.files[order[2]][form]], [between])


def by_way_of_anothers_project(post, order, form):
    between = post.after([post.files[name][form] for name in order[1:]]).with_suffix(".treaty")
    return post.after([between], [post.files[order[0]][1 - form]])


def into_ones_own(post, order, form):
    post.count += 1
    path = post.folder / f"own-{post.count}.treaty"
    shutil.copyfile(post.files[order[0]][PROJECT], path)
    space = open_workspace(path, reviewer=order[0])
    space.transfer.merge([post.files[name][form] for name in order[1:]])
    out = post.exported(space)
    space.close()
    return out


MANNERS = (
    in_one_go, one_by_one, each_twice, in_halves, by_way_of_another, by_way_of_anothers_project, into_ones_own,
)  # fmt: skip
ALL = [(manner, order, form) for manner in MANNERS for order in ORDERS for form in (TABLE, PROJECT)]
SHORT = [(manner, ORDERS[(2 * n + 1) % 6], n % 2) for n, manner in enumerate(MANNERS)]


def named(case):
    manner, order, form = case
    initials = "".join(name[0] for name in order)
    return f"{manner.__name__}-{initials}-{('csv', 'treaty')[form]}"


def test_what_was_sent_has_everything_in_it(post, truth):
    rows = list(csv.DictReader(io.StringIO(truth.decode("utf-8-sig"), newline="")))
    assert {row["record"] for row in rows} >= KINDS
    assert {row["reviewer"] for row in rows} >= {ANA, BO, CARLA, "Team"}
    assert any(row["carried_from"] for row in rows)
    assert any(row["deleted_utc"] for row in rows)
    path = post.after([post.files[name][TABLE] for name in ORDERS[0]])
    space = open_workspace(path.with_suffix(".treaty"), write=False)
    fields = {(one.kind, one.field) for one in space.conflicts.list()}
    space.close()
    assert len(fields) >= 5, fields
    sent = [len(list(read_csv(files[TABLE])[1])) for files in post.files.values()]
    assert all(len(rows) >= count for count in sent)


@pytest.mark.parametrize("case", ALL if LONG else SHORT, ids=named)
def test_the_order_and_the_manner_do_not_matter(post, truth, case):
    manner, order, form = case
    assert manner(post, order, form).read_bytes() == truth
