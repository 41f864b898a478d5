"""One sentence for each remark that an import can make, in both languages."""

from __future__ import annotations

from wording import Text

REMARKS = {
    "above_maximum": Text("数值过大", "the number is too large"),
    "ambiguous_date": Text("日期有两种读法", "the date can be read in two ways"),
    "ambiguous_month": Text("月份有两种读法", "the month can be read in two ways"),
    "ambiguous_place": Text("名称对应多个地方", "the name fits several places"),
    "ambiguous_week": Text("周次有两种读法", "the week can be read in two ways"),
    "approximate": Text("约数，按所写数字计入", "an approximate number, taken as written"),
    "batches_and_people": Text(
        "批次和人次写在一格，取人次", "batches and people in one cell; people are taken"
    ),
    "below_minimum": Text("数值小于允许的最小值", "the number is below the allowed minimum"),
    "blank": Text("应填未填", "the cell must be filled"),
    "broken_geometry": Text("图形缺失或损坏", "the geometry is missing or broken"),
    "as_of_missing": Text("表内没有数据日期", "the sheet does not say the day of its data"),
    "claimed_twice": Text(
        "几个文件报了同一范围、同一天，内容不同",
        "several files are about the same scope and day and differ",
    ),
    "column_by_content": Text(
        "表头不认识，但每格都是社区名称，按社区列读取",
        "an unknown header, but every cell is called like a community; read as that column",
    ),
    "column_missing": Text("缺少必需的列", "a required column is missing"),
    "community_not_stated": Text("没有写明属于哪个社区", "the community is not stated"),
    "closed_after_the_data": Text(
        "办结时间晚于数据日期", "it was closed after the day of the data"
    ),
    "coloured_row": Text("标了颜色的行，已导入", "a coloured row; it was imported"),
    "conflicting_row": Text(
        "同一编号出现两次且内容不同", "the same key stands twice with different content"
    ),
    "contradiction": Text("与同行其他内容矛盾", "it contradicts the rest of the row"),
    "dash": Text("横线：是零还是不详", "a dash: zero or unknown"),
    "dash_unknown": Text("横线按不详处理", "a dash, taken as unknown"),
    "date_range_start": Text("日期段，取第一天", "a range of days; the first is taken"),
    "datum_doubtful": Text(
        "按现在的坐标系读，位置与已知边界对不上，暂不采用",
        "as they are read, the positions do not fit the known boundaries and wait",
    ),
    "datum_missing": Text("没有说明坐标系", "the coordinate system is not stated"),
    "day_missing": Text("没有写明哪一天", "the day of the month is missing"),
    "digits_lost": Text(
        "长编号被表格软件改坏，不再采用", "a long number ruined by the spreadsheet; not used"
    ),
    "differs_from_ledger": Text(
        "与台账的数不一致，以台账为准", "it differs from the ledger; the ledger decides"
    ),
    "due_before_the_report": Text("时限早于上报时间", "the deadline lies before the report"),
    "duplicate_row": Text("与前面一行完全相同，不重复计", "an exact repetition of an earlier row"),
    "error_value": Text("公式错误值，按不详处理", "an error value of a formula, taken as unknown"),
    "error_value_aside": Text(
        "公式错误值；此列不导入", "an error value of a formula; the column is not imported"
    ),
    "empty_ledger": Text(
        "台账没有记录，数据日期所在月截至当日按未发生计",
        "no rows: nothing happened in the month of its day, up to that day",
    ),
    "exclusion_without_approver": Text(
        "有剔除原因但没有认定单位", "an exclusion without who decided it"
    ),
    "formula_without_result": Text(
        "公式没有结果；此列不导入", "the formula has no result; the column is not imported"
    ),
    "fraction_as_percentage": Text("小数写的百分数，已换算", "a percentage written as a fraction"),
    "hand_made_differs": Text(
        "手工计算的数与重新计算的不一致", "the hand-made figure differs from the recomputed one"
    ),
    "far_cells": Text(
        "远离表格的零散单元格未读取", "stray cells far outside the table were not read"
    ),
    "hidden_sheet": Text("隐藏的工作表，已导入", "a hidden sheet; it was imported"),
    "self_crossing": Text(
        "图形自相交，按修正后的范围计算", "the shape crosses itself; it is measured after mending"
    ),
    "hidden_row": Text("隐藏的行，已导入", "a hidden row; it was imported"),
    "impossible_date": Text("不存在的日期，按不详处理", "an impossible date, taken as unknown"),
    "in_the_future": Text("日期晚于数据日期", "it lies after the day of the data"),
    "incomplete": Text("应同时填写的内容缺失", "what belongs with it is missing"),
    "larger_than_its_whole": Text("部分大于整体", "the part is larger than its whole"),
    "last_day_taken": Text("没有写明哪一天，取最后一天", "no day is named; the last one is taken"),
    "later_filing_wins": Text(
        "同一期有更晚的报送，以后者为准", "a later filing of the same period exists and wins"
    ),
    "left_out_by_answer": Text("按答复不导入", "left out, as answered"),
    "markup": Text("文本含网页代码，按原文保存", "the text holds markup; it is kept literally"),
    "name_and_telephone": Text(
        "姓名和电话写在一格，电话不保存", "name and telephone in one cell; only the name is kept"
    ),
    "namesake": Text("同名不同人，不合并", "another person of the same name; not merged"),
    "neither_yes_nor_no": Text("既不是“是”也不是“否”", "neither yes nor no"),
    "no_such_week": Text("没有这个周次", "there is no such week"),
    "no_telephone": Text(
        "没有电话，按单独一人计", "without a telephone the row is a person of its own"
    ),
    "none_written": Text("写的是“无”，按 0 计", "written as none, taken as 0"),
    "not_a_whole_number": Text("应为整数", "it must be a whole number"),
    "not_before": Text("前后时间矛盾", "the two times contradict each other"),
    "not_imported_by_law": Text("此类内容依法不导入", "this class is not imported, by law"),
    "number_in_words": Text("文字数字，已换算", "a number in words, converted"),
    "open_ended": Text("长期有效，没有日期", "open-ended, no day"),
    "other_word": Text(
        "这一说法不在已知之列，按“其他”计", "a word that is not known, taken as “other”"
    ),
    "other_unit": Text("单位不是这一列的单位", "the unit is not one of this column"),
    "person_again": Text(
        "同一人出现多次，人数只计一次", "the same person again; counted once in head counts"
    ),
    "period_of_title": Text(
        "表中没有这一列，取标题或工作表名所写的周次或月份",
        "there is no such column; the week or month of the title or of the sheet's name is taken",
    ),
    "personal_pattern_removed": Text(
        "文本中的电话或证件号码已去除", "a telephone or identity number in the text was removed"
    ),
    "placeholder_person": Text("占位姓名，不是真实人员", "a placeholder, not a person"),
    "position_waits": Text(
        "坐标系未说明，坐标暂不采用", "the position waits for its coordinate system"
    ),
    "recomputed": Text(
        "公式没有结果，已按分项重新计算", "the formula had no result; recomputed from its parts"
    ),
    "row_gone": Text("后来的台账中没有这一行", "the row is gone from the later ledger"),
    "same_as_above": Text("“同上”，取上一行的值", "“same as above”, taken from the row above"),
    "sheet_unknown": Text("不认识的表格", "a sheet of an unknown kind"),
    "share_or_percentage": Text("1 是 1% 还是 100%", "1 may mean 1% or 100%"),
    "spelling": Text(
        "地名写法不同，已对应到登记名称", "another spelling of a place in the register"
    ),
    "struck_row": Text("划了删除线的行，已导入", "a row struck through; it was imported"),
    "summary_sheet": Text(
        "汇总表，明细另有台账，不导入", "a summary of rows that stand elsewhere; not imported"
    ),
    "tangled_geometry": Text(
        "图形自相交太多，不能修正", "the shape crosses itself too often to be mended"
    ),
    "too_early": Text("日期早于 1900 年", "the day lies before 1900"),
    "total_differs": Text(
        "表内合计与重新计算的合计不一致", "the printed total differs from the recomputed sum"
    ),
    "two_digit_year": Text("两位年份，按 20 年代补全", "a two-digit year, completed"),
    "unit_contradicts": Text(
        "单位与数字所带的百分号矛盾", "the unit contradicts the percent sign of the number"
    ),
    "unit_converted": Text("单位已换算", "the unit was converted"),
    "unit_of_header": Text(
        "表头写的单位与系统不同，整列已换算",
        "the header is in another unit; the whole column was converted",
    ),
    "unit_in_cell": Text("数字后带有其他字样", "the number carries other words"),
    "unknown_place": Text("登记表中没有这个地方", "the place is not in the register"),
    "unknown_reference": Text("引用的编号不存在", "the number that it refers to does not exist"),
    "unknown_word": Text("不在可选范围内", "not one of the known words"),
    "unknown_written": Text("写明不详", "written as unknown"),
    "unreadable_date": Text("无法识别的日期", "the date cannot be read"),
    "unreadable_month": Text("无法识别的月份", "the month cannot be read"),
    "unreadable_number": Text("无法识别的数字", "the number cannot be read"),
    "unreadable_time": Text(
        "无法识别的时间，按不详处理", "the time cannot be read, taken as unknown"
    ),
    "unreadable_week": Text("无法识别的周次", "the week cannot be read"),
    "vacancy": Text("空缺，不是人员", "a vacancy, not a person"),
    "week_of_day": Text("由日期推出周次", "the week was taken from a day"),
    "year_answered": Text("年份取自答复", "the year was answered"),
    "year_from_filing_day": Text("没有年份，取填报年份", "no year; taken from the filing day"),
    "year_missing": Text("没有年份", "the year is missing"),
}
