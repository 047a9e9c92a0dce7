"""The results of a visit, the clinician's grades beside them, and the summary."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.gui import words
from app.gui.theme import Palette
from app.gui.viewmodels.results import ResultsModel
from app.gui.views.grades_card import GradesCard
from app.gui.views.number_card import NumberCard
from app.gui.views.summary_card import SummaryCard
from app.gui.widgets.lazy_screen import LazyScreen
from app.gui.widgets.number_table import NumberTable, stand_in_line
from app.gui.widgets.parts import GAP_PX, MARGIN_PX, Aside, EmptyState, label
from app.result_rows import Section
from app.results_sheet import SYNKINESIS_ID
from assessment.protocol import EXERCISES

_ASIDE_PX: Final = 350
_TABLE_PX: Final = 910
_OVERVIEW_PX: Final = 400
_DETAIL_PX: Final = 240


class ResultsView(LazyScreen):
    """All exercises above, everything about the chosen one below, words and grades at the side.

    Args:
        model: The visit.
        palette: Colours.
        parent: Owner.
    """

    def __init__(
        self, model: ResultsModel, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(model.stale, model.refresh, parent)
        self._model = model
        self.card = NumberCard(model, palette)
        self.overview = NumberTable(palette, self.card.tip, self.tr("Exercises"))
        self.overview.name_rows(self.tr("Exercise (measure)"))
        self.details = NumberTable(palette, self.card.tip, self.tr("Details of the exercise"))
        self._title, self._remark = label(kind="title"), label(kind="muted")
        self._detail_title, self._detail_remark = label(kind="heading"), label(kind="muted")
        self.grades, self.summary = GradesCard(model), SummaryCard(model)
        for table in (self.overview, self.details):
            table.asked.connect(self.card.show_info)
        stand_in_line(self.overview, self.details)
        self.overview.row_chosen.connect(self._show_details)
        self._numbers = QStackedWidget()
        self._numbers.addWidget(self._make_tables())
        self._no_numbers = EmptyState("", "")
        self._numbers.addWidget(self._no_numbers)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_page())
        self._pages.addWidget(
            EmptyState(
                self.tr("No visit yet"),
                self.tr("Record the exercises on the screen Capture; the results appear here."),
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        layout.addWidget(self._pages)
        model.renewed.connect(self.show_visit)
        self.show_visit()

    def _make_tables(self) -> QWidget:
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, GAP_PX // 2, 0, 0)
        below.addWidget(self._detail_title)
        below.addWidget(self._detail_remark)
        below.addWidget(self.details, 1)
        below.addStretch(0)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.overview)
        split.addWidget(lower)
        split.setSizes([_OVERVIEW_PX, _DETAIL_PX])
        split.setChildrenCollapsible(False)
        return split

    def _make_page(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GAP_PX, 0)
        column.setSpacing(GAP_PX // 2)
        column.addWidget(self._title)
        column.addWidget(self._remark)
        column.addWidget(self._numbers, 1)
        inside = QWidget()
        beside = QVBoxLayout(inside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GAP_PX)
        beside.addWidget(self.card, 1)
        beside.addWidget(self.grades)
        beside.addWidget(self.summary)
        page = QSplitter()
        page.addWidget(left)
        page.addWidget(Aside(inside, self.tr("Chosen number and grades")))
        page.setSizes([_TABLE_PX, _ASIDE_PX])
        page.setStretchFactor(0, 1)
        page.setChildrenCollapsible(False)
        return page

    @Slot()
    def show_visit(self) -> None:
        """Show the numbers of the visit."""
        content = self._model.content
        self._pages.setVisible(not self._model.reading)
        self._pages.setCurrentIndex(0 if content else 1)
        self._numbers.setCurrentIndex(0 if self._model.sections else 1)
        self._no_numbers.say(*self._why_no_numbers())
        self.card.setVisible(bool(self._model.sections))
        if content is None:
            return
        self._title.setText(
            self.tr("Results of {0}").format(words.day(content.visit.taken_at.date()))
        )
        self._remark.setText(self._compared_words())
        kept = max(0, self.overview.currentRow())
        sections = self._model.sections
        self.overview.show_rows([replace(one.head, name=_with_measure(one)) for one in sections])
        if sections:
            row = min(kept, len(sections) - 1)
            self.overview.choose_row(row)
            self._show_details(row)
        else:
            self.card.show_info(None)

    def _why_no_numbers(self) -> tuple[str, str]:
        if not self._model.recorded:
            return self.tr("Nothing was measured"), self.tr(
                "Nothing was recorded at this visit. Grades and summary can be entered all the "
                "same."
            )
        return self.tr("Not analysed yet"), self.tr(
            "The numbers appear here when the recordings of this visit are analysed. "
            "Grades and summary can be entered already."
        )

    def _compared_words(self) -> str:
        content = self._model.content
        if content is None or content.result is None:
            return ""
        lines = [
            self.tr(
                "Excursion of each side, its length at rest, and how far the affected side moves "
                "compared with the healthy one."
            )
        ]
        if content.side_differs:
            lines = [self.tr("Analysed with the other side as the affected one: analyse again.")]
        elif content.affected is None:
            lines = [self.tr("No single side is affected: the sides stand beside each other.")]
        if content.result.face_frame.mm_per_unit is None or self._model.in_widths:
            lines.append(self.tr("Lengths in outer-canthal widths (OCW)."))
        before = content.previous
        if before is not None:
            day = words.day(before.taken_at.date())
            reason = words.catalogue(content.history[-1].break_reason)
            lines.append(
                self.tr("Not compared with {0}: {1}.").format(day, reason)
                if reason
                else self.tr(
                    "Change of ratio or index since {0}; ↑ and ↓ beside a side: its own value "
                    "is more or less than then, beyond measurement error."
                ).format(day)
            )
        return " ".join(lines)

    def _title_of(self, section: Section) -> str:
        """What stands in the lower table."""
        if section.key == SYNKINESIS_ID:
            return self.tr("Synkinesis: all pairs of region and exercise")
        name = words.catalogue(section.name)
        return self.tr("{0}: all other measures").format(name) if section.rows else name

    @Slot(int)
    def _show_details(self, row: int) -> None:
        if 0 <= row < len(self._model.sections):
            section = self._model.sections[row]
            self._detail_title.setText(self._title_of(section))
            self._detail_remark.setText(words.catalogue(section.head.missing))
            self._detail_remark.setVisible(not section.rows)
            self.details.setVisible(bool(section.rows))
            self.details.show_rows(section.rows)


def _with_measure(section: Section) -> str:
    """The exercise with the measure that decides in it, e.g. "Biggest smile (MC)"."""
    exercise, name = EXERCISES.get(section.key), words.catalogue(section.name)
    return f"{name} ({exercise.primary.measure_id})" if exercise and exercise.primary else name
