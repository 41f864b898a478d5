"""Errors of the data room that may be shown to people."""

from __future__ import annotations

from wording import ShownError, Text


class ContractError(ShownError):
    """A whole file or sheet cannot be imported; says which and what to do."""


TOO_LARGE = Text(
    "文件解压后过大（{size} MB），超过上限 {limit} MB。请拆分后再导入。",
    "The unpacked file is too large ({size} MB, the limit is {limit} MB). Please split it.",
)
UNREADABLE = Text(
    "无法读取该文件：它已损坏，或内容与扩展名不符。请用表格软件打开后另存为 .xlsx 再导入。",
    "The file cannot be read: it is damaged or not what its ending says. "
    "Open it in a spreadsheet program, save it as .xlsx and import that.",
)
ENCRYPTED = Text(
    "文件有打开密码。请去掉密码后再导入。",
    "The file is protected by a password. Please remove the password and import it again.",
)
UNKNOWN_FORMAT = Text(
    "不支持的文件格式“{suffix}”。可导入：xlsx、xlsm、xls、et、ods、csv、tsv、geojson。",
    "The format “{suffix}” is not supported. "
    "Supported: xlsx, xlsm, xls, et, ods, csv, tsv, geojson.",
)
READER_STOPPED = Text(
    "读取该文件时超出内存或时间上限，已停止；其他文件不受影响。",
    "Reading the file exceeded its limit of memory or time and was stopped; other files go on.",
)
NO_DATUM = Text(
    "文件没有说明坐标系，请选择 WGS-84、GCJ-02 或 BD-09。",
    "The file does not name its coordinate system: choose WGS-84, GCJ-02 or BD-09.",
)
