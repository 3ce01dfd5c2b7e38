"""One way of writing for both scripts: simplified, half-width, lower case; every place keeps its index."""

_TRADITIONAL = (
    "週禮點號後兩鐘個這時間過內來從預約輪車電檢測剎煞濾補換養請問幫麼嗎還沒說給對錯變開關閉導數據隱權導"
    "記錄刪銷帳戶謝話應該訂單選擇準備領確認樣裡們為壓氣閥維護保險漏續線燈報警熱冷風聽見長達"
    "東業處將動務區圖場塊壞學寫實專尋屬幾廠廢應張強復徹態憂戶執擔據擇損撤擱於暫會機殘氣決況涼淺減滅潔濕"
    "灣烏無煩營獲現環畫當療癢監盤眾碼禁種積穩筆節範簡糾納級組結統經綠維網綫緊縮總織繼續罰職聯膠臨興舊"
    "蓋補觀規覺觸計訊設評試該詳語誤課調諒談證識讓貓負責貴買費資質賣趕蹤輕轉載較農違適遲選遺郵釋釐鋼錢鍵鎖鎮閃閑陰隊階離難雜雙雲靈靜響頁項順須領頭題願類顧飛餘駕驗點鴻黃齊龍剛纔週裏麵繫係"
)
_SIMPLIFIED = (
    "周礼点号后两钟个这时间过内来从预约轮车电检测刹刹滤补换养请问帮么吗还没说给对错变开关闭导数据隐权导"
    "记录删销账户谢话应该订单选择准备领确认样里们为压气阀维护保险漏续线灯报警热冷风听见长达"
    "东业处将动务区图场块坏学写实专寻属几厂废应张强复彻态忧户执担据择损撤搁于暂会机残气决况凉浅减灭洁湿"
    "湾乌无烦营获现环画当疗痒监盘众码禁种积稳笔节范简纠纳级组结统经绿维网线紧缩总织继续罚职联胶临兴旧"
    "盖补观规觉触计讯设评试该详语误课调谅谈证识让猫负责贵买费资质卖赶踪轻转载较农违适迟选遗邮释厘钢钱键锁镇闪闲阴队阶离难杂双云灵静响页项顺须领头题愿类顾飞余驾验点鸿黄齐龙刚才周里面系系"
)
_PUNCTUATION = dict(zip("，。？！：；（）、～—’‘“”\u3000", ",.?!:;(),~-''\"\" ", strict=True))
_TABLE = (
    {ord(old): new for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True)}
    | {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    | {ord(old): new for old, new in _PUNCTUATION.items()}
    | {code: chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    | {code: chr(code - 0xFEE0 + 32) for code in range(0xFF21, 0xFF3B)}
)


def plain(text: str) -> str:
    """The text in one script, of the same length."""
    return text.translate(_TABLE)
