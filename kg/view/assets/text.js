// The words of the interface, and the elements they are put in.

const WORDS = {
  zh: {
    graph: "关系图", table: "数据表", controls: "查找与筛选", search: "搜索（名称、指标、单位、数字）", document: "文件",
    all: "全部文件", kinds: "类别", overview: "概览", fit: "适合窗口", language: "English", close: "关闭",
    hint: "单击看详情，双击展开或收起，滚轮缩放。", shown: "显示 {0} / {1} 个节点", hits: "找到 {0} 项",
    folded: "，其余已折叠", cut: "，只画前 {0} 个", more: "再显示 {0} 行", rows: "{0} 条", others: "……另有 {0} 项",
    kind: "类别", indicator: "指标", value: "数值", deadline: "时限", lead: "牵头单位", responsible: "责任单位",
    cooperating: "配合单位", supervising: "分管领导", section: "所在标题", rule: "规则", confidence: "置信度",
    offsets: "字符位置", unit: "单位", change: "变化", per: "按", scope: "范围", nature: "性质", task: "任务",
    original: "原文数字", number: "文号", item: "序号", name: "文件名", issuer: "发文机关", issued: "发文日期",
    place: "地区", genre: "文种", year: "年度", period: "规划期", addressees: "主送", warnings: "提示", quote: "原文",
    copy: "复制", copied: "已复制", explicit: "（原文写明）", inherited: "（按规划期推定）", none: "无",
    cumulative: "多年累计", yes: "是", notApplying: "文件注明此项不涉及本地", increase: "增加", decrease: "减少",
    level: "水平值", basis: "口径", statements: "数量表述",
  },
  en: {
    graph: "Graph", table: "Table", controls: "Search and filter", search: "Search (name, indicator, body, number)",
    document: "Document", all: "All documents", kinds: "Kinds", overview: "Overview", fit: "Fit", language: "中文",
    close: "Close", hint: "Click for details, double click to unfold or fold, wheel to zoom.",
    shown: "{0} of {1} nodes shown", hits: "{0} found", folded: ", the rest is folded", cut: ", only {0} are drawn",
    more: "{0} more rows", rows: "{0} rows", others: "… and {0} more", kind: "Kind", indicator: "Indicator",
    value: "Value", deadline: "Deadline", lead: "Lead", responsible: "Responsible", cooperating: "Cooperating",
    supervising: "Supervisor", section: "Heading", rule: "Rule", confidence: "Confidence", offsets: "Characters",
    unit: "Unit", change: "Change", per: "Per", scope: "Scope", nature: "Nature", task: "Task",
    original: "As printed", number: "Number", item: "Item", name: "File", issuer: "Issuer", issued: "Issued",
    place: "Place", genre: "Genre", year: "Year", period: "Period", addressees: "Addressees", warnings: "Warnings",
    quote: "Source", copy: "Copy", copied: "Copied", explicit: " (stated)", inherited: " (from the planning period)",
    none: "none", cumulative: "Cumulative", yes: "yes", notApplying: "The document says that this does not concern its place",
    increase: "increase", decrease: "decrease", level: "level", basis: "Basis", statements: "Statements",
  },
};

let language = "zh";

/** A word or sentence of the interface, with {0}, {1} … filled in. */
function t(key, ...values) {
  return WORDS[language][key].replace(/\{(\d)\}/g, (_, index) => written(values[index]));
}

/** A number as it is written, and in parentheses after a name. */
const written = (number) => number.toLocaleString("zh-CN");
const counted = (name, number) => (language === "zh" ? `${name}（${written(number)}）` : `${name} (${written(number)})`);

/** An element. Strings among its children become text, never markup. */
function el(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "click") element.addEventListener("click", value);
    else element[name] = value;
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const byId = (id) => document.getElementById(id);

/** Puts the interface's words into the fixed parts of the page. */
function translatePage() {
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-text]")) element.textContent = t(element.dataset.text);
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
  }
  byId("language").textContent = t("language");
}
