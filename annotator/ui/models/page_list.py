# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages as a list for Qt, for strips of small pictures. Does nothing for a page that is not asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QImage

from annotator.domain.project import PageSize
from annotator.i18n import _, ngettext
from annotator.ui.models.page_labels import printed_number
from annotator.ui.models.tag_pages import PlacedTag, TagCount, TagPages

Index = QModelIndex | QPersistentModelIndex
PAGE_ROLE = int(Qt.ItemDataRole.UserRole)


class PageList(QAbstractListModel):
    """The pages of one draft.

    Args:
        pictures: small pictures by page, filled by whoever draws them.
    """

    def __init__(
        self, pictures: Mapping[int, QImage] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.pictures: Mapping[int, QImage] = {} if pictures is None else pictures
        self._sizes: Sequence[PageSize] = ()
        self._labels: Sequence[str] = ()
        self._tags = TagPages()

    def set_pages(self, sizes: Sequence[PageSize], labels: Sequence[str] = ()) -> None:
        """Another draft; `labels` are printed page numbers, "" where there is none."""
        self.beginResetModel()
        self._sizes, self._labels = sizes, labels
        self.endResetModel()

    def set_tags(
        self, tags: Iterable[PlacedTag] | TagPages, *, pages: Iterable[int] | None = None
    ) -> None:
        """Tags of the draft; other ones than before on these pages only, where they are given."""
        self._tags = tags if isinstance(tags, TagPages) else TagPages(tags)
        if pages is None:
            self._touch(1, len(self._sizes))
        else:
            for page in pages:
                self._touch(page, page)

    def picture_came(self, page: int) -> None:
        """A page has a picture now, or another one."""
        self._touch(page, page)

    def size(self, page: int) -> PageSize:
        """A page's size as shown, in points."""
        return self._sizes[page - 1]

    def label(self, page: int) -> str:
        """A page's printed number, "" where it is the plain one."""
        found = printed_number(self._labels, page)
        return found if found != str(page) else ""

    def tags_on(self, page: int) -> TagCount:
        """Tags that begin on a page."""
        return self._tags.between((page, 0), (page + 1, 0))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many pages."""
        return 0 if parent.isValid() else len(self._sizes)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """The number as printed; all of it in words for screen readers; the page under PAGE_ROLE."""
        page = index.row() + 1
        if not index.isValid() or page > len(self._sizes):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.label(page) or str(page)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._said(page)
        return page if role == PAGE_ROLE else None

    def _said(self, page: int) -> str:
        label, count = self.label(page), self.tags_on(page).count
        said = _("Page {page}").format(page=page)
        if label:
            said = _("Page {page}, printed {label}").format(page=page, label=label)
        many = ngettext("{count} tag", "{count} tags", count).format(count=count)
        return f"{said}, {many}" if count else said

    def _touch(self, first: int, last: int) -> None:
        if 1 <= first <= last <= len(self._sizes):
            self.dataChanged.emit(self.index(first - 1, 0), self.index(last - 1, 0))
