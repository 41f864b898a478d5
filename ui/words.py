"""Streamlit's own words in Chinese, and in English what it says of itself, put in place by a small
script in the page.

Streamlit has no localisation: its words are compiled into its script. The dictionary is tied to
the pinned version; a browser test looks for English that is left over.
"""

from __future__ import annotations

import json

WORDS: dict[str, str] = {
    "Upload": "选择文件",
    "Browse files": "选择文件",
    "Drag and drop file here": "把文件拖到这里",
    "Drag and drop files here": "把文件拖到这里",
    "Drop files here": "把文件拖到这里",
    "Drop file here": "把文件拖到这里",
    "Add files": "添加文件",
    "Press Enter to apply": "按回车确认",
    "Press Enter to submit form": "按回车提交",
    "Choose an option": "请选择",
    "Choose options": "请选择",
    "No results": "没有结果",
    "No options to select": "没有可选项",
    "Running...": "正在处理",
    "Stop": "停止",
    "Rerun": "重新运行",
    "Print": "打印",
    "Settings": "设置",
    "Clear cache": "清除缓存",
    "Record a screencast": "录制屏幕",
    "About": "关于",
    "Connecting": "正在连接",
    "Connection error": "连接中断",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your "
    "terminal:": "服务可能已停止，请联系管理员重新启动。",
    "Streamlit server is not responding. Are you connected to the internet?": (
        "岭图没有应答，连上后本页会自动恢复。刚才若在导入，请届时重新选择文件；"
        "一直连不上，请联系管理员。"
    ),
    "Skip to main content": "跳到正文",
    "Page not found": "没有这个页面",
    "You have requested page": "您要找的页面是",
    "but no corresponding file was found in the app's": "，但系统中没有",
    "Running the app's main page.": "已转到首页。",
    "The page that you have requested does not seem to exist. Running the app's main page.": (
        "您要找的页面不存在，已转到首页。"
    ),
    "Download": "下载",
    "Download as CSV": "下载 CSV",
    "Download as PNG": "下载图片",
    "Search": "查找",
    "Fullscreen": "全屏",
    "Close": "关闭",
    "Close fullscreen": "退出全屏",
    "Zoom in": "放大",
    "Zoom out": "缩小",
    "Keyboard arrow": "展开",
    "Open": "展开",
    "Open sidebar": "展开菜单",
    "Close sidebar": "收起菜单",
    "Toggle sidebar": "展开或收起菜单",
    "Main menu": "主菜单",
    "Remove": "移除",
    "Pagination": "翻页",
    "Previous page": "上一页",
    "Next page": "下一页",
    "Previous": "上一页",
    "Next": "下一页",
    "Dismiss": "关闭",
    "OK": "确定",
    "Cancel": "取消",
    "Open in new tab": "在新标签页打开",
    "yyyy": "年",
    "mm": "月",
    "dd": "日",
    "Error:": "错误：",
}

IN_ENGLISH: dict[str, str] = {
    "Streamlit server is not responding. Are you connected to the internet?": (
        "Lingtu does not answer; this page goes on by itself as soon as it does. If you were "
        "importing, choose the files again then. If it stays so, ask the administrator."
    ),
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your "
    "terminal:": "The service may have stopped; please ask the administrator to start it again.",
}
"""What Streamlit says of itself that a reader cannot act upon."""

PATTERNS: list[tuple[str, str]] = [
    (r"^Limit ([\d.]+)\s?([KMG]B) per file(?: • (.*))?$", "单个文件不超过 $1 $2 $3"),
    (r"^([\d.]+)\s?([KMG]B) per file(?: • (.*))?$", "单个文件不超过 $1 $2 $3"),
    (r"^Up to ([\d.]+)\s?([KMG]B)(?: per file)?(.*)$", "单个文件不超过 $1 $2 $3"),
    (r"^Page (\d+)$", "第 $1 页"),
    (r"^Showing page (\d+) of (\d+)$", "第 $1 页，共 $2 页"),
    (r"^Press (Ctrl|⌘)\+Enter to apply$", "按 $1+回车确认"),
    (r"^Press (Ctrl|⌘)\+Enter to submit form$", "按 $1+回车提交"),
    (r"^Remove (.+)$", "移除 $1"),
    (r"^Selected (.+?)\. (.+)$", "$2，已选 $1"),
    (r"^File must be ([\d.]+)\s?([KMG]B) or smaller\.$", "文件不能超过 $1 $2。"),
    (r"^year, (.+)$", "年，$1"),
    (r"^month, (.+)$", "月，$1"),
    (r"^day, (.+)$", "日，$1"),
    (r"^(.+) files are not allowed\.$", "不接受 $1 文件。"),
]

_SCRIPT = """
(function () {
  "use strict";
  var NAMES = ["aria-label", "title", "placeholder", "alt"];
  var query = new URLSearchParams(location.search);
  var language = query.get("lang") === "en" ? "en" : "zh";
  var WORDS = language === "zh" ? __WORDS__ : __IN_ENGLISH__;
  var PATTERNS = language === "zh" ?
    __PATTERNS__.map(function (p) { return [new RegExp(p[0]), p[1]]; }) : [];
  window.__streamlit = {BACKEND_BASE_URL: new URL("./", location.href).href};
  document.documentElement.lang = language === "en" ? "en" : "zh-CN";

  // Light or dark: as the system has it, unless the reader chose; a meeting's screens are light
  // unless dark was chosen. Streamlit keeps its own theme for each page; it is told ours before
  // it starts.
  var CHOSEN = "lingtu-theme";
  var system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  function isMeeting(search) { return new URLSearchParams(search).get("mode") === "meeting"; }
  var chosen = null;
  function theme(search) { return chosen || (isMeeting(search) ? "light" : system); }
  try {
    chosen = localStorage.getItem(CHOSEN);
    localStorage.setItem("stActiveTheme-" + location.pathname + "-v2",
                         JSON.stringify(theme(location.search) === "dark" ? "Dark" : "Light"));
  } catch (error) { chosen = "light"; }  // a browser that remembers nothing
  document.documentElement.dataset.theme = theme(location.search);

  function translated(text) {
    var bare = text.trim();
    if (!bare) return text;
    if (Object.prototype.hasOwnProperty.call(WORDS, bare)) return text.replace(bare, WORDS[bare]);
    for (var i = 0; i < PATTERNS.length; i++) {
      if (PATTERNS[i][0].test(bare)) return bare.replace(PATTERNS[i][0], PATTERNS[i][1]).trim();
    }
    return text;
  }
  function visit(node) {
    if (node.nodeType === 3) {
      var parent = node.parentElement;
      if (parent && parent.closest("script, style, textarea, .lt, code")) return;
      var now = translated(node.nodeValue);
      if (now !== node.nodeValue) node.nodeValue = now;
      return;
    }
    if (node.nodeType !== 1 || node.tagName === "SCRIPT" || node.tagName === "STYLE") return;
    NAMES.forEach(function (name) {
      var value = node.getAttribute(name);
      if (!value) return;
      var now = translated(value);
      if (now !== value) node.setAttribute(name, now);
    });
    for (var child = node.firstChild; child; child = child.nextSibling) visit(child);
  }
  new MutationObserver(function (changes) {
    changes.forEach(function (change) {
      if (change.type === "childList") change.addedNodes.forEach(visit);
      else visit(change.target);
    });
  }).observe(document.documentElement, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: NAMES,
  });
  // On paper a chart is as wide as its column: drawn for a screen it would be cut off.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".stPlotlyChart svg.main-svg").forEach(function (drawn) {
      var size = [drawn.getAttribute("width"), drawn.getAttribute("height")];
      if (!size[0] || !size[1]) return;
      drawn.setAttribute("viewBox", "0 0 " + size.join(" "));
      drawn.setAttribute("preserveAspectRatio", "xMinYMin");
    });
  });
  var KEYS = {ArrowRight: "next", PageDown: "next", ArrowLeft: "previous", PageUp: "previous",
              s: "skip", S: "skip"};
  document.addEventListener("keydown", function (event) {
    var to = KEYS[event.key];
    if (!to || event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
    if (event.target.closest && event.target.closest("input, textarea, [contenteditable], " +
        "[role=combobox], [role=listbox], [role=dialog]")) return;
    var link = document.querySelector('a[data-key="' + to + '"]');
    if (!link) return;
    event.preventDefault();
    link.click();
  });
  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("a[data-soft]");
    document.querySelectorAll("details.lt-door[open]").forEach(function (door) {
      if (!door.contains(event.target)) door.open = false;
    });
    var other = event.target.closest && event.target.closest("a[data-to-theme]");
    if (other) {
      event.preventDefault();
      if (other.dataset.toTheme === system) localStorage.removeItem(CHOSEN);
      else localStorage.setItem(CHOSEN, other.dataset.toTheme);
      location.reload();
      return;
    }
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey ||
        event.shiftKey || event.altKey) return;
    var to = new URL(link.href, location.href);
    if (to.origin !== location.origin) return;
    if (theme(to.search) !== document.documentElement.dataset.theme) return;  // a full load
    event.preventDefault();
    history.pushState(null, "", to.href);
    window.dispatchEvent(new PopStateEvent("popstate"));
  });
})();
"""


def script() -> str:
    """The script of the page: words, language and theme of the document, links without a full
    load, keys that follow the links marked for them, and charts that fit on paper."""
    words = json.dumps(WORDS, ensure_ascii=False)
    patterns = json.dumps(PATTERNS, ensure_ascii=False)
    filled = _SCRIPT.replace("__WORDS__", words).replace("__PATTERNS__", patterns)
    return filled.replace("__IN_ENGLISH__", json.dumps(IN_ENGLISH))
