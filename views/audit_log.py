"""The log on the screen and as a file: when, who, what, on what, how many rows, from where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from views import files, numbers
from views.html import Markup, tag
from views.tables import Column, table
from wording import Text

AT = Text("时间", "Time")
WHO = Text("账号", "Account")
NAME = Text("姓名", "Name")
ROLE = Text("角色", "Role")
WHAT = Text("操作", "Action")
KEY = Text("操作代码", "Key")
DETAIL = Text("对象与筛选", "On what")
ROWS = Text("行数", "Rows")
ADDRESS = Text("地址", "Address")
NUMBER = Text("序号", "Number")
HASH = Text("校验值", "Hash")

NOTHING = Text("没有符合条件的记录。", "No line matches.")
FOUND = Text(
    "共 {count} 条记录，显示最近 {shown} 条。", "{count} lines; the latest {shown} are shown."
)
WHOLE = Text(
    "日志完整：{lines} 条逐条相扣，最后一条的校验值 {head}。",
    "The log is whole: {lines} lines, each bound to the one before; hash of the last: {head}.",
)
BROKEN = Text(
    "日志不完整：{why}请保全数据目录，并报告负责人。",
    "The log is not whole: {why} Keep the data folder as it is and report this.",
)
EMPTY = Text("还没有记录。", "Nothing is logged yet.")

WORDS = {
    "login": Text("登录", "Signed in"),
    "login.failed": Text("登录失败", "Sign-in refused"),
    "login.locked": Text("登录被锁定", "Sign-in locked"),
    "logout": Text("退出", "Signed out"),
    "logout.everywhere": Text("在所有设备上退出", "Signed out everywhere"),
    "refused": Text("越权操作被拒绝", "Refused"),
    "view": Text("查看与视图", "Rows and views"),
    "view.rows": Text("查看明细", "Looked at rows"),
    "view.keep": Text("保存视图", "Kept a view"),
    "view.share": Text("共享视图", "Shared a view"),
    "view.delete": Text("删除视图", "Deleted a view"),
    "export.table": Text("导出表格", "Exported a table"),
    "export.rows": Text("导出明细", "Exported rows"),
    "export.return": Text("下载退回单", "Downloaded a returned workbook"),
    "export.questions": Text("下载待答问题", "Downloaded open questions"),
    "export.answers": Text("导出答复", "Exported answers"),
    "export.audit": Text("导出日志", "Exported the log"),
    "export": Text("导出", "Exported"),
    "import.read": Text("读取上传文件", "Read uploaded files"),
    "import.publish": Text("发布", "Published"),
    "import.undo": Text("撤销导入", "Undid an import"),
    "import.drop": Text("放弃导入", "Dropped an import"),
    "import": Text("导入", "Imported"),
    "account": Text("账号变更", "Changed an account"),
    "setting": Text("修改设置", "Changed a setting"),
    "targets": Text("修改目标", "Changed a target"),
    "rebasing": Text("控制图重新起算", "Started a control chart afresh"),
    "holiday": Text("修改放假安排", "Changed a holiday"),
    "meeting": Text("例会", "Meeting"),
    "follow_up": Text("督办", "Follow-up"),
    "pack": Text("生成周报", "Made a pack"),
    "console": Text("SQL 查询", "Asked in SQL"),
    "backup": Text("备份", "Backed up"),
    "restore": Text("恢复备份", "Restored a backup"),
    "purge": Text("清除", "Purged"),
    "purge.log": Text("清除旧日志", "Purged old lines"),
    "purge.versions": Text("清除旧版本", "Purged old versions"),
    "demo": Text("装入演示街道", "Loaded the demonstration office"),
}
"""What the keys are called; a longer key is called what its beginning is called."""


@dataclass(frozen=True)
class Entry:
    """One line of the log; ``role`` as it is called."""

    number: int
    at: datetime
    account: str
    name: str
    role: Text
    what: str
    detail: str
    rows: int | None
    address: str
    hash: str


def word(key: str) -> Text:
    """What a key is called."""
    known = key
    while known not in WORDS and "." in known:
        known = known.rpartition(".")[0]
    return WORDS.get(known, Text(key, key))


def draw(entries: Sequence[Entry], language: str) -> Markup:
    """The lines as a table, the newest first."""
    if not entries:
        return tag("p", NOTHING.in_(language), class_="lt-remark")
    named = (AT, WHO, ROLE, WHAT, DETAIL, ROWS, ADDRESS)
    columns = [Column(words.in_(language), words is ROWS) for words in named]
    return table(columns, [_cells(entry, language) for entry in entries])


def _cells(entry: Entry, language: str) -> Sequence[object]:
    who = entry.account
    if entry.name != entry.account:
        who = f"{entry.name}（{who}）" if language == "zh" else f"{entry.name} ({who})"
    return (
        tag("span", f"{entry.at:%Y-%m-%d %H:%M:%S}", class_="lt-nowrap"),
        who, tag("span", entry.role.in_(language), class_="lt-nowrap"),
        tag("span", word(entry.what).in_(language), class_="lt-nowrap"),
        tag("span", entry.detail, class_="lt-breaks"),
        numbers.NONE if entry.rows is None else numbers.plain(entry.rows), entry.address,
    )  # fmt: skip


def as_file(entries: Sequence[Entry], language: str) -> bytes:
    """The lines as CSV, with their numbers and hashes."""
    named = (NUMBER, AT, WHO, NAME, ROLE, WHAT, KEY, DETAIL, ROWS, ADDRESS, HASH)
    return files.table(
        [words.in_(language) for words in named],
        (
            (e.number, f"{e.at:%Y-%m-%d %H:%M:%S}", e.account, e.name, e.role.in_(language),
             word(e.what).in_(language), e.what, e.detail, e.rows, e.address, e.hash)
            for e in entries
        ),
    )  # fmt: skip


def state(lines: int, head: str, why: Text | None) -> Text:
    """Whether the chain of lines holds."""
    if why is not None:
        return Text(BROKEN.zh.format(why=why.zh), BROKEN.en.format(why=why.en))
    return WHOLE.format(lines=lines, head=head[:16]) if lines else EMPTY
