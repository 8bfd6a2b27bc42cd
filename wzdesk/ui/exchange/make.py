"""Making the page 数据交换."""

from collections.abc import Sequence
from functools import partial

from wzdesk.domain.plan import PlanSummary
from wzdesk.domain.region import Region, RegionLevel
from wzdesk.ui.entry.entry_screen import entry_screen_of
from wzdesk.ui.exchange.fill_desk import FillDesk
from wzdesk.ui.exchange.fill_page import FillPage
from wzdesk.ui.hand_over.exchange_screen import ExchangeScreen
from wzdesk.ui.hand_over.overview_desk import OverviewDesk
from wzdesk.ui.hand_over.view_words import FILL, OVERVIEW
from wzdesk.ui.pages import ENTRY
from wzdesk.ui.widgets.picker import Choice
from wzdesk.ui.workspace import Workspace


def make_page(workspace: Workspace) -> ExchangeScreen:
    """Sending out, receiving, the log and filling a form; a county begins with filling, a city with what came back."""
    look = workspace.look
    screen = ExchangeScreen(workspace.theme, _make_fill(workspace))
    OverviewDesk(workspace, screen)
    screen.form_asked.connect(partial(_make_form, workspace))
    home = next((one for one in look.regions if one.code == look.info.home), None)
    is_county = home is not None and home.level in {RegionLevel.COUNTY, RegionLevel.ZONE}
    screen.show_view(FILL if is_county else OVERVIEW)
    return screen


def _make_form(workspace: Workspace) -> None:
    """On the page where forms are filled."""
    workspace.window.show_page(ENTRY)
    entry_screen_of(workspace.window).offers.ask_new()


def _make_fill(workspace: Workspace) -> FillPage:
    """The view that fills a form, and the desk that works for it; at first for the place that is worked on."""
    page = FillPage(workspace.theme)
    place_of = partial(_place_of, workspace)
    desk = FillDesk(
        workspace.theme,
        workspace.window,
        page,
        workspace.file.store,
        lambda: workspace.readers,
        place_of,
        page,
    )
    workspace.closing.connect(desk.close)
    look = workspace.look
    page.offer_places(_region_choices(look.regions), _year_choices(look.plans), *place_of())
    return page


def _place_of(workspace: Workspace) -> tuple[str, str]:
    """Region and period of the plan that is worked on; what is being typed into it is stored first."""
    workspace.finish_typing()
    plan, region = workspace.place
    return region.code, plan.year.code


def _region_choices(regions: Sequence[Region]) -> list[Choice]:
    return [Choice(one.code, one.name) for one in regions if one.level is not RegionLevel.PROVINCE]


def _year_choices(plans: Sequence[PlanSummary]) -> list[Choice]:
    """The last years of the plans, the newest first."""
    years = sorted({one.last_year for one in plans}, reverse=True)
    return [Choice(str(year), f"{year}年") for year in years]
