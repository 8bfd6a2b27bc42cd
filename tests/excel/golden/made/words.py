"""Names and small rows that many declarations share."""

from tests.excel.golden.made.layout import Row

COUNTIES = "鹿城区 龙湾区 瓯海区 洞头区 乐清市 瑞安市 永嘉县 平阳县 苍南县 文成县 泰顺县 龙港市"
CITIES = "杭州市 宁波市 温州市 嘉兴市 湖州市 绍兴市 金华市 衢州市 舟山市 台州市 丽水市"
PROVINCES = "北京市 天津市 河北省 山西省 内蒙古自治区 辽宁省 吉林省 黑龙江省 上海市 江苏省 浙江省 安徽省"


def many(kind: str, count: int) -> str:
    """The same kind of figures in so many columns."""
    return " ".join([kind] * count)


def years(first: int, last: int) -> str:
    """A heading of one cell per year, forwards or backwards."""
    step = 1 if last > first else -1
    return "|".join(f"{year}年" for year in range(first, last + step, step))


def blank(labels: int = 1) -> Row:
    """A row without anything."""
    return Row((None,) * labels, None)


def named(names: str, unit: str) -> list[Row]:
    """Rows of a name and one unit for all."""
    return [Row((name, unit), (name,)) for name in names.split()]
