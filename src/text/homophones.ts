/** Characters of names that sound alike (tones aside) or look alike: how a name is mistyped or misheard. 同音形近 */
const GROUPS =
  '芳方坊放房仿 伟卫维威玮炜微薇魏韦为唯 军君均钧俊骏珺峻 华花桦骅 明铭名鸣茗 建健剑见鉴舰 国果郭 丽莉利力立历励黎李里理 英瑛莹颖迎盈影应鹰樱 平萍苹屏坪 红宏洪虹鸿泓弘 静婧靖敬晶菁京景劲竞镜 敏民闵珉 燕艳雁妍彦岩言严颜延炎阎闫 娟涓绢捐 志智治致芝知枝之植直 强蔷墙 勇永咏泳 刚钢纲岗 涛滔韬陶桃 杰捷洁节结 斌彬滨宾兵冰 辉晖慧惠会卉汇徽 鹏朋彭 宇雨羽禹玉育裕毓瑜余于俞虞鱼予郁 浩昊皓豪郝 峰锋枫丰风凤冯奉逢 波博柏伯勃 飞菲霏非斐费 鑫欣新心馨辛昕芯信忻 凯楷恺开 林琳霖临麟淋凛 龙隆珑 海亥 磊蕾雷垒累 毅义艺逸怡宜仪亦易益依伊一 亮良梁粱凉 东冬栋董 旭许徐绪序 宁凝 晨辰陈成城诚程承澄臣沉 阳洋杨扬羊 春椿纯 秀绣修 霞侠夏下 桂贵 兰岚蓝览栏 玲凌灵玲铃零岭领令 文雯闻温稳 琴勤秦芹钦沁 佳嘉加家佶 珍真贞珠震振镇 瑞睿锐芮 梅美妹媚枚 荣容蓉融嵘 芬分奋 芸云韵匀允运 婷亭廷庭 娜那纳 晓小筱肖萧笑晓潇 海诲 祥翔湘相香项向 福富复傅付甫 江姜蒋讲将 章张彰璋 王汪黄望旺 吴武伍五午舞 何贺和禾荷河 沈申深审 宋松颂送 朱祝诸竺珠 石施史时世仕诗士师 韩寒涵汉 戴代黛 邱丘秋 齐祁戚奇琪琦棋启起 季纪继吉 庄壮装 白百柏 任仁人 钱前千谦倩 孙荪 周舟州洲邹 罗洛骆 郑正政征 谢解 唐堂糖 潘盼攀 袁园圆媛源元远渊 叶业野 苏素 吕绿律 丁定鼎 魏卫 薛雪学 侯厚 孟梦 尹引印 段端 贾甲 顾谷古 毛茅 万婉 钟中忠仲钟终 田天甜恬 方芳 康慷 邵绍少 洁杰 大太天夫犬 土士 己已巳 未末 日曰 木本术 申由甲田 干千于 刘柳 广光 生升胜盛圣 清青卿庆 德得 进金锦今晋 珏钰 茹如儒 莎沙 泽则择 楠男南 彤同桐童 柯科可克 恒横衡 思斯司 达大 培佩沛 全权泉 昌常长畅 根跟 水永冰 阿啊 宝保 财才材 法发 连莲廉 友有又 余佘 裘仇 钮牛 侨乔桥 晔烨 岳越月悦跃 兴星行幸 顺舜 贤闲先仙 娇姣佼 婉琬 珂可 诸褚储'.split(
    ' ',
  )

const groupsOf = new Map<string, Set<number>>()
for (const [i, group] of GROUPS.entries()) {
  for (const c of group) {
    const known = groupsOf.get(c)
    if (known) known.add(i)
    else groupsOf.set(c, new Set([i]))
  }
}

/** True when two characters of a name are easily taken for each other by sound or shape. */
export function alike(a: string, b: string): boolean {
  if (a === b) return true
  const [groups, others] = [groupsOf.get(a), groupsOf.get(b)]
  if (!groups || !others) return false
  for (const group of groups) if (others.has(group)) return true
  return false
}

/** Characters a name's character is easily written as, without words that stand between names (和、为、有). */
export const takenFor = (c: string): string =>
  [...new Set(GROUPS.filter((group) => group.includes(c)).join(''))]
    .filter((other) => other !== c && !'和为于又有已以一人可立维何任时向应能付给'.includes(other))
    .join('')
