"""Errors of the data room that may be shown to people."""

from __future__ import annotations

from wording import ShownError, Text


class ContractError(ShownError):
    """A whole file or sheet cannot be imported; says which and what to do."""


class ImportStopped(ShownError):
    """Somebody stopped the import; nothing of it is stored."""


STOPPED = Text("导入已停止，没有保存任何内容。", "The import was stopped; nothing of it is stored.")
TOO_LARGE = Text(
    "文件解压后过大（{size} MB），超过上限 {limit} MB。请拆分后再导入。",
    "The unpacked file is too large ({size} MB, the limit is {limit} MB). Please split it.",
)
TOO_MANY_CELLS = Text(
    "表格占用的单元格过多，超过上限 {limit} 格。请删去多余的行列或拆分后再导入。",
    "The sheet takes up too many cells, more than {limit}. "
    "Please delete superfluous rows and columns, or split it.",
)
EMPTY_FILE = Text("文件是空的，没有任何内容。", "The file is empty: there is nothing in it.")
UNREADABLE = Text(
    "无法读取该文件：它已损坏，或内容与扩展名不符。请用表格软件打开后另存为 .xlsx 再导入。",
    "The file cannot be read: it is damaged or not what its ending says. "
    "Open it in a spreadsheet program, save it as .xlsx and import that.",
)
NOT_A_TABLE = Text(
    "该文件不是表格或地图文件（可能是文档、图片或压缩包），不能导入。",
    "The file is neither a table nor a map file (perhaps a document, a picture or an archive).",
)
ZIP_OF_FILES = Text(
    "这是压缩包，里面没有可直接导入的表格。请先解压，再导入里面的文件。",
    "This is an archive without a table that can be imported. Unpack it and import its files.",
)
OLD_FORMAT = Text(
    "文件是很旧的表格格式（Excel 4 或更早）。请用表格软件打开后另存为 .xlsx 再导入。",
    "The file has a very old format (Excel 4 or earlier). "
    "Open it in a spreadsheet program, save it as .xlsx and import that.",
)
ENCRYPTED = Text(
    "文件有打开密码。请提供密码，或去掉密码后再导入；密码不会保存。",
    "The file is protected by a password. Give the password, which is not kept, or remove it.",
)
WRONG_PASSWORD = Text(
    "打开密码不正确，或该文件的加密方式不支持。请核对密码，或去掉密码后再导入。",
    "The password is wrong, or the kind of encryption is not supported. "
    "Check the password, or remove it and import the file again.",
)
UNKNOWN_FORMAT = Text(
    "不支持的文件格式“{suffix}”。可导入：xlsx、xlsm、xls、et、ods、csv、tsv、geojson、shp、kml、gpkg。",
    "The format “{suffix}” is not supported. "
    "Supported: xlsx, xlsm, xls, et, ods, csv, tsv, geojson, shp, kml, gpkg.",
)
SHAPEFILE_INCOMPLETE = Text(
    "Shapefile 不完整：请把同名的 .shp、.dbf、.prj 文件一起选择，或打成 zip 再导入。",
    "The Shapefile is incomplete: choose its .shp, .dbf and .prj together, or zip them.",
)
READER_STOPPED = Text(
    "读取该文件时超出内存或时间上限，已停止；其他文件不受影响。",
    "Reading the file exceeded its limit of memory or time and was stopped; other files go on.",
)
NO_DATUM = Text(
    "文件没有说明坐标系，请选择 WGS-84、GCJ-02 或 BD-09。",
    "The file does not name its coordinate system: choose WGS-84, GCJ-02 or BD-09.",
)
