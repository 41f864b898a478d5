"""Every constant that decides a number, a light or a signal: what it means and where it is from.

The values stand where they are used; this list reads them there and cites them for the handbook.
A test refuses a constant that is missing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from metrics import disclosure, rating
from metrics.commitments import judging
from metrics.fragments import forces, grid, petitions, served, space
from metrics.kpis import (
    owners_committee_party_attainment,
    ten_minute_coverage,
    volunteer_concentration,
)
from metrics.metric import plan
from metrics.planning import circle, coverage
from metrics.signals import (
    chart,
    counts,
    effect,
    funnel,
    gaps,
    intervals,
    rules,
    runs,
    sparse,
    xmr,
)
from metrics.three_zero import matrix
from wording import Text

OWN = Text("本系统约定", "Our own convention")
HOUSE = Text(
    "本系统模拟得出，见《统计信号》说明", "Our own simulations, in the documentation of signals"
)
DOTS = Text(
    "英国国家医疗服务体系 Making Data Count；NHSRplotthedots 0.2.2",
    "NHS Making Data Count; NHSRplotthedots 0.2.2",
)
SPIEGELHALTER = Text("Spiegelhalter（2005）", "Spiegelhalter 2005, Statistics in Medicine 24")
ANHOEJ = Text("Anhøj、Olesen（2014）", "Anhøj and Olesen 2014, PLoS ONE 9(11)")


@dataclass(frozen=True)
class Constant:
    """A number, what it decides in both languages, and its source."""

    name: str
    value: float
    meaning: Text
    source: Text


@dataclass(frozen=True)
class Group:
    """Constants about one thing."""

    name: Text
    constants: tuple[Constant, ...]


def _of(module: object, *said: tuple[str, Text, Text]) -> tuple[Constant, ...]:
    return tuple(
        Constant(name, float(getattr(module, name)), meaning, source)
        for name, meaning, source in said
    )


GROUPS: tuple[Group, ...] = (
    Group(
        Text("指标", "Metrics"),
        (
            *_of(grid,
                ("HOUSEHOLDS_PER_WORKER", Text("每名网格员负责的常住户数", "Resident households for each grid worker"), plan("14")),
                ("VACANT_DAYS", Text("没有网格长超过这些天，网格亮红灯", "A grid without a leader for more days is red"), OWN)),
            *_of(space,
                ("M2_PER_100_HOUSEHOLDS", Text("每百户服务设施面积，㎡", "Service space per 100 households, m²"), plan("19")),
                ("NATIONAL_FLOOR_M2", Text("每百户面积的国家下限，㎡", "National minimum per 100 households, m²"),
                 Text("《“十四五”城乡社区服务体系建设规划》", "14th five-year plan for community services"))),
            *_of(ten_minute_coverage,
                ("TEN_MINUTES_M", Text("十分钟服务圈的直线距离，米", "The ten-minute circle as a straight line, metres"),
                 Text("GB 50180-2018 十分钟生活圈 500 米", "GB 50180-2018: 500 m for ten minutes"))),
            *_of(forces,
                ("EXPIRING_DAYS", Text("法律顾问聘期在这些天内到期为黄", "An adviser's term that ends within so many days is amber"), OWN)),
            *_of(petitions,
                ("ACCEPT_DAYS", Text("告知是否受理的期限，天", "Days within which acceptance is told"), petitions.regulations(23, "二十三")),
                ("REPLY_DAYS", Text("受理后办结的期限，天", "Days from acceptance to the reply"), petitions.regulations(34, "三十四")),
                ("EXTENSION_DAYS", Text("经批准延长的天数上限", "Most days of an approved extension"), petitions.regulations(34, "三十四"))),
            *_of(served,
                ("WINDOW_DAYS", Text("活跃志愿者看最近这些天", "An active volunteer served within so many days"), OWN)),
            *_of(volunteer_concentration,
                ("BUSIEST_ONE_IN", Text("时长集中度看每这么多人中最多的一人", "The concentration of hours looks at the busiest one in so many"), OWN)),
            *_of(owners_committee_party_attainment,
                ("SMALLEST", Text("业委会成员少于这些人不评定", "Owners' committees of fewer members are not judged"), OWN)),
        ),
    ),
    Group(
        Text("亮灯", "Lights"),
        (
            *_of(rating, ("SAME", Text("相差不到这个数的两个值视为相等", "Values closer than this are the same"), OWN)),
            *_of(judging, ("NEARLY_OVER", Text("周期已过这一比例仍未完成为黄", "Undone with this share of the period gone is amber"), OWN)),
            *_of(matrix, ("CORRECTION_DAYS", Text("事故发生后这些天内伤亡数可依法更正，零为暂定", "Casualties may be corrected for so many days, and a zero is provisional"),
                          Text("《生产安全事故报告和调查处理条例》（2007年）第十三条", "Regulations on reporting and investigating work safety accidents (2007), article 13"))),
            *_of(matrix, ("LONG_ZERO_WEEKS", Text("连续这么多周为零，才给出发生率上限", "From so many quiet weeks on, the highest rate is said"), OWN)),
        ),
    ),
    Group(
        Text("XmR 控制图", "XmR charts"),
        (
            *_of(xmr,
                ("LIMIT_FACTOR", Text("控制限到均值的距离，以平均移动极差计", "Distance of the limits from the mean, in average moving ranges"), DOTS),
                ("INNER_LIMIT_FACTOR", Text("内限的距离，为控制限的三分之二", "Distance of the inner limits: two thirds of it"), DOTS),
                ("SCREEN_FACTOR", Text("移动极差达到平均值这么多倍的剔除一次", "Moving ranges of so many averages are dropped, once"), Text("Nelson（1982）", "Nelson 1982, JQT 14")),
                ("FIRM_POINTS", Text("少于这些点，控制限为暂定", "Limits on fewer points are provisional"), DOTS),
                ("FIRM_BASELINE", Text("固定基线少于这些点，控制限为暂定", "A fixed baseline of fewer points is provisional"), DOTS)),
            *_of(rules,
                ("SHIFT_POINTS", Text("连续这么多点在均值同侧为偏移", "So many points on one side of the mean are a shift"), DOTS),
                ("TREND_POINTS", Text("连续这么多点上升或下降为趋势", "So many points that rise or fall are a trend"), DOTS),
                ("WINDOW_POINTS", Text("“三点中两点”所看的点数", "Points looked at for two of three"), DOTS),
                ("WINDOW_HITS", Text("其中靠近控制限的点数", "Of these, points near a limit"), DOTS)),
        ),
    ),
    Group(
        Text("比例、件数和间隔", "Shares, counts and gaps"),
        (
            *_of(chart,
                ("SIGMA_LIMITS", Text("控制限到中心线的标准误个数", "Standard errors between the centre and a limit"), Text("Shewhart；Montgomery（2009）", "Shewhart; Montgomery 2009")),
                ("D2_TWO_POINTS", Text("两点极差的均值，以标准差计", "Mean range of two points in standard deviations"), Text("Montgomery（2009）", "Montgomery 2009"))),
            *_of(counts, ("SMALLEST_SIGMA_Z", Text("Laney 图不会比普通图更窄", "Laney's charts are never narrower than plain ones"), OWN)),
            *_of(gaps, ("WAITING_TIME_POWER", Text("等待时间开这么多次方后近似正态", "Waiting times raised to one over this are near normal"), Text("Nelson（1994）", "Nelson 1994, JQT 26"))),
            *_of(runs,
                ("CROSSINGS_ONE_IN", Text("穿越次数少于每这么多次一遇的为过少", "Crossings rarer than one in so many are too few"), ANHOEJ),
                ("LONGEST_RUN_MARGIN", Text("最长连续点数的余量", "Margin of the longest run"), ANHOEJ)),
            *_of(intervals, ("EXACT_BELOW", Text("少于这些件用精确区间，其余用 Byar 公式", "Fewer events have the exact interval, others Byar's"), Text("PHEindicatormethods", "PHEindicatormethods"))),
            *_of(funnel,
                ("INNER_CONFIDENCE", Text("漏斗图内限", "Inner limits of a funnel"), SPIEGELHALTER),
                ("OUTER_CONFIDENCE", Text("漏斗图外限", "Outer limits of a funnel"), SPIEGELHALTER)),
        ),
    ),
    Group(
        Text("少见的事件和督办成效", "Sparse events and whether something worked"),
        (
            *_of(sparse,
                ("SPARSE_MEAN", Text("每周平均少于这些件不用 XmR", "Under so many a week XmR is not used"), HOUSE),
                ("BLOCK_PERIODS", Text("合并判断的周数", "Weeks judged together"), HOUSE),
                ("BASELINE_PERIODS", Text("基线的周数", "Weeks of the baseline"), HOUSE),
                ("BLOCK_TAIL", Text("无变化时超出一侧界限的概率上限", "Share of unchanged blocks beyond a limit, at most"), HOUSE),
                ("PRIOR_SHAPE", Text("泊松率的 Jeffreys 先验", "Jeffreys' prior of a Poisson rate"), Text("Gelman 等，《贝叶斯数据分析》第三版", "Gelman et al., Bayesian Data Analysis, 3rd ed.")),
                ("FIRM_PERIODS", Text("基线少于这些周为暂定", "A baseline of fewer weeks is provisional"), DOTS)),
            *_of(effect,
                ("XMR_WINDOW", Text("办结后看这么多周是否见效", "Weeks after the work in which an effect is looked for"), HOUSE),
                ("SPARSE_WINDOW", Text("少见的事件看这么多周", "The same for sparse events"), HOUSE)),
        ),
    ),
    Group(
        Text("测算建议和对外文件", "Proposals and files that leave the system"),
        (
            *_of(circle, ("DETOUR", Text("步行路程与直线距离之比", "The way on foot over the straight line"), Text("真实街道实测中位数 1.32 至 1.34", "Medians of 1.32 to 1.34 on real streets"))),
            *_of(coverage, ("MOST_CANDIDATES", Text("候选地点超过这些个先粗选", "More candidate places are thinned out first"), OWN)),
            *_of(disclosure,
                ("LARGEST_HIDDEN_PERSONS", Text("人数为 1 到这个数的不外传", "Counts of persons from 1 to this are hidden"), OWN),
                ("LARGEST_HIDDEN_EVENTS", Text("件数为 1 到这个数的不外传", "Counts of events from 1 to this are hidden"), OWN)),
        ),
    ),
)  # fmt: skip


def constants() -> Mapping[str, Constant]:
    """Name -> constant."""
    return {one.name: one for group in GROUPS for one in group.constants}
