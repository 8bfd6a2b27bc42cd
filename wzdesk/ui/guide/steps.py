"""The steps of the guide, as data: which page, which part of it, and what is said there."""

from typing import NamedTuple

from wzdesk.ui.pages import ENTRY, EXCHANGE, HELP, HISTORY, HOME, PROJECTS, REVIEW


class Step(NamedTuple):
    """One card. ``parts`` are paths of attributes from the page's widget, the first that can be seen counts."""

    page: str
    parts: tuple[str, ...]
    title: str
    words: str


STEPS = (
    Step(
        HOME,
        ("due",),
        "先看要报的",
        "哪张表要报、几时截止、填了多少，都在这里。点一行就到那张表。",
    ),
    Step(
        HOME,
        ("figures", "no_figures"),
        "主要指标一眼看完",
        "每张小图是一个指标的数、目标和判定；点一张就到那一格。用「选指标」换要看的。",
    ),
    Step(
        ENTRY,
        ("forms.header", "entry.header"),
        "选表、地区和期别",
        "点左上角的标题换一张表或计划，旁边换地区和期别。要做新表，选最后一项「新建表样…」。",
    ),
    Step(
        ENTRY,
        ("forms.grid", "entry.grid"),
        "像在 Excel 里一样填",
        "点一格直接打字，Enter 下移、Tab 右移；离开这一格就存好了，没有保存按钮。Ctrl+V 能粘贴一整块，Ctrl+Z 撤销。",
    ),
    Step(
        ENTRY,
        ("forms.panel", "entry.panel"),
        "边填边看对不对",
        "右边随着每个键更新：读成了什么、完没完成、和往年比怎样。下面列出审核发现的问题，F8 到下一条。",
    ),
    Step(
        PROJECTS,
        ("ledger.ledger", "ledger"),
        "每月填一次项目",
        "台账一行一个项目，竖线是时间进度。点「填本月」填投资和形象进度；上面的筛选可以只看落后的。",
    ),
    Step(
        REVIEW,
        ("table", "header"),
        "所有问题在这里处理",
        "改正，或者写明真实原因；Enter 去那一格，Alt+← 回来。",
    ),
    Step(
        EXCHANGE,
        ("segments", "views"),
        "收发工作簿",
        "发表样、收回来合并、看谁还没报、把数填回上级的表样，都在这几个标签里。工作簿也可以直接拖进窗口。",
    ),
    Step(
        HISTORY,
        ("views", "header"),
        "改过什么都查得到",
        "谁在什么时候把什么改成了什么，都记着。「备份」里可以回到以前的任何一份。",
    ),
    Step(
        HELP,
        ("field", "contents"),
        "随时按 F1",
        "在哪里按 F1，就打开讲那里的一段。这里还能按词或拼音首字母查找，也能再看一遍导览。",
    ),
)
