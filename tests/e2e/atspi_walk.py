# SPDX-License-Identifier: AGPL-3.0-or-later
"""Walks the accessibility tree of a running window as a screen reader would and prints it as JSON lines.

Runs in the system's Python (Debian's python3-dbus), inside a session bus.

    python3 atspi_walk.py NAME SECONDS
"""

import json
import sys
import time

import dbus

ACCESSIBLE = "org.a11y.atspi.Accessible"
FOCUSABLE, VISIBLE, SHOWING = 11, 30, 25
MOST = 5000


def bus():
    session = dbus.SessionBus()
    where = dbus.Interface(session.get_object("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus")
    return dbus.bus.BusConnection(where.GetAddress())


def about(connection, name, path):
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
    waiting, count = [(name, path, 0)], 0
    while waiting and count < MOST:
        name, path, depth = waiting.pop()
        try:
            said, children = about(connection, name, path)
        except dbus.DBusException as error:
            print(json.dumps({"depth": depth, "error": str(error)}))
            continue
        count += 1
        print(json.dumps({"depth": depth, **said}))
        waiting += [(child, where, depth + 1) for child, where in reversed(children)]


def main():
    wanted, end = sys.argv[1], time.monotonic() + float(sys.argv[2])
    connection = bus()
    while time.monotonic() < end:
        _said, programs = about(connection, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        for name, path in programs:
            said, windows = about(connection, name, path)
            if wanted.casefold() in said["name"].casefold() and windows:
                time.sleep(3)  # the window fills its panels
                walk(connection, name, path)
                return 0
        time.sleep(0.2)
    return 1


if __name__ == "__main__":
    sys.exit(main())
