"""What the publication cannot do, in words for people."""

from __future__ import annotations

from wording import ShownError, Text


class PublicationError(ShownError):
    """A version that cannot be published; the one in force stays in force."""


class Overtaken(PublicationError):
    """Another version was published since the change was previewed."""


OVERTAKEN = Text(
    "预览之后已另行发布第 {version} 版，这次没有发布。请再看一遍变化，然后发布。",
    "Version {version} was published after the preview was made, so nothing was published now. "
    "Please look at the changes again, then publish.",
)

UNKNOWN_IMPORT = Text(
    "没有编号为 {number} 的导入，版本未变动。",
    "There is no import {number}; the version in force stays in force.",
)

NO_MEASURE = Text(
    "“{metric}”没有 {place} 在 {period} 的数值。",
    "There is no value of “{metric}” for {place} in {period}.",
)

NOT_OF_METRIC = Text(
    "“{metric}”的数据不能按“{dimension}”细分。",
    "The data of “{metric}” cannot be broken down by “{dimension}”.",
)

PARTS_DIFFER = Text(
    "“{metric}”按“{dimension}”细分的合计是 {parts}，公布的是 {whole}，两者不符，因此不显示。"
    "请把这句话告诉系统管理员。",
    "Broken down by “{dimension}”, “{metric}” adds up to {parts}, but {whole} was published, so "
    "nothing is shown. Please tell the administrator.",
)
