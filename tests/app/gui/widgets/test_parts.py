from __future__ import annotations

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.gui.widgets.parts import Aside, button


def test_a_column_beside_the_main_thing_is_never_cut_off(qtbot):
    inside = QWidget()
    column = QVBoxLayout(inside)
    wide = button("A button with rather many words on it, as German has them")
    column.addWidget(wide)
    splitter = QSplitter()
    qtbot.addWidget(splitter)
    splitter.setChildrenCollapsible(False)
    splitter.addWidget(QWidget())
    splitter.addWidget(Aside(inside, "Details"))
    splitter.resize(900, 300)
    splitter.setSizes([880, 20])
    splitter.show()
    assert wide.visibleRegion().boundingRect().width() == wide.width()
    assert wide.width() >= wide.sizeHint().width()
