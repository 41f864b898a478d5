"""The words of a returned workbook, and the sign by which it is known when it comes in again."""

from __future__ import annotations

from wording import Text

SIGN = Text("退回单 · 岭图", "Returned · Lingtu")
"""The first cell of the list; a sheet that begins with it is ours and never imported."""

SHEET = Text("退回单", "Returned")
INTRODUCTION = Text(
    "{file}：拒收 {refused} 处，待答 {asked} 处。红色为拒收，黄色为待答，批注写明原因；"
    "改好后把本工作簿或原文件再报一次，本页不用删。",
    "{file}: {refused} refused, {asked} waiting for an answer. Refused cells are red, asked ones "
    "amber; each carries a note. Put them right and hand in this workbook or the original again; "
    "this page may stay.",
)
VALUES_ONLY = Text(
    "公式已换成它的结果，宏、图片和外部链接没有带回。",
    "Formulas are replaced by their results; macros, pictures and outside links were left behind.",
)
EXCERPT = Text(
    "文件较大，只带回表头和有问题的行，位置与原表一致。",
    "The file is large: only the head and the rows concerned are returned, in their places.",
)
LIST_ONLY = Text(
    "原文件不是能带回的表格，下面列出每一处。",
    "The file is no workbook that can be returned; every place is listed below.",
)
LOCKED = Text(
    "原文件有密码；退回的是没有密码的副本，请妥善保管。",
    "The file had a password; what is returned has none. Keep it safe.",
)
MORE = Text("另有 {count} 处没有列出。", "{count} more are not listed.")
HEADERS = (
    Text("序号", "No."),
    Text("工作表", "Sheet"),
    Text("单元格", "Cell"),
    Text("处理", "What"),
    Text("说明", "Remark"),
    Text("原文", "Found"),
    Text("应为", "Expected"),
)
KINDS = {"refused": Text("拒收", "Refused"), "asked": Text("待答", "Asked")}
NOTE = Text("{kind}：{message}", "{kind}: {message}")
AUTHOR = "岭图"
