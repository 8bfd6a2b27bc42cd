"""How long the window takes to its first paint, against a bare QMainWindow: ``python -m tests.ui.first_paint``.

Each run is a process of its own; the two kinds take turns, and the medians are compared.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
class Centre(QWidget):
    def paintEvent(self, event):
        tell()
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(Centre())
window.show()
app.exec()
"""
OURS = """
from wzdesk.ui.theme import apply_theme, make_application
app = make_application()
from wzdesk.ui.shell.window import MainWindow
from PySide6.QtWidgets import QWidget
window = MainWindow(apply_theme(app))
for number, word in enumerate("工作台 指标填报 项目进度 审核 数据交换 分析 规划任务 报告".split()):
    window.add_page(str(number), word, "table", QWidget)
for word in "历史备份 设置 帮助".split():
    window.add_page(word, word, "gear", QWidget, at_bottom=True)
window.set_file_name("温州市计划.wzd")
window.set_fields("张某　市发展改革委", "温州市计划.wzd", "2023年 全年", "温州市")
window._ground.painted.connect(tell)
window.show()
app.exec()
"""
TELL = """
import os, time
def tell():
    print((time.monotonic() - float(os.environ["BEGUN"])) * 1000, flush=True)
    os._exit(0)
"""


def time_once(program: str) -> float:
    """Milliseconds from the start of the process to the first paint of the central area."""
    begun = {"BEGUN": str(time.monotonic())}
    command = [sys.executable, "-c", TELL + program]
    run = subprocess.run(
        command, cwd=ROOT, env=os.environ | begun, capture_output=True, text=True, check=True
    )
    return float(run.stdout)


def first_paint_ratio(rounds: int = 9) -> tuple[float, float, float]:
    """Medians of the bare window and of ours in ms, and the ratio of the two."""
    times = [(time_once(BARE), time_once(OURS)) for _ in range(rounds + 1)][1:]
    bare, ours = (statistics.median(column) for column in zip(*times, strict=True))
    return bare, ours, ours / bare


if __name__ == "__main__":
    bare, ours, ratio = first_paint_ratio()
    print(f"bare {bare:.0f} ms, window {ours:.0f} ms, ratio {ratio:.2f}")
