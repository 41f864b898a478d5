"""Signals: is it changing, will it meet the target, do places differ. The one door to them.

Pure functions of numbers: nothing here reads a file, a clock or another module of the system.
What each method is for, and why, is in docs/signals.md.

- a measure over time: `choose_method`, then `xmr` or `sparse_chart`; `runs_test` for small shifts
- with a denominator: `p_chart`, `u_chart`, and `laney_p`, `laney_u` for large ones; `c_chart`;
  `variation_of_share` says of the last share in one word whether it is usual
- rare events: `event_days`, `days_between`, `t_chart`, `g_chart`, `days_since_last`,
  `zero_upper_rate`, `predictive_limits`
- did it work: `effect_by_limits`, `effect_of_counts`, `effect_on_target`
- places: `funnel_proportions`, `funnel_rates` and their limits; `empirical_bayes` for maps
- uncertainty of one figure: `wilson_interval`, `byar_interval`
"""

from metrics.signals.chart import ControlChart
from metrics.signals.counts import c_chart, laney_p, laney_u, p_chart, u_chart
from metrics.signals.effect import (
    Effect,
    Verdict,
    effect_by_limits,
    effect_of_counts,
    effect_on_target,
    is_sparse,
)
from metrics.signals.funnel import (
    FunnelLabel,
    FunnelLimits,
    FunnelPlot,
    funnel_proportions,
    funnel_rates,
    proportion_funnel_limits,
    rate_funnel_limits,
)
from metrics.signals.gaps import (
    days_between,
    days_since_last,
    event_days,
    g_chart,
    t_chart,
    zero_upper_rate,
)
from metrics.signals.intervals import Interval, byar_interval, wilson_interval
from metrics.signals.runs import RunsTest, runs_test
from metrics.signals.smoothing import SmoothedRates, empirical_bayes, empirical_bayes_shares
from metrics.signals.sparse import (
    PredictiveLimits,
    SparseChart,
    choose_method,
    predictive_limits,
    sparse_chart,
)
from metrics.signals.special import normal_quantile
from metrics.signals.variation import variation_of_share
from metrics.signals.words import Assurance, Direction, Label, Rule
from metrics.signals.xmr import XmrResult, xmr

__all__ = [
    "Assurance",
    "ControlChart",
    "Direction",
    "Effect",
    "FunnelLabel",
    "FunnelLimits",
    "FunnelPlot",
    "Interval",
    "Label",
    "PredictiveLimits",
    "Rule",
    "RunsTest",
    "SmoothedRates",
    "SparseChart",
    "Verdict",
    "XmrResult",
    "byar_interval",
    "c_chart",
    "choose_method",
    "days_between",
    "days_since_last",
    "effect_by_limits",
    "effect_of_counts",
    "effect_on_target",
    "empirical_bayes",
    "empirical_bayes_shares",
    "event_days",
    "funnel_proportions",
    "funnel_rates",
    "g_chart",
    "is_sparse",
    "laney_p",
    "laney_u",
    "normal_quantile",
    "p_chart",
    "predictive_limits",
    "proportion_funnel_limits",
    "rate_funnel_limits",
    "runs_test",
    "sparse_chart",
    "t_chart",
    "u_chart",
    "variation_of_share",
    "wilson_interval",
    "xmr",
    "zero_upper_rate",
]
