"""Where F1 leads: the section of the help that tells of the place where the keyboard is.

Places are named by the classes of their widgets, so that a page knows nothing of the help and none is imported for it.
The innermost widget that is named here counts; a page's own section stands where nothing on it is named.
"""

from PySide6.QtWidgets import QApplication, QWidget

from wzdesk.ui.pages import ENTRY, EXCHANGE, HELP, HISTORY, HOME, PLANS, PROJECTS, REVIEW, SETTINGS

OF_PAGES = {
    HOME: "home",
    ENTRY: "plan-entry",
    PROJECTS: "projects",
    REVIEW: "review",
    PLANS: "plans",
    EXCHANGE: "hand-over",
    HISTORY: "history",
    SETTINGS: "settings",
    HELP: "questions",
}
OF_WIDGETS = {
    "begin.begin_page.BeginPage": "begin",
    "entry.entry_page.EntryPage": "plan-entry",
    "entry.side_panel.SidePanel": "panel",
    "exchange.fill_page.FillPage": "fill",
    "exchange.import_page.ImportPage": "import-plan",
    "exchange.project_page.ProjectPage": "projects-receive",
    "find.find_box.FindBox": "find",
    "form_maker.maker_page.MakerPage": "make-form",
    "forms.form_page.FormPage": "form-entry",
    "forms.form_panel.FormPanel": "panel",
    "hand_over.city_view.CityView": "city",
    "hand_over.export_dialog.ExportDialog": "export",
    "hand_over.issue_view.IssueView": "issue",
    "hand_over.key_panel.KeyPanel": "keys",
    "hand_over.log_view.LogView": "log",
    "hand_over.merge_panel.MergePanel": "conflicts",
    "hand_over.overview_view.OverviewView": "overview",
    "hand_over.receive_page.ReceivePage": "merge",
    "hand_over.return_dialog.ReturnDialog": "return",
    "history.backups_view.BackupsView": "backups",
    "history.acts_view.ActsView": "history",
    "home.choose_figures.ChooseFigures": "home",
    "paste.paste_preview.PastePreview": "paste",
    "person_bar.PersonBar": "who",
    "printing.preview_page.PreviewPage": "print",
    "projects.detail.editor.ProjectEditor": "project-edit",
    "projects.detail.editor.SplitEditor": "project-split",
    "projects.detail.panel.ProjectPanel": "project-panel",
    "projects.monthly.page.MonthlyPage": "project-month",
    "projects.views.board_view.BoardView": "project-views",
    "projects.views.problems_view.ProblemsView": "project-views",
    "projects.views.race_view.RaceView": "project-views",
    "projects.views.roll_up_view.RollUpView": "project-views",
    "projects.views.timeline_view.TimelineView": "project-views",
    "recognition.recognition_page.RecognitionPage": "recognise",
    "unopened.UnopenedPage": "damaged",
}
_ROOT = "wzdesk.ui."


def anchor_here(page: QWidget | None, key: str) -> str:
    """The anchor for where the keyboard is, or for what the page of this key shows; "" where there is none."""
    return anchor_at(QApplication.focusWidget(), page, key)


def anchor_at(widget: QWidget | None, page: QWidget | None, key: str) -> str:
    """The same for a widget that has the keyboard."""
    return _up_from(widget) or _shown_in(page) or OF_PAGES.get(key, "")


def _up_from(widget: QWidget | None) -> str:
    while widget is not None:
        if anchor := _named(widget):
            return anchor
        widget = widget.parentWidget()
    return ""


def _shown_in(page: QWidget | None) -> str:
    """What the page shows where the keyboard is on none of its parts: the first visible one that is named."""
    if page is None:
        return ""
    if anchor := _named(page):
        return anchor
    seen = (_named(each) for each in page.findChildren(QWidget) if each.isVisible())
    return next((anchor for anchor in seen if anchor), "")


def _named(widget: QWidget) -> str:
    for kind in type(widget).__mro__:
        if kind.__module__.startswith(_ROOT):
            name = f"{kind.__module__.removeprefix(_ROOT)}.{kind.__qualname__}"
            if name in OF_WIDGETS:
                return OF_WIDGETS[name]
    return ""
