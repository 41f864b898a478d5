"""What a header comes down to, where an office words it otherwise: 所在村居, 属地社区 -> 社区.

Used only for headers that no contract spells; one that would then fit two columns fits none.
"""

from __future__ import annotations

import re
from functools import lru_cache

_QUOTES = re.compile("[\"'“”‘’「」『』]")
_NUMBERED = re.compile(r"^(?:\d+|[一二三四五六七八九十]+)[、.]")
_LEADING = re.compile(r"^(?:其中[:,]?|目前|当前|现有?|实际)(?=.{2})")
_WHETHER = re.compile(r"^(?:是否(?:有|存在|属于|为)?|有无)(?=.{2})")
_PLACE = re.compile(
    r"^(?:所属|所在|属地|归属|隶属|辖区|发生地?|事发|服务|填报|报送|管辖|主办|组织|活动)?"
    r"(村居|村社区|社区村|社区|居委会|社区居委会|村|网格)(?:名称|全称|名)?$"
)
_COUNTED = re.compile(r"^[计纳列]入(?:三零)?(?:创建|统计|考核|核算|计算|范围|口径|指标|面积)*$")
_NEVER_ALONE = frozenset({"", "数", "编号"})
# The last word of a header, and the one word that stands for all that offices use in its place.
_LAST_WORDS = tuple(
    (
        re.compile(f"{'(?<=.)' if meant in _NEVER_ALONE else ''}(?:{'|'.join(words.split())})$"),
        meant,
    )
    for words, meant in (
        ("人员姓名 姓名 名单", ""),
        ("日期 年月日 年月 时间", "时间"),
        ("编码 代码 编号 号码 ID id", "编号"),
        ("全称 名称", "名称"),
        ("类别 类型 种类 性质 属性 分类", "类型"),
        ("等级 级别", "等级"),
        ("期限 时限", "时限"),
        ("情况 状态 状况", "状态"),
        ("总人数 人次数 人次 人数 总数 数量 个数 数", "数"),
    )
)


@lru_cache(maxsize=10_000)
def header_stem(path: str) -> str:
    """The stem of a header path: each level without what offices add, its last word unified."""
    return "/".join(map(_stem, path.split("/")))


def _stem(key: str) -> str:
    text = _NUMBERED.sub("", _QUOTES.sub("", key))
    text = _WHETHER.sub("", _LEADING.sub("", text))
    if place := _PLACE.match(text):
        return "网格" if place[1] == "网格" else "社区"
    if _COUNTED.match(text):
        return "计入"
    for last, meant in _LAST_WORDS:
        if last.search(text):
            return last.sub(meant, text)
    return text
