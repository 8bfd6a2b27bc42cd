"""The views of 数据交换 in the order of its header, by their words; apart, for the search names them before they are made."""

OVERVIEW, ISSUE, CITY, LOG, FILL = "overview", "issue", "city", "log", "fill"
VIEW_WORDS = {OVERVIEW: "收回汇总", ISSUE: "发出去", CITY: "分地区汇总", LOG: "收发记录", FILL: "回填表样"}
