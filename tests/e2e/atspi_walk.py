# SPDX-License-Identifier: AGPL-3.0-or-later
"""Walks the accessibility tree of a running window as a screen reader would and prints it as JSON lines.

Runs in the system's Python (Debian's python3-dbus), inside a session bus; knows nothing of the program.

    python3 atspi_walk.py PROGRAM WORDS SECONDS

Looks until some node of that program has these words in its name, SECONDS at most; exits 1 without them.
"""

from __future__ import annotations

import json
import sys
import time

import dbus

ACCESSIBLE = "org.a11y.atspi.Accessible"
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
FOCUSABLE, SHOWING = 11, 25
"""Bits of a node's state, from atspi-constants.h."""
MOST = 5000
BETWEEN_LOOKS = 0.2
"""Seconds: the bus tells nobody when a window is complete."""


def bus():
    """The accessibility bus; asking for it starts it."""
    session = dbus.SessionBus()
    launcher = session.get_object("org.a11y.Bus", "/org/a11y/bus", introspect=False)
    where = dbus.Interface(launcher, "org.a11y.Bus").GetAddress()
    return dbus.bus.BusConnection(where)


def about(connection, name, path):
    """What a node says of itself, and where its children are."""
    thing = connection.get_object(name, path, introspect=False)
    properties = dbus.Interface(thing, "org.freedesktop.DBus.Properties")
    node = dbus.Interface(thing, ACCESSIBLE)
    states = [int(part) for part in node.GetState()]
    bits = states[0] | (states[1] << 32 if len(states) > 1 else 0)
    return {
        "name": str(properties.Get(ACCESSIBLE, "Name")),
        "description": str(properties.Get(ACCESSIBLE, "Description"))[:80],
        "role": str(node.GetRoleName()),
        "focusable": bool(bits >> FOCUSABLE & 1),
        "showing": bool(bits >> SHOWING & 1),
    }, [(str(child[0]), str(child[1])) for child in node.GetChildren()]


def walk(connection, name, path):
    """All nodes from one on, in the order one meets them."""
    waiting, found = [(name, path, 0)], []
    while waiting and len(found) < MOST:
        name, path, depth = waiting.pop()
        try:
            said, children = about(connection, name, path)
        except dbus.DBusException as error:  # gone since its parent named it
            found.append({"depth": depth, "error": str(error)})
            continue
        found.append({"depth": depth, **said})
        waiting += [(child, where, depth + 1) for child, where in reversed(children)]
    return found


def looked(connection, program):
    """The nodes of a program; none before it is there."""
    _said, programs = about(connection, *REGISTRY)
    for name, path in programs:
        try:
            said, windows = about(connection, name, path)
        except dbus.DBusException:  # it came or went just now
            continue
        if program.casefold() in said["name"].casefold() and windows:
            return walk(connection, name, path)
    return []


def main():
    """Look until the words are there, then print."""
    program, words, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    end, connection = time.monotonic() + seconds, bus()
    while True:
        nodes = looked(connection, program)
        complete = any(words in node.get("name", "") for node in nodes)
        if complete or time.monotonic() > end:
            break
        time.sleep(BETWEEN_LOOKS)
    for node in nodes:
        print(json.dumps(node))
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
