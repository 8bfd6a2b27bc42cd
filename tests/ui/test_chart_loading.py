import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from wzdesk.ui.charts.loading import ChartLoading

ROOT = Path(__file__).parents[2]
PROGRAM = """
import json, threading
from PySide6 import QtCore, QtGui, QtWidgets
app = QtWidgets.QApplication([])
from wzdesk.ui.charts import loading

def unmade():
    modules = QtCore, QtGui, QtWidgets
    return [name for module in modules for name in sorted(set(dir(module)) - set(vars(module)))]

def look():
    told.update(unmade=unmade(), is_main=threading.current_thread() is threading.main_thread())

told = {"first": len(unmade())}
loading._import = look
charts = loading.ChartLoading(app)
charts.loaded.connect(app.quit)
charts.start()
app.exec()
print(json.dumps(told))
"""


def test_that_no_class_of_qt_is_made_while_a_second_thread_uses_qt() -> None:
    run = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=True
    )
    told = json.loads(run.stdout)
    assert told["first"] > 100
    assert told["unmade"] == []
    assert not told["is_main"]


def test_that_charts_can_be_drawn_once_it_is_told(qtbot: QtBot) -> None:
    parent = QObject()
    charts = ChartLoading(parent)
    with qtbot.waitSignal(charts.loaded, timeout=20_000):
        charts.start()
    assert "wzdesk.ui.charts.trend_chart" in sys.modules
