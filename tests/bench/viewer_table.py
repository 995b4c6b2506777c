# SPDX-License-Identifier: AGPL-3.0-or-later
"""Prints what `viewer.py` found as tables a person can read: ours, others, ratios. Judges nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

OTHERS = "sioyek", "zathura", "mupdf", "okular"
_WIDE = 19


def print_table(found: dict) -> None:
    """All sections that were measured."""
    for line in lines_of(found):
        print(line)


def lines_of(found: dict) -> Iterator[str]:
    """The lines of all tables."""
    load = found["load"]
    yield f"{found['conditions']}; load average {load['before'][0]} before, {load['after'][0]} after"
    if load["before"][0] > 1 or load["after"][0] > 3:
        yield "Other work ran beside this: take times as rough."
    took = {name: told["seconds"] for name, told in found.items() if "seconds" in told}
    yield "seconds: " + ", ".join(f"{name} {value:.0f}" for name, value in took.items())
    for kind, said in found.get("files", {}).items():
        if said.startswith("left out"):
            yield f"{kind}: {said}"
    for name, table in TABLES.items():
        if name in found:
            told = found[name]
            yield ""
            for trouble in ("failed", "left_out"):
                if trouble in told:
                    yield f"{name}: {trouble.replace('_', ' ')}: {told[trouble]}"
            if "left_out" not in told:
                yield from table(told)


def _beside(
    title: str, rows: list[tuple[str, float | None, dict[str, float | None]]]
) -> Iterator[str]:
    """Rows of one figure: ours, and each other's with ours divided by it."""
    yield f"{title:36}{'annotator':>10}" + "".join(f"{name:>{_WIDE}}" for name in OTHERS)
    for label, ours, others in rows:
        line = f"  {label:34}" + (f"{ours:10.0f}" if ours is not None else f"{'–':>10}")
        for name in OTHERS:
            value = others.get(name)
            cell = "–" if value is None else f"{value:.0f}"
            if value and ours is not None:
                cell += f" ({ours / value:.2f})"
            line += f"{cell:>{_WIDE}}"
        yield line


def _get(tree: dict, *names: str):
    for name in names:
        tree = tree.get(name, {}) if isinstance(tree, dict) else {}
    return tree if tree != {} else None


def _start(told: dict) -> Iterator[str]:
    rows = []
    for case, label in (("new", "a PDF never opened"), ("reopened", "opened before")):
        for figure, words in (("first_ms", "first page"), ("settled_ms", "settled")):
            others = {name: _get(told, case, name, figure) for name in OTHERS}
            rows.append((f"{label}: {words}", _get(told, case, "annotator", figure), others))
    yield from _beside("START, ms (ratio: ours / theirs)", rows)


def _scroll(told: dict) -> Iterator[str]:
    yield (
        f"{'SCROLL':36}{'px/s':>7}{'late %':>8}{'>33 ms':>8}{'worst':>8}{'scaled %':>10}{'words %':>9}"
        f"{'blank %':>9}{'sharp ms':>10}{'worst':>8}"
    )
    for kind, conditions in _trees(told):
        for condition, speeds in _trees(conditions):
            for speed, one in _trees(speeds):
                if "failed" in one:
                    yield f"  {kind + ', ' + condition:34}{speed:>7}  failed: {one['failed']}"
                    continue
                yield (
                    f"  {kind + ', ' + condition:34}{speed:>7}{one['late_percent']:8.1f}"
                    f"{one['over_33_ms']:8}{one['worst_ms']:8.0f}{one['scaled_percent']:10.1f}"
                    f"{one['words_percent']:9.1f}{one['blank_percent']:9.1f}{one['sharp_ms']:10.0f}"
                    f"{one['sharp_worst_ms']:8.0f}"
                )


def _zoom(told: dict) -> Iterator[str]:
    yield f"{'ZOOM':36}{'scaled ms':>10}{'worst':>8}{'sharp ms':>10}{'worst':>8}{'drift px':>10}{'late %':>8}"
    for kind, one in _trees(told):
        if "failed" in one:
            yield f"  {kind}: failed: {one['failed']}"
        steps, sweep = one.get("steps"), one.get("sweep")
        if steps and sweep:
            yield (
                f"  {kind:34}{steps['painted_ms']:10.0f}{steps['painted_worst_ms']:8.0f}"
                f"{steps['sharp_ms']:10.0f}{steps['sharp_worst_ms']:8.0f}"
                f"{max(steps['drift_px'], sweep['drift_px']):10.2f}{sweep['late_percent']:8.1f}"
            )
            by = ", ".join(f"{k}: {v:.0f}" for k, v in steps["sharp_worst_by_factor_ms"].items())
            yield f"    worst to sharp by factor, ms: {by}"


def _goto(told: dict) -> Iterator[str]:
    for kind, conditions in _trees(told.get("inside", {})):
        for condition, one in _trees(conditions):
            shows = ", ".join(f"{v} {k}" for k, v in one["first_paint_shows"].items())
            yield (
                f"GO TO PAGE, {one['pages']} pages ({kind}), {condition}: first paint "
                f"{one['first_paint_ms']:.0f} ms (worst {one['first_paint_worst_ms']:.0f}) shows {shows}; "
                f"picture {one['picture_ms']:.0f} ms (worst {one['picture_worst_ms']:.0f}); "
                f"sharp {one['sharp_ms']:.0f} ms (worst {one['sharp_worst_ms']:.0f})"
            )
        if "failed" in conditions:
            yield f"GO TO PAGE ({kind}): failed: {conditions['failed']}"
    outside = told.get("outside", {})
    rows = [
        (label, _get(outside, "annotator", figure), {n: _get(outside, n, figure) for n in OTHERS})
        for figure, label in (("seen_ms", "median"), ("seen_worst_ms", "worst"))
    ]
    yield from _beside("GO TO PAGE by keys, seen outside, ms", rows)
    yield from _left_out(outside)


def _memory(told: dict) -> Iterator[str]:
    rows = []
    for kind in ("annotator, project", "annotator, bare PDF"):
        for figure, label in (("opened", "opened"), ("paged", "paged through"), ("later", "later")):
            others = {name: _get(told, name, figure, "sum_mb") for name in OTHERS}
            rows.append(
                (f"{kind.partition(', ')[2]}: {label}", _get(told, kind, figure, "sum_mb"), others)
            )
    yield from _beside("MEMORY, MB of proportional set size", rows)
    for kind, one in _trees(told):
        for figure in ("paged", "later"):
            parts = one.get(figure)
            if kind.startswith("annotator") and isinstance(parts, dict):
                said = ", ".join(f"{k} {v:.0f}" for k, v in parts.items() if k != "sum_mb")
                yield f"    {kind}, {figure}: {said}"
        if "page_reached" in one:
            yield f"    {kind} came to page {one['page_reached']}"
        if "failed" in one:
            yield f"    {kind}: failed: {one['failed']}"
    yield from _left_out(told)


def _fraction(told: dict) -> Iterator[str]:
    yield f"{'PIXELS at a scale of the screen':36}{'places':>10}{'wrong %':>10}{'seam rows':>11}"
    for scale, zooms in _trees(told):
        if "failed" in zooms:
            yield f"  {scale}: failed: {zooms['failed']}"
        ones = [one for _zoom_, places in _trees(zooms) for _place, one in _trees(places)]
        if ones:
            wrong = max(one["wrong_percent"] for one in ones)
            seams = sum(one["seam_rows"] for one in ones)
            yield f"  {scale:34}{len(ones):10}{wrong:10.3f}{seams:11}"


def _imports(told: dict) -> Iterator[str]:
    yield (
        f"{'IMPORTS before the first paint':36}{'modules':>10}{'of ours':>9}{'imports ms':>12}{'of Qt':>8}"
        f"{'of ours':>9}{'paint ms':>10}   forbidden"
    )
    for kind, one in _trees(told):
        yield (
            f"  {kind}: failed: {one['failed']}"
            if "failed" in one
            else (
                f"  {kind:34}{one['modules']:10}{one['of_annotator']:9}{one['imports_ms']:12.0f}"
                f"{one['PySide6_ms']:8.0f}{one['annotator_ms']:9.0f}{one['first_paint_ms']:10.0f}   "
                f"{', '.join(one['forbidden']) or 'none'}"
            )
        )


def _select(told: dict) -> Iterator[str]:
    yield (
        f"{'SELECTION, 1,000 events a second':36}{'p50 ms':>10}{'p99 ms':>10}{'worst':>9}"
        f"{'p99 of CPU':>12}{'paint p50':>11}{'p99':>8}"
    )
    for kind, one in _trees(told):
        yield (
            f"  {kind}: failed: {one['failed']}"
            if "failed" in one
            else (
                f"  {kind:34}{one['handled_p50_ms']:10.2f}{one['handled_p99_ms']:10.2f}"
                f"{one['handled_worst_ms']:9.1f}{one['of_this_thread_p99_ms']:12.2f}"
                f"{one['paint_p50_ms']:11.1f}{one['paint_p99_ms']:8.1f}"
            )
        )


def _trees(tree: dict) -> Iterator[tuple[str, dict]]:
    return ((name, one) for name, one in tree.items() if isinstance(one, dict))


def _left_out(told: dict) -> Iterator[str]:
    for name, one in _trees(told):
        if "left_out" in one:
            yield f"    {name}: {one['left_out']}"


TABLES: dict[str, Callable[[dict], Iterator[str]]] = {
    "start": _start,
    "scroll": _scroll,
    "zoom": _zoom,
    "goto": _goto,
    "memory": _memory,
    "fraction": _fraction,
    "imports": _imports,
    "select": _select,
}
