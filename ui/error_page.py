"""The page of an error that is no page of the dashboard: what happened, and the way back."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import Scope

from ui import login_page
from ui.login_forms import html
from views.html import tag
from wording import Text

BOTH = "zh-CN, en"
"""The language of what is said to a programme; it marks the words as ours."""

TITLE = Text("打不开", "This cannot be opened")
BACK = Text("返回首页", "Back to the first page")

SENTENCES: dict[int, Text] = {
    400: Text("这个请求不完整或有误，请返回重试。", "The request is not complete; go back."),
    401: Text("请先登录。", "Please sign in."),
    403: Text("不在您的权限范围内，或登录页面已过期。",
              "This is outside what you may do, or the form has expired."),
    404: Text("这里没有您要找的内容，可能已被移走。", "There is nothing at this address."),
    405: Text("这个地址不接受这样的请求。", "This address does not take such a request."),
    413: Text("文件太大，没有接收。请拆分后再上传。",
              "The file is too large and was not taken; split it and upload it again."),
    503: Text("现在访问的人太多，请稍后再试。",
              "Too many ask at the same time; please try again in a moment."),
}  # fmt: skip
OTHER = Text("请求没有完成（{code}），请返回重试。", "The request failed ({code}); go back.")
OURS = Text(
    "抱歉，系统出了问题，已经记录下来。请稍后再试；"
    "如果仍然如此，请告知系统管理员（编号 {number}）。",
    "Sorry, something went wrong; it has been recorded. Please try again later; if it happens "
    "again, tell the administrator (number {number}).",
)


def sentence(code: int, number: str = "") -> Text:
    """What an error's code means to a reader; ``number`` finds one of ours in the log."""
    if number:
        return OURS.format(number=number)
    return SENTENCES.get(code) or OTHER.format(code=code)


def answer(scope: Scope, code: int, said: Text) -> Response:
    """An error as a page in the reader's language, or in both languages to a programme."""
    if "text/html" in Headers(scope=scope).get("accept", ""):
        return html(page(said, _language(scope)), code)
    headers = {"Cache-Control": "no-store", "Content-Language": BOTH}
    return PlainTextResponse(f"{said.zh}\n{said.en}\n", status_code=code, headers=headers)


def page(said: Text, language: str) -> str:
    """The page, in the look of the login, which needs no session."""
    body = tag(
        "div",
        login_page.said(said, language),
        tag("p", tag("a", BACK.in_(language), href=f"/?lang={language}"), class_="back"),
    )
    return login_page.page(TITLE, body, language, "/", {})


def _language(scope: Scope) -> str:
    """The language of the address, or of the page that asks."""
    asked = [scope.get("query_string", b"").decode("latin-1")]
    asked.append(urlsplit(Headers(scope=scope).get("referer", "")).query)
    return "en" if any(parse_qs(each).get("lang") == ["en"] for each in asked) else "zh"
