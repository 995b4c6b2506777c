# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands from round to round: carrying over, and what became of concerns."""

from __future__ import annotations

import argparse
from typing import Any

from annotator.cli.output import Counter, say_json, table, tell
from annotator.domain.carried import Item
from annotator.domain.carried_words import carried_sentence, nothing_answers
from annotator.domain.concern import Concern, Matrix, Recommendation, Step, Word
from annotator.i18n import _, ngettext
from annotator.services.workspace import Workspace

Options = argparse.Namespace


def carry(workspace: Workspace, options: Options) -> int:
    """`annotator carry`."""
    before = workspace.drafts.named(options.older)
    older = before.sha256
    newer = workspace.drafts.named(options.newer).sha256
    run = workspace.carrying.preview if options.preview else workspace.carrying.carry
    done = run(older, newer, Counter(_("carrying over passage")))
    if options.json:
        say_json(
            {
                "older": older, "newer": newer, "preview": options.preview, "counts": done.counts,
                "passages": done.passages, "tags": done.tags,
                "items": [_item(item) for item in done.items],
            }
        )  # fmt: skip
        return 0
    table(
        [(i.verdict, i.reason, i.provision_from, _now(i), i.quote_from, i.quote_to)
         for i in done.items],
        head=("verdict", "reason", "before", "now", "words", "words_now"),
    )  # fmt: skip
    tell(carried_sentence(done, before.name, preview=options.preview))
    left = sum(not item.certain for item in done.items)
    if left:
        tell(ngettext("{n} waits for a decision", "{n} wait for a decision", left).format(n=left))
    return 0


def rounds(workspace: Workspace, options: Options) -> int:
    """`annotator rounds`."""
    report = workspace.rounds.report(progress=Counter(_("judging passage")))
    if options.html and not options.no_pictures:
        report = workspace.report_pictures.put_in(report, Counter(_("drawing picture")))
        for remark in report.remarks:
            tell(remark)
    if options.html or options.csv:
        workspace.rounds.write(options.html or options.csv, report, as_page=bool(options.html))
        return 0
    names = _Names(report.people, {uid: code for uid, (code, _name) in report.codes.items()})
    if options.json:
        say_json(
            {
                "drafts": [
                    {"draft": one.sha256, "symbol": one.symbol, "language": one.language,
                     "date": one.date, "round": one.round}
                    for one in report.drafts.values()
                ],
                "concerns": [names.concern(one) for one in report.concerns],
                "matrix": [names.matrix(one) for one in report.matrices],
                "recommendations": [names.recommendation(one) for one in report.recommendations],
            }
        )  # fmt: skip
        return 0
    table(
        [
            (names.codes.get(one.code, ""), names.people.get(one.reviewer, ""),
             report.drafts[step.draft].name, _path(step), step.state, step.verdict, step.quote)
            for one in report.concerns
            for step in one.steps
        ],
        head=("code", "reviewer", "draft", "provision", "state", "verdict", "words"),
    )  # fmt: skip
    return 0


def _now(item: Item) -> str:
    return item.provision_to if item.answered else nothing_answers(item.near, behind=item.behind)


def _item(item: Item) -> dict[str, Any]:
    answered = item.answered
    return {
        "from": item.passage, "to": item.carried, "verdict": item.verdict, "score": item.score,
        "reason": item.reason, "around": item.around, "provision_from": item.provision_from,
        "provision_to": item.provision_to if answered else "", "quote_from": item.quote_from,
        "quote_to": item.quote_to, "page": item.page if answered else 0, "suggested": item.suggested,
        "brackets": item.brackets,
        **_would_stand(answered, item.near, behind=item.behind),
    }  # fmt: skip


def _would_stand(answered: bool, near: str, *, behind: bool) -> dict[str, str]:
    """Where it would stand, of what nothing answers to."""
    empty = {"would_stand_in": "", "would_stand_after": ""}
    return empty if answered else empty | {f"would_stand_{'after' if behind else 'in'}": near}


def _path(step: Step) -> str:
    return step.path if step.answered else nothing_answers(step.near, behind=step.behind)


class _Names:
    """Concerns with the names people know instead of ids."""

    def __init__(self, people: Any, codes: dict[str, str]) -> None:
        self.people = people
        self.codes = codes

    def concern(self, one: Concern) -> dict[str, Any]:
        return {
            "concern": one.uid, "code": self.codes.get(one.code, ""),
            "reviewer": self.people.get(one.reviewer, ""), "recommendation": one.recommendation,
            "proposed_wording": one.wording, "steps": [self._step(step) for step in one.steps],
        }  # fmt: skip

    def _step(self, step: Step) -> dict[str, Any]:
        return {
            "draft": step.draft, "passage": step.passage, "tag": step.tag, "provision": step.path,
            "page": step.page, "quote": step.quote, "state": step.state, "verdict": step.verdict,
            "outcome": step.outcome, "judged_by": self.people.get(step.judged_by, ""),
            "utc": step.utc, "said": self._said(step.said),
            "words": [{"op": piece.op, "text": piece.text} for piece in step.pieces],
            "brackets": step.brackets,
            **_would_stand(step.answered, step.near, behind=step.behind),
        }  # fmt: skip

    def _said(self, words: tuple[Word, ...]) -> list[dict[str, str]]:
        return [
            {"outcome": one.outcome, "reviewer": self.people.get(one.reviewer, ""),
             "utc": one.utc, "note": one.note}
            for one in words
        ]  # fmt: skip

    def matrix(self, one: Matrix) -> dict[str, Any]:
        return {
            "drafts": list(one.drafts),
            "rows": [
                [
                    {
                        "provision": cell.path, "state": cell.state,
                        "concerns": [
                            {"concern": uid, "code": self.codes.get(code, ""), "state": state}
                            for uid, code, state in cell.concerns
                        ],
                    }
                    for cell in row
                ]
                for row in one.rows
            ],
        }  # fmt: skip

    def recommendation(self, one: Recommendation) -> dict[str, Any]:
        return {
            "concern": one.concern, "code": self.codes.get(one.code, ""),
            "reviewer": self.people.get(one.reviewer, ""), "draft": one.draft,
            "provision": one.path, "recommendation": one.asked, "proposed_wording": one.wording,
            "fate": one.fate, "decided_in": one.last, "said": self._said(one.said),
        }  # fmt: skip
