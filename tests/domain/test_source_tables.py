"""Every target and every actual of the tables in sources 000 and 002, read as a person reads them."""

import pytest

from tests.domain.notation import quantity_notation, reading_notation, target_notation
from wzdesk.domain.cell_reading import read_cell
from wzdesk.domain.typed_cell import Column

# Source 000, table 1: row, unit, target, its clauses.
TARGETS_2023 = """\
1|亿元|增长6%左右|growth about 6
2|万元/人年|增长7%左右|growth about 7
3|%|73.6|level at 73.6
4|亿元|增长6.5%|growth at 6.5
5|亿元|增长8%|growth at 8
6|亿元|增长8%以上|growth ge 8
7|亿元|快于面上投资|relative gt ref:面上投资
10|亿元|增长6%|growth at 6
11|亿元|增长14%|growth at 14
12|亿元|增长14.5%|growth at 14.5
13|%|2.7左右|level about 2.7
14|万人|20|level at 20
15|件|6.6|level at 6.6
16|%|7.8以上|level ge 7.8
17|%|13左右|level about 13
18|%|35.5|level at 35.5
19|亿元|增长8%|growth at 8
20|亿元|增长8%、高于全省平均、全国份额不降|growth at 8 ; relative gt ref:全省平均 ; qualitative
21|亿元|增长5%|growth at 5
22|亿美元|6.5|level at 6.5
23|%|95|level at 95
24|元|增长6.5%以上|growth ge 6.5
25|元|增长6%以上|growth ge 6
26|元|增长7%以上|growth ge 7
27|-|1.9左右|level about 1.9
28|-|0.770|level at 0.770
29|%|提高3个百分点左右|change about 3
30|%|3以内|level le 3
31|万人|9以上|level ge 9
32|%|5以内|level le 5
33|个|4.0|level at 4.0
34|人|3.7|level at 3.7
35|万人|590|level at 590
36|人|32|level at 32
37|平方米|2.8|level at 2.8
38|亿元|增长9%|growth at 9
39|%|4.8|level at 4.8
40|吨|8000|level at 8000
40|吨|1200|level at 1200
40|吨|3500|level at 3500
40|吨|3000|level at 3000
41|%|96以上|level ge 96
42|微克/立方米|25|level at 25
43|%|93.8以上|level ge 93.8
44|人/亿元|<0.009|level lt 0.009
45|万吨|完成省下达任务|assigned ref:完成省下达任务
"""

# Source 000, table 2.
TARGETS_2024 = """\
1|亿元|增长6%以上|growth ge 6
2|亿元|增长 4%|growth at 4
3|亿元|增长 7%以上|growth ge 7
4|亿元|增长 6.5%左右|growth about 6.5
5|万元/人年|稳步增长|qualitative
6|%|74.5|level at 74.5
7|亿元|与经济增长基本同步|relative about ref:经济增长
8|亿元|增长 7%|growth at 7
9|亿元|增长 17%|growth at 17
10|亿元|增长 25%|growth at 25
11|亿元|增长 12%|growth at 12
11|亿元|增长 8%|growth at 8
12|亿元|稳步提升|qualitative
12|%|保持稳定|qualitative
13|亿元|增长 6.5%|growth at 6.5
14|亿元|增长 16%|growth at 16
15|亿元|增长 15%|growth at 15
16|%|2.85 以上|level ge 2.85
17|万人|20|level at 20
18|件|8.4|level at 8.4
19|%|7.9|level at 7.9
20|%|13 左右|level about 13
21|%|33|level at 33
22|亿元|增长 5.5%|growth at 5.5
23|亿元|增长 5.5% 稳定全国 1% 的份额|growth at 5.5 ; qualitative
24|亿元|150 亿元|level at 150
25|亿美元|6|level at 6
25|%|20 左右|level about 20
26|%|95 以上|level ge 95
27|元|增长 6% 以上|growth ge 6
28|元|增长 6%|growth at 6
29|元|增长 6.5%|growth at 6.5
30|-|1.86 左右|level about 1.86
31|-|0.78 以上|level ge 0.78
32|%|提高 1 个百分点|change at 1
33|%|3 左右|level about 3
34|万人|9 以上|level ge 9
35|%|5 以内|level le 5
36|个|4.5|level at 4.5
37|人|3.95|level at 3.95
38|万人|603|level at 603
39|人|24.5|level at 24.5
40|平方米|3|level at 3
41|亿元|570|level at 570
42|%|94|level at 94
43|%|完成省下达任务|assigned ref:完成省下达任务
44|吨|完成省下达的重点工程减排量|assigned ref:完成省下达的重点工程减排量
45|%|完成省下达任务|assigned ref:完成省下达任务
46|微克/立方米|25|level at 25
47|%|96.9 以上|level ge 96.9
48|人/亿元|<0.010|level lt 0.010
"""

# Source 002, “十三五”: the figure of 2020 and the yearly growth or [total]; merged cells once.
TARGETS_13 = """\
1|亿元|6600|level at 6600
1|亿元|7%以上|growth ge 7
2|元|72000|level at 72000
2|元|7%|growth at 7
3|亿元|950|level at 950
3|亿元|565|level at 565
4|亿元|5560|level at 5560
4|亿元|10%左右|growth about 10
5|%|55|level at 55
5|%|[3.2]|cumulative at 3.2
6|%|42|level at 42
6|%|[5.2]|cumulative at 5.2
7|%|2.3|level at 2.3
7|%|-|
8|件|3000|level at 3000
8|件|10.7%|growth at 10.7
9|万元/人|12|level at 12
9|万元/人|8.1%|growth at 8.1
10|%|70左右|level about 70
10|%|[2]|cumulative at 2
10|%|[5.1]|cumulative at 5.1
11|%|35|level at 35
11|%|[5]|cumulative at 5
12|元|55000|level at 55000
12|元|7.5%|growth at 7.5
12|元|7.5%左右|growth about 7.5
12|元|7.5%以上|growth ge 7.5
13|%|[20]|cumulative at 20
14|吨标准煤|省下达[-15.5%]|cumulative at -15.5 ref:省下达
15|%|12|level at 12
15|%|[4]|cumulative at 4
16|立方米|省下达[-23%]|cumulative at -23 ref:省下达
17|万亩|348.35|level at 348.35
18|平方米|22.2|level at 22.2
19|万吨|完成省下达目标|assigned ref:完成省下达目标
20|%|省下达[-20.1]|cumulative at -20.1 ref:省下达
20|%|省下达[-15]|cumulative at -15 ref:省下达
20|%|省下达[-16.6]|cumulative at -16.6 ref:省下达
21|微克/立方米|≤40|level le 40
21|%|>87|level gt 87
21|%|[1.3]|cumulative at 1.3
22|%|[15]|cumulative at 15
23|%|>62|level gt 62
23|万立方米|3400|level at 3400
23|万立方米|[600]|cumulative at 600
24|亿美元/亿元|198.5(亿美元)|level at 198.5
24|亿美元/亿元|3%|growth at 3
24|亿美元/亿元|54(亿美元)|level at 54
24|亿美元/亿元|10%|growth at 10
24|亿美元/亿元|30.2(亿美元)|level at 30.2
25|亿美元|[20]|cumulative at 20
26|万标箱|100|level at 100
26|万标箱|12.3%|growth at 12.3
27|万人|1200|level at 1200
28|万人|[42.5]|cumulative at 42.5
29|年|[0.5]|cumulative at 0.5
30|人|3.5|level at 3.5
30|人|[0.9]|cumulative at 0.9
31|张|6|level at 6
31|张|[1.7]|cumulative at 1.7
32|年|81.5|level at 81.5
32|年|[0.85]|cumulative at 0.85
33|万套|[10]|cumulative at 10
34|%|0.067|level at 0.067
"""

# Source 002, “十四五”: the figure of 2025 and the yearly growth or [total].
TARGETS_14 = """\
1|亿元|10000|level at 10000
1|亿元|6.5%|growth at 6.5
2|元|100000|level at 100000
3|亿元|力争 1000|level at 1000 strive
3|亿元|10.7%|growth at 10.7
4|亿元|5000|level at 5000
5|%|33|level at 33
7|万元/人|18|level at 18
7|万元/人|8.4%|growth at 8.4
8|%|3.0 左右|level about 3.0
9|万人|[100]|cumulative at 100
10|件|9.7|level at 9.7
10|件|22%|growth at 22
11|%|65|level at 65
11|%|[17.7]|cumulative at 17.7
11|%|10 左右|level about 10
16|%|90 以上|level ge 90
16|%|[8.4]|cumulative at 8.4
17|%|省下目标|assigned ref:省下目标
20|%|[15]|cumulative at 15
21|微克/立方米|27 以下|level lt 27
22|%|92 以上|level ge 92
23|%|62 左右|level about 62
24|平方米|14.5|level at 14.5
25|元|77000|level at 77000
25|元|7.3%|growth at 7.3
26|万人|[45]|cumulative at 45
27|个|4.5|level at 4.5
27|个|[2.5]|cumulative at 2.5
29|人|[0.75]|cumulative at 0.75
31|万人|[15]|cumulative at 15
36|岁|82|level at 82
39|万吨|176.5|level at 176.5
40|人/亿元|0.011|level at 0.011
41|万吨标煤|420|level at 420
"""

# Source 000, table 1: 绝对值, and the column 增速(%), which mixes rates and changes.
LEVELS_2023 = """\
1|亿元|8730.6|level at 8730.6 亿元
2|万元/人年|15.9|level at 15.9 万元/人年
3|%|74.1|level at 74.1 %
6|亿元|—|not_applicable
11|亿元|21948|level at 21948 亿元
13|%|2.7以上|level ge 2.7 %
16|%|暂无数据|not_available
27|-|1.87|level at 1.87
28|-|0.78|level at 0.78
32|%|5以内|level le 5 %
40|吨|11938|level at 11938 吨
44|人/亿元|0.0095|level at 0.0095 人/亿元
"""
RATES_2023 = """\
1|亿元|6.9|growth at 6.9 %
2|万元/人年|8左右|growth about 8 %
3|%|0.4个百分点左右|change about 0.4 个百分点
8|亿元|29.0|growth at 29.0 %
19|亿元|-4.2|growth at -4.2 %
21|亿元|36.6|growth at 36.6 %
23|%|2.1个百分点|change at 2.1 个百分点
27|-|缩小0.04个点|change at -0.04 个百分点
28|-|提高0.012个点|change at 0.012 个百分点
44|人/亿元|-15.2|growth at -15.2 %
45|万吨||not_given
"""

# Source 002, “十三五”: what was reached.
LEVELS_2020 = """\
1|亿元|6871|level at 6871 亿元
3|亿元|962.5|level at 962.5 亿元
4|亿元|-|not_applicable
7|%|2.2左右|level about 2.2 %
10|%|见备注3|words
16|立方米|23.9|level at 23.9 立方米
19|万吨|已完成（见备注4）|words
20|%|完成省下达目标|words
23|%|62左右|level about 62 %
23|万立方米|4000以上|level ge 4000 万立方米
24|亿美元/亿元|1878.1(亿元)|level at 1878.1 亿元
24|亿美元/亿元|311.6(亿元)|level at 311.6 亿元
24|亿美元/亿元|见备注5|words
27|万人|1229(2019)|level at 1229 万人
33|万套|0.33|level at 0.33 万套
38|%|91 左右|level about 91 %
"""
RATES_2020 = """\
1|亿元|7.2%|growth at 7.2 %
5|%|[4.6]|cumulative at 4.6 %
8|件|31.9%|growth at 31.9 %
12|元|6.0%|growth at 6.0 %
14|吨标准煤|[-15.5%]|cumulative at -15.5 %
16|立方米|[-42%]|cumulative at -42 %
20|%|[-28]|cumulative at -28 %
23|万立方米|[1200]|cumulative at 1200 万立方米
25|亿美元|[22.3]|cumulative at 22.3 亿美元
28|万人|[62]|cumulative at 62 万人
29|年|[0.86]|cumulative at 0.86 年
33|万套|[20.32]|cumulative at 20.32 万套
"""


def rows(*tables: str) -> list[tuple[str, ...]]:
    return [tuple(line.split("|")) for table in tables for line in table.splitlines()]


@pytest.mark.parametrize(
    ("row", "unit", "text", "reading"), rows(TARGETS_2023, TARGETS_2024, TARGETS_13, TARGETS_14)
)
def test_that_a_published_target_is_read_as_it_is_meant(row: str, unit: str, text: str, reading: str) -> None:
    assert target_notation(text, unit) == reading.replace(" ; ", " | "), row


@pytest.mark.parametrize(("row", "unit", "text", "reading"), rows(LEVELS_2023, LEVELS_2020))
def test_that_a_published_figure_is_read_as_it_stands(row: str, unit: str, text: str, reading: str) -> None:
    assert quantity_notation(text, unit) == reading, row


@pytest.mark.parametrize(("row", "unit", "text", "reading"), rows(RATES_2023))
def test_that_a_bare_number_under_growth_is_a_rate(row: str, unit: str, text: str, reading: str) -> None:
    assert reading_notation(read_cell(text, Column.GROWTH, unit)) == reading, row


@pytest.mark.parametrize(("row", "unit", "text", "reading"), rows(RATES_2020))
def test_that_the_rate_column_of_five_years_holds_rates_and_totals(
    row: str, unit: str, text: str, reading: str
) -> None:
    assert reading_notation(read_cell(text, Column.RATE, unit)) == reading, row
