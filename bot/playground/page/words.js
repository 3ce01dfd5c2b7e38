// The page's own texts. What the bot and the cars say comes from them.
const WORDS = {
  en: {
    demoCars: "Demo cars", close: "Close", open: "Demo cars", you: "You are", newPerson: "New person…",
    bot: "bot", typing: "typing…", blocked: "blocked", message: "Message", send: "Send", attach: "Send a file",
    start: "Start", restart: "Unblock and start", commands: "Commands", edited: "edited", copied: "Copied", pinned: "Pinned message",
    gone: "This button no longer works", disabled: "This button is not available now", failed: "That did not work. Please try again.",
    empty: "What can this bot do?", emptyText: "It looks after your electric car before it breaks.",
    hint: "Press Start in the chat, then link one of these cars and start a story.",
    hintLink: "Link one of these cars, agree in the chat, then start a story and watch the bot react.",
    hintPlay: "Start a story and watch the chat. Nothing here touches a real car.",
    noCars: "No demo cars are connected. You can still talk to the bot.", note: "Local playground: nothing leaves this computer.", workshop: "Page of the workshop: {name}", operator: "Page of the operator",
    simulated: "simulated", recorded: "recorded", link: "Link this car", linked: "Linked", taken: "Linked to somebody else", stories: "Stories", plays: "Days pass in time lapse. If there is something to tell you, the bot writes.",
    name: "Name", language: "Language", create: "Create", cancel: "Cancel", ok: "OK", location: "Location", contact: "Contact",
    offline: "Connection lost, trying again…", map: "Open map", file: "Download", picture: "Picture", drop: "Drop the file to send it",
    tooLarge: "This file is too large: a bot can load 20 MB at most.", nothingInIt: "There is nothing in this file.",
    longCaption: "The text beside a file may have 1,024 characters at most.",
    pay: "Pay", payTest: "Pay (simulated: no money moves)", payDeclined: "Try with a declined card", paid: "Paid", paidBack: "Paid back", stars: "Stars",
    openBot: "Open the bot in Telegram", getCode: "Show a link code", otherCode: "Show another code", openCode: "Open in Telegram with this code",
    codeLasts: "Works once, for ten minutes. Or type it into the chat.", asking: "Asking Telegram for the bot's name…",
    hintReal: "Show a car's link code, open it in Telegram and agree there. Then start a story here and watch the chat.",
    hintRealPlay: "Start a story and watch the chat in Telegram. Nothing here touches a real car.",
    noteReal: "Simulated and recorded cars, served from this computer. The chat itself is in Telegram.",
  },
  zh: {
    demoCars: "演示车辆", close: "关闭", open: "演示车辆", you: "当前用户", newPerson: "新建用户…",
    bot: "机器人", typing: "正在输入…", blocked: "已屏蔽", message: "输入消息", send: "发送", attach: "发送文件",
    start: "开始", restart: "解除屏蔽并开始", commands: "命令", edited: "已编辑", copied: "已复制", pinned: "置顶消息",
    gone: "这个按钮已失效", disabled: "这个按钮现在不可用", failed: "操作未成功，请重试。",
    empty: "这个机器人能做什么？", emptyText: "在故障发生之前，照看好您的电动车。",
    hint: "先在聊天中点“开始”，再绑定一辆车，然后播放一个情景。",
    hintLink: "先绑定一辆车，在聊天中点“我同意”，再播放一个情景，看机器人如何应对。",
    hintPlay: "播放一个情景，留意聊天中的消息。这里的一切都不会影响真实车辆。",
    noCars: "未连接演示车辆，您仍可与机器人聊天。", note: "本地体验环境：数据不会离开这台电脑。", workshop: "{name}的车间页面", operator: "服务商页面",
    simulated: "模拟", recorded: "录制", link: "绑定这辆车", linked: "已绑定", taken: "已被他人绑定", stories: "情景", plays: "时间快进播放。如有需要告知的情况，机器人会发消息。",
    name: "名字", language: "语言", create: "创建", cancel: "取消", ok: "好的", location: "位置", contact: "联系人",
    offline: "连接中断，正在重试…", map: "打开地图", file: "下载", picture: "图片", drop: "松开即可发送文件",
    tooLarge: "文件过大，机器人最多只能接收 20 MB 的文件。", nothingInIt: "这个文件没有内容。",
    longCaption: "随文件发送的文字最多 1024 个字符。",
    pay: "支付", payTest: "支付（模拟，不产生真实扣款）", payDeclined: "用会被拒的卡试试", paid: "已支付", paidBack: "已退款", stars: "星",
    openBot: "在 Telegram 中打开机器人", getCode: "显示绑定码", otherCode: "换一个绑定码", openCode: "用此绑定码在 Telegram 中打开",
    codeLasts: "十分钟内有效，只能使用一次；也可以直接发到聊天中。", asking: "正在向 Telegram 查询机器人的名字…",
    hintReal: "先显示一辆车的绑定码，在 Telegram 中打开并同意，然后在这里播放一个情景，留意聊天。",
    hintRealPlay: "播放一个情景，留意 Telegram 中的消息。这里的一切都不会影响真实车辆。",
    noteReal: "模拟和录制的车辆由这台电脑提供；聊天在 Telegram 中进行。",
  },
};

let language = "en";

export const setLanguage = (code) => {
  language = code.startsWith("zh") ? "zh" : "en";
  document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
};
export const locale = () => (language === "zh" ? "zh-CN" : "en-GB");
export const t = (key) => WORDS[language][key];
export const label = (labels) => (labels && (labels[language] || labels.en)) || "";
