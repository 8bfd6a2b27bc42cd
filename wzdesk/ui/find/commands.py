"""What the search can do besides going somewhere: the commands of the pages, by their words."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from wzdesk.domain.find import Thing
from wzdesk.ui.entry.entry_page import EntryPage
from wzdesk.ui.entry.entry_screen import EntryScreen, entry_screen_of
from wzdesk.ui.file_memory import FileMemory
from wzdesk.ui.forms.form_page import FormPage
from wzdesk.ui.goto import go_to
from wzdesk.ui.hand_over.view_words import OVERVIEW, VIEW_WORDS
from wzdesk.ui.history.history_page import BACKUPS, HistoryPage
from wzdesk.ui.pages import ENTRY, EXCHANGE, HISTORY, PAGES, PROJECTS, SETTINGS
from wzdesk.ui.shell.looks import LOOK_DARK, LOOK_LIGHT
from wzdesk.ui.workspace import Workspace

if TYPE_CHECKING:
    from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen

PAGE, COMMAND, HERE = "页面", "命令", "这张表"


def pages_and_commands(workspace: Workspace) -> list[Thing]:
    """What is there without reading the file; the goals are what is done."""
    window, theme = workspace.window, workspace.theme
    pages = [
        Thing(PAGE, page.word, partial(window.show_page, page.key), f"Ctrl+{number}" if number <= 9 else "")
        for number, page in enumerate(sorted(PAGES, key=lambda page: page.at_bottom), start=1)
    ]
    entry = partial(_with_entry, workspace)
    commands: list[tuple[str, str, Callable[[], object]]] = [
        ("导入工作簿", "", partial(entry, lambda screen: screen.entry.import_requested.emit())),
        ("导出工作簿", "", partial(entry, lambda screen: screen.entry.export_requested.emit())),
        ("打印", "Ctrl+P", partial(entry, _print)),
        ("撤销", "Ctrl+Z", partial(entry, lambda screen: _shown(screen).undo())),
        ("重做", "Ctrl+Y", partial(entry, lambda screen: _shown(screen).redo())),
        ("打开另一个数据文件", "", partial(entry, lambda screen: screen.files and screen.files.open())),
        ("新建数据文件", "", partial(entry, lambda screen: screen.files and screen.files.make())),
        ("收文件", "Ctrl+O", partial(_receive, workspace)),
        ("填本月的项目", "", partial(_fill_month, workspace)),
        ("现在备份", "", partial(workspace.backups.back_up, "")),
        ("恢复备份", "", partial(_show_backups, workspace)),
        ("换填报人", "", partial(window.show_page, SETTINGS)),
        ("浅色", "外观", partial(window.looks.choose, LOOK_LIGHT)),
        ("深色", "外观", partial(window.looks.choose, LOOK_DARK)),
        ("字大一些", "Ctrl++", partial(theme.zoom, 1)),
        ("字小一些", "Ctrl+−", partial(theme.zoom, -1)),
    ]
    commands += [
        (word, "数据交换", partial(_show_exchange, workspace, view)) for view, word in VIEW_WORDS.items()
    ]
    last = FileMemory(workspace.file.path)
    if (address := last.last_address) is not None:
        commands.insert(0, (f"继续上次的填报：{last.last_words}", "", partial(go_to, workspace, address)))
    return pages + [Thing(COMMAND, name, act, hint) for name, hint, act in commands]


def rows_at_hand(workspace: Workspace) -> list[Thing]:
    """The rows of the form that is shown; the goals make them current, in the column where one is."""
    screen = workspace.window.made_page(ENTRY)
    if workspace.window.current_page != ENTRY or not isinstance(screen, EntryScreen):
        return []
    page = _shown(screen)
    if not isinstance(page, FormPage) or not page.desk.is_open or page.table.is_across:
        return []
    indicators = page.table.indicators
    return [
        Thing(
            HERE,
            row.name,
            partial(page.go_to_row, row.code),
            page.table.words,
            row.indicator,
            (indicators[row.indicator].name, *indicators[row.indicator].aliases),
        )
        for row in page.table.form.rows
    ]


def _with_entry(workspace: Workspace, act: Callable[[EntryScreen], object]) -> None:
    """Do something on the page 指标填报, where one sees it."""
    workspace.window.show_page(ENTRY)
    screen = entry_screen_of(workspace.window)
    if workspace.file.is_open:  # the page may have been made just now
        screen.make_desks()
    act(screen)


def _shown(screen: EntryScreen) -> EntryPage | FormPage:
    forms = screen.forms
    return forms if forms is not None and screen.currentWidget() is forms else screen.entry


def _print(screen: EntryScreen) -> None:
    """What is shown: the plan or the form."""
    _shown(screen).print_requested.emit()


def _show_exchange(workspace: Workspace, view: str) -> "ExchangeScreen":
    """Show a view of 数据交换."""
    from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen

    workspace.window.show_page(EXCHANGE)
    screen = workspace.window.page(EXCHANGE)
    assert isinstance(screen, ExchangeScreen)
    screen.show_view(view)
    return screen


def _receive(workspace: Workspace) -> None:
    _show_exchange(workspace, OVERVIEW).files_asked.emit()


def _fill_month(workspace: Workspace) -> None:
    from wzdesk.ui.projects.projects_screen import projects_screen_of

    workspace.window.show_page(PROJECTS)
    projects_screen_of(workspace).fill_month()


def _show_backups(workspace: Workspace) -> None:
    workspace.window.show_page(HISTORY)
    page = workspace.window.page(HISTORY)
    if isinstance(page, HistoryPage):
        page.show_view(BACKUPS)
