"""Communities of the subdistrict: the master denominators."""

from data.contract import Column, Contract
from data.rules import AtMost
from wording import Text

CONTRACT = Contract(
    name="communities",
    title=Text("社区基本情况一览表", "Communities at a glance"),
    grain=Text("一行是一个社区在数据日期的情况。", "One row is one community on the as-of day."),
    kind="snapshot",
    key=("community_id",),
    columns=(
        Column("community_id", "community", ("社区代码", "社区编码", "社区编号", "行政区划代码", "村居代码", "区划代码", "统计用区划代码", "村（社区）代码", "代码", "编码"),
               Text("社区的 12 位代码", "Code of the community, 12 digits")),
        Column("community_name", "text", ("社区名称", "社区", "所属社区", "村居", "社区（村）名称", "居委会名称", "居委会", "村（社区）", "村（社区）名称"),
               Text("社区名称", "Name of the community"), required=True, blank="refused"),
        Column("land_area_km2", "number", ("辖区面积", "面积", "总面积"),
               Text("辖区面积", "Area of the community"), unit="km2", minimum=0),
        Column("total_households", "integer", ("总户数", "户数", "住户数", "居民户数", "总户数合计", "房屋套数户数", "家庭总户数"),
               Text("总户数", "All households"), unit="households", minimum=0),
        Column("resident_households", "integer", ("常住户数", "常住户", "常住居民户数", "实有户数", "入住户数", "实住户数", "实住户", "常住家庭户数", "常住户数合计", "实际居住户数", "实际居住户", "现住户数", "居住户数"),
               Text("常住户数", "Resident households"), required=True, blank="asked", unit="households", minimum=0),
        Column("registered_population", "integer", ("户籍人口", "户籍人数", "户籍总人口", "户籍人数合计"),
               Text("户籍人口", "Population by household registration"), unit="persons", minimum=0),
        Column("resident_population", "integer", ("常住人口", "常住人数", "实有人口", "总人口", "人口数", "常住总人口", "实际居住人口", "居住人口"),
               Text("常住人口", "Resident population"), unit="persons", minimum=0),
        Column("estates", "integer", ("小区数", "小区数量", "居民小区数", "居民小区", "住宅小区数"),
               Text("小区数", "Housing estates"), minimum=0),
        Column("buildings", "integer", ("楼栋数", "栋数", "楼栋数量"), Text("楼栋数", "Buildings"), minimum=0),
        Column("grids_reported", "integer", ("网格数", "网格数量", "网格个数", "划分网格数"),
               Text("填报的网格数", "Grids as reported"), minimum=0),
        Column("party_members", "integer", ("党员数", "党员人数"), Text("党员数", "Party members"), minimum=0),
        Column("secretary_name", "text", ("党组织书记", "书记", "党委书记", "党支部书记", "社区书记", "党组织负责人", "支部书记", "党总支书记", "书记姓名"),
               Text("党组织书记", "Secretary of the party organisation"), names_people=True),
        Column("director_name", "text", ("居委会主任", "主任", "居委会主任姓名", "村（居）委会主任"),
               Text("居委会主任", "Director of the residents' committee"), names_people=True),
        Column("subdistrict_name", "text", ("所属街道", "街道", "街道名称", "所属街道（镇）", "乡镇街道"),
               Text("街道名称，缺列时取自填报单位", "Name of the subdistrict; from the filing unit if absent")),
    ),
    rules=(
        AtMost("resident_households", "total_households",
               Text("不大于总户数", "not more than all households")),
    ),
    foreign=("网格编码", "网格编号", "网格代码", "网格名称", "网格", "所属网格", "网格类型", "四至范围"),
    never_stored=("空置户", "流动人口", "书记电话", "主任电话", "办公电话", "社区地址", "联系电话", "备注", "序号"),
)  # fmt: skip
