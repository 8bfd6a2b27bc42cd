"""Build hook: a wheel carries ``resources/`` inside the package, an editable install does not.

Hatch's own ``force-include`` would copy the folder into the environment of an editable install as
well, where the copy goes stale at the first edit.
"""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelResources(BuildHookInterface[Any]):
    """Adds the top-level folder ``resources`` as ``wzdesk/resources``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folder to hatch; ``version`` is ``standard`` or ``editable``."""
        if version == "standard":
            build_data["force_include"]["resources"] = "wzdesk/resources"
