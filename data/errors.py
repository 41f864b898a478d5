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
UNKNOWN_ENCODING = Text(
    "文件里的文字编码无法识别（可识别 UTF-8、UTF-16、GB18030）。"
    "请另存为 .xlsx，或存为 UTF-8 的 .csv 再导入。",
    "The encoding of the text in the file is unknown (known: UTF-8, UTF-16, GB18030). "
    "Save it as .xlsx, or as .csv in UTF-8, and import that.",
)
NO_HTML_TABLE = Text(
    "网页里没有表格，没有可导入的内容。",
    "There is no table on the web page: nothing in it can be imported.",
)
NO_FEATURES = Text(
    "该 JSON 文件不是地图（没有 FeatureCollection 的 features），不能导入。"
    "请从地图软件导出 GeoJSON。",
    "The JSON file is no map (it has no features of a FeatureCollection). "
    "Export GeoJSON from the map program.",
)
TOO_MANY_FEATURES = Text(
    "地图里的图形过多，超过上限 {limit} 个。请拆分后再导入。",
    "The map has too many features, more than {limit}. Please split it.",
)
RUNAWAY_LINE = Text(
    "有的行超过 {columns} 列，或有的格超过 {characters} 个字：可能分隔符或引号有误。"
    "请用表格软件打开核对，另存为 .xlsx 再导入。",
    "Some line has more than {columns} columns or {characters} characters in a cell: "
    "a separator or a quotation mark may be wrong. "
    "Check it in a spreadsheet program, save it as .xlsx and import that.",
)
OLD_FORMAT = Text(
    "文件是很旧的表格格式（Excel 4 或更早）。请用表格软件打开后另存为 .xlsx 再导入。",
    "The file has a very old format (Excel 4 or earlier). "
    "Open it in a spreadsheet program, save it as .xlsx and import that.",
)
WEB_ARCHIVE = Text(
    "这是单个文件网页（.mht），不是表格。请用表格软件打开后另存为 .xlsx 再导入。",
    "This is a web page in a single file (.mht), not a workbook. "
    "Open it in a spreadsheet program, save it as .xlsx and import that.",
)
ENCRYPTED = Text(
    "文件有打开密码。请提供密码，或去掉密码后再导入；密码不会保存。",
    "The file is protected by a password. Give the password, which is not kept, or remove it.",
)
ENCRYPTED_ODS = Text(
    "文件有打开密码，这种格式的密码不能在此打开。请用表格软件去掉密码后再导入。",
    "The file is protected by a password, which cannot be opened here for this format. "
    "Remove it in a spreadsheet program and import the file again.",
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
DBF_ALONE = Text(
    "这是 .dbf 数据表。如果它属于地图，请把同名的 .shp、.dbf、.prj 文件一起选择；"
    "否则请用表格软件打开后另存为 .xlsx 再导入。",
    "This is a .dbf table. If it belongs to a map, choose the .shp, .dbf and .prj of its name "
    "together; otherwise open it in a spreadsheet program, save it as .xlsx and import that.",
)
READER_STOPPED = Text(
    "读取该文件需要的内存超过上限，已停止；其他文件不受影响。请删去多余的行列或拆分后再导入。",
    "Reading the file takes more memory than is allowed and was stopped; other files go on. "
    "Please delete superfluous rows and columns, or split it.",
)
TOO_SLOW = Text(
    "读取该文件用时超过上限，已停止；其他文件不受影响。请删去多余的行列或拆分后再导入。",
    "Reading the file takes longer than is allowed and was stopped; other files go on. "
    "Please delete superfluous rows and columns, or split it.",
)
BINARY_WORKBOOK = Text(
    "这个二进制工作簿（.xlsb）里有不能在此读取的内容。请用表格软件打开后另存为 .xlsx 再导入。",
    "This binary workbook (.xlsb) holds something that cannot be read here. "
    "Open it in a spreadsheet program, save it as .xlsx and import that.",
)
NO_DATUM = Text(
    "文件没有说明坐标系，请选择 WGS-84、GCJ-02 或 BD-09。",
    "The file does not name its coordinate system: choose WGS-84, GCJ-02 or BD-09.",
)
