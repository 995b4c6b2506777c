# SPDX-License-Identifier: AGPL-3.0-or-later
"""A reviewer's record is made with the first that they write: a record that no other names would travel in no file."""

from __future__ import annotations


def people(project):
    return [person.name for person in project.work.people.list()]


def test_saying_what_stands_already_makes_nobody_and_nothing_to_undo(ana, bo):
    tag = ana.tag(note="a")
    bo.merge(ana)
    before = bo.sentences()
    bo.work.passages.edit(tag, {"note": "a"})
    assert people(bo) == ["Ana"]
    assert bo.sentences() == before
    bo.work.passages.edit(tag, {"note": "b"})
    assert sorted(people(bo)) == ["Ana", "Bo"]


def test_one_person_who_wrote_on_one_of_two_machines_is_said_alike_on_both(in_rounds):
    """On the other they carried over what a colleague had tagged: nothing of that names them."""
    desktop, laptop, ana = in_rounds("Bo"), in_rounds("Laptop"), in_rounds("Ana")
    laptop.space._desk.set_me(desktop.space.reviewer())
    ana.tag("extend the search to that other")
    laptop.merge(ana)
    assert laptop.carry().tags == 1
    assert [person.name for person in laptop.space.people.list()] == ["Ana"]
    desktop.tag("the purposes of this Convention", code="SUR-3")
    for one in (laptop, ana):
        one.merge(desktop)
        one.carry()
    assert laptop.export().read_bytes() == ana.export().read_bytes()


def test_a_name_borne_before_the_first_word_is_the_only_one(bo):
    bo.work.rename_me("Bo Lind")
    assert people(bo) == []
    bo.tag()
    assert people(bo) == ["Bo Lind"]
    bo.work.rename_me("Bo Lindqvist")
    assert people(bo) == ["Bo Lindqvist"]
