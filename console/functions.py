"""What an analyst's SQL may call: functions that only calculate.

A list of what is allowed, not of what is forbidden: a function that a later DuckDB adds is refused
until somebody has looked at it. Nothing here reads a setting, a file, a log or the clock, sleeps,
or takes SQL as text.
"""

from __future__ import annotations

_AGGREGATES = """
any_value approx_count_distinct approx_quantile arbitrary arg_max arg_min argmax argmin array_agg
avg bit_and bit_or bit_xor bool_and bool_or corr count count_if count_star countif covar_pop
covar_samp entropy favg first fsum geomean geometric_mean group_concat histogram kahan_sum kurtosis
kurtosis_pop last list listagg mad max max_by mean median min min_by mode product quantile
quantile_cont quantile_disc regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope
regr_sxx regr_sxy regr_syy sem skewness stddev stddev_pop stddev_samp string_agg sum var_pop
var_samp variance wavg weighted_avg
"""
_WINDOWS = """
cume_dist dense_rank fill first_value lag last_value lead nth_value ntile percent_rank rank
rank_dense row_number
"""
_NUMBERS = """
abs acos asin atan atan2 bin bit_count cbrt ceil ceiling cos cot degrees divide even exp factorial
fdiv floor fmod gamma gcd greatest greatest_common_divisor hex isfinite isinf isnan lcm least
least_common_multiple lgamma ln log log10 log2 mod multiply pi pow power radians round round_even
sign signbit sin sqrt subtract add tan trunc width_bucket xor
"""
_WORDS = """
ascii bar base64 char_length character_length chr concat concat_ws contains damerau_levenshtein
ends_with format hamming hash instr jaccard jaro_similarity jaro_winkler_similarity lcase left
length levenshtein like_escape ilike_escape not_like_escape not_ilike_escape lower lpad ltrim md5
nfc_normalize ord position prefix printf regexp_escape regexp_extract regexp_extract_all
regexp_full_match regexp_matches regexp_replace regexp_split_to_array repeat replace reverse right
rpad rtrim sha256 split split_part starts_with str_split str_split_regex string_split
string_split_regex string_to_array strip_accents strlen strpos substr substring suffix translate
trim ucase unicode upper
"""
_DAYS = """
age century date_add date_diff date_part date_sub date_trunc datediff datepart datesub datetrunc
day dayname dayofmonth dayofweek dayofyear days_in_month decade epoch epoch_ms hour isodow isoyear
last_day make_date make_time make_timestamp minute month monthname quarter second strftime strptime
time_bucket to_days to_hours to_minutes to_months to_weeks to_years try_strptime week weekday
weekofyear year yearweek
"""
_LISTS = """
array_concat array_contains array_distinct array_extract array_filter array_has array_has_all
array_has_any array_length array_position array_slice array_sort array_to_string array_transform
array_unique array_value cardinality element_at flatten len list_append list_apply list_avg
list_concat list_contains list_count list_distinct list_element list_extract list_filter list_first
list_has list_has_all list_has_any list_last list_max list_median list_min list_position
list_prepend list_reduce list_reverse list_reverse_sort list_slice list_sort list_sum
list_transform list_unique list_value list_zip map map_entries map_extract map_from_entries
map_keys map_values row struct_extract struct_pack unnest
"""
_OTHER = """
alias coalesce constant_or_null error if ifnull nullif switch typeof
collate_nocase collate_noaccent collate_zh icu_sort_key
"""
_OPERATORS = """
!= !~~ !~~* !__postfix % & && * ** + - ->> / // < << <= <@ = > >= >> @ @> ^ ^@ | || ~ ~~ ~~* ~~~
__between
"""

FUNCTIONS = frozenset(
    name
    for group in (
        _AGGREGATES, _WINDOWS, _NUMBERS, _WORDS, _DAYS, _LISTS, _OTHER, _OPERATORS,
    )
    for name in group.split()
)  # fmt: skip
"""Names in lower case."""

TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest"})
"""What may stand after FROM beside the tables of the file."""
