"""What an import did, per file and sheet: recognised, accepted, asked, refused, dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from views import numbers
from views.html import Markup, join, tag
from wording import Text

ACCEPTED = Text("接受", "Accepted")
ASKED = Text("待答", "Asked")
REFUSED = Text("拒收", "Refused")
DROPPED = Text("剔除", "Dropped")
FLAGGED = Text("标注", "Flagged")
KINDS = {
    "accepted": ACCEPTED, "asked": ASKED, "refused": REFUSED, "dropped": DROPPED,
    "flagged": FLAGGED,
}  # fmt: skip
FILES = Text("文件", "Files")
SUMMARY = Text(
    "读入 {files} 个文件，接受 {accepted} 行，待答 {asked} 行，拒收 {refused} 行。",
    "{files} files read: {accepted} rows accepted, {asked} asked, {refused} refused.",
)
ROWS = Text("行", "rows")
STATUS = {
    "read": ("green", "●", Text("已识别", "Recognised")),
    "asked": ("amber", "▲", Text("待答", "Waiting")),
    "unknown": ("not_reported", "◇", Text("未识别", "Not recognised")),
    "skipped": ("not_reported", "◇", Text("已跳过", "Skipped")),
    "left_out": ("not_reported", "◇", Text("按答复略去", "Left out by answer")),
    "error": ("red", "■", Text("读取失败", "Could not be read")),
    "remarks": ("amber", "▲", Text("有待处理", "Needs attention")),
}
SHEET = Text("工作表", "Sheet")
DATASET = Text("台账", "Dataset")
AS_OF = Text("数据日期", "Day of data")
CELL = Text("单元格", "Cell")
WHAT = Text("情况", "What")
SAID = Text("说明", "Remark")
WHOLE_SHEET = Text("整表", "Whole sheet")
CANDIDATES = Text("可选：{choices}", "Choices: {choices}")
LEAVE_OUT = Text("不导入", "leave out")
EVERY_ROW = Text("表里没有这一列：全部为“{word}”", "there is no such column: “{word}” in every row")
NOWHERE = Text("表里没有这一列：全部不详", "there is no such column: unknown in every row")
NOT_STORED = Text("不入库的列：{columns}", "Columns not stored: {columns}")
MORE = Text("另有 {count} 处同类情况未列出。", "{count} more of these are not listed.")
FOR_ROWS = Text("（涉及 {count} 行）", " ({count} rows)")
LISTED = 60


def totals(report: Mapping[str, Any]) -> dict[str, int]:
    """Rows by what became of them, over all files."""
    sheets = [sheet for file in report["files"] for sheet in file["sheets"]]
    return {kind: sum(sheet["rows"].get(kind, 0) for sheet in sheets) for kind in KINDS}


def summary(report: Mapping[str, Any]) -> Text:
    """The import in one sentence."""
    found = totals(report)
    return SUMMARY.format(
        files=len(report["files"]),
        **{kind: numbers.plain(found[kind]) for kind in ("accepted", "asked", "refused")},
    )


def figures(report: Mapping[str, Any], language: str) -> Markup:
    """The sums in large type."""
    cells = [
        tag("div", tag("strong", numbers.plain(count)),
            tag("span", f"{KINDS[kind].in_(language)} · {ROWS.in_(language)}"))
        for kind, count in totals(report).items()
    ]  # fmt: skip
    return tag("div", *cells, class_="lt-numbers")


def _mark(status: str, language: str) -> Markup:
    light, shape, word = STATUS[status]
    return tag(
        "span", tag("span", shape, class_="lt-shape", aria_hidden="true"), word.in_(language),
        class_=f"lt-light lt-{light}",
    )  # fmt: skip


def _status_of(file: Mapping[str, Any]) -> str:
    if file.get("error"):
        return "error"
    sheets = file["sheets"]
    if any(s["rows"]["refused"] or s["status"] == "asked" for s in sheets):
        return "remarks"
    if any(s["rows"]["asked"] and s["status"] == "read" for s in sheets):
        return "remarks"
    return "read" if any(s["status"] == "read" for s in sheets) else "unknown"


def _remark(kind: str, issue: Mapping[str, Any], language: str) -> Sequence[Markup]:
    message = issue.get("message", {}).get(language, issue.get("code", ""))
    if issue.get("rows", 1) > 1:
        message += FOR_ROWS.format(count=issue["rows"]).in_(language)
    choices = issue.get("candidates") or []
    between = "、" if language == "zh" else ", "
    said: list[object] = [message]
    if choices and len(choices) <= 12:
        is_column = issue.get("question") == "column"
        named = [answer_named(str(choice), language, is_column=is_column) for choice in choices]
        words = CANDIDATES.format(choices=between.join(named)).in_(language)
        said.append(tag("div", words, class_="lt-faint"))
    return (
        tag("td", issue.get("cell") or WHOLE_SHEET.in_(language)),
        tag("td", KINDS[kind].in_(language)),
        tag("td", *said),
    )


def answer_named(answer: str, language: str, *, is_column: bool) -> str:
    """An answer as people read it; of a missing column it may say what holds for every row."""
    if answer == "leave out":
        return LEAVE_OUT.in_(language)
    if is_column and answer.startswith("="):
        word = answer.removeprefix("=")
        return (EVERY_ROW.format(word=word) if word else NOWHERE).in_(language)
    return answer


def _remarks(sheet: Mapping[str, Any], language: str) -> Markup:
    rows: list[Markup] = []
    left = 0
    for kind in ("refused", "asked", "dropped", "flagged"):
        issues = [issue for issue in sheet[kind] if issue.get("code") != "sheet_unknown"]
        rows += [tag("tr", *_remark(kind, issue, language)) for issue in issues[:LISTED]]
        left += max(0, len(issues) - LISTED) + sheet.get("not_listed", {}).get(kind, 0)
    if not rows:
        return Markup("")
    head = tag("tr", *(tag("th", t.in_(language), scope="col") for t in (CELL, WHAT, SAID)))
    drawn = tag("table", tag("thead", head), tag("tbody", *rows), class_="lt-table lt-remarks")
    more = tag("p", MORE.format(count=left).in_(language), class_="lt-remark") if left else ""
    return tag("div", drawn, more)


def _sheet(sheet: Mapping[str, Any], titles: Mapping[str, Text], language: str) -> Markup:
    title = titles.get(sheet["dataset"] or "")
    counts = " · ".join(
        f"{KINDS[kind].in_(language)} {numbers.plain(sheet['rows'][kind])}"
        for kind in KINDS
        if sheet["rows"].get(kind)
    )
    between = "、" if language == "zh" else ", "
    pieces = [
        tag("strong", sheet["sheet"] or ""), " " if sheet["sheet"] else "",
        _mark(sheet["status"], language), " ",
        title.in_(language) if title else "", " ", tag("span", counts, class_="lt-second"),
    ]  # fmt: skip
    if sheet.get("as_of"):
        pieces.append(tag("span", f" · {AS_OF.in_(language)} {sheet['as_of']}", class_="lt-second"))
    parts = [tag("p", *pieces), _remarks(sheet, language)]
    if sheet.get("not_stored"):
        words = NOT_STORED.format(columns=between.join(sheet["not_stored"])).in_(language)
        parts.append(tag("p", words, class_="lt-faint"))
    return tag("div", *parts, class_="lt-sheet")


def files(report: Mapping[str, Any], titles: Mapping[str, Text], language: str) -> Markup:
    """Every file with its sheets; those that need attention stand open."""
    drawn = []
    order = {"error": 0, "remarks": 1, "asked": 1, "unknown": 3, "read": 2}
    for file in sorted(report["files"], key=lambda f: (order[_status_of(f)], f["file"])):
        status = _status_of(file)
        accepted = sum(sheet["rows"]["accepted"] for sheet in file["sheets"])
        counted = f"{ACCEPTED.in_(language)} {numbers.plain(accepted)} {ROWS.in_(language)}"
        head = tag(
            "summary", file["file"], _mark(status, language),
            tag("span", f" {counted}", class_="lt-second"),
        )  # fmt: skip
        body: list[Markup] = []
        if file.get("error"):
            body.append(tag("p", file["error"][language], class_="lt-trouble"))
        body += [_sheet(sheet, titles, language) for sheet in file["sheets"]]
        opened = "open" if status in ("error", "remarks") and len(report["files"]) <= 3 else None
        drawn.append(tag("details", head, *body, class_="lt-file", open=opened))
    return join(drawn)


def returned(message: Text, language: str) -> Markup:
    """The first line of the message that goes back with a file."""
    return tag("p", message.in_(language).splitlines()[0])


def questions(report: Mapping[str, Any]) -> str:
    """The open questions as a file of answers, to be filled in and handed back."""
    blocks = []
    for file in report["files"]:
        for sheet in file["sheets"]:
            for issue in filter(_is_question, sheet["asked"]):
                lines = ["[[answer]]"]
                for name in ("question", "spelling", "file", "sheet", "cell"):
                    # A spelling is answered wherever it stands, not in one cell.
                    if issue.get(name) and not (name == "cell" and issue.get("spelling")):
                        lines.append(f"{name} = {_quoted(str(issue[name]))}")
                lines.append('value = ""')
                message = " ".join(issue.get("message", {}).get("zh", "").split())
                lines.append(f"# {message}")
                if issue.get("candidates"):
                    lines.append(f"# {', '.join(map(str, issue['candidates']))}")
                blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _is_question(issue: Mapping[str, Any]) -> bool:
    """Not the rows that will be asked about once the first ones are answered."""
    return "question" in issue


def _quoted(value: str) -> str:
    """A TOML basic string."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " else f"\\u{ord(c):04x}" for c in escaped) + '"'
