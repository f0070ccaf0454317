import { wordsOf } from './words.ts'

/** Surnames that are seldom anything else at the head of a word. 姓氏 */
const SURE =
  '翟颜韦闵闫臧窦祁翦裘阙逄郜郗谌冀邸荀虢宓冼覃鞠仝亓佘漕嵇酆蔚晁晏笪麴缑桓邝赖崔王李张刘陈杨赵吴周徐孙朱胡郭何罗郑梁宋唐韩冯邓曹彭肖萧董袁潘蒋蔡杜魏吕姚卢姜崔谭陆汪廖贾邹熊秦邱尹薛阎闫侯陶黎贺龚邵覃戴莫汤俞倪翁庞詹尤柳欧耿聂葛岳裴瞿裘诸祝缪褚钮鲍骆竺屠娄郁郎虞冉芦邢谷靳舒柯阮梅凌霍樊俞殷焦芮嵇邬卞臧茅骆奚傅沈丁叶苏夏余许谢钟顾郝邵孟雷魏涂蒲蔺覃卜甄晏鄢佟隋苗滕桂辛牟冼佘俸'
/** Characters that are surnames and common words too: they need more around them. */
const UNSURE =
  '马高林程于任方万石金白江龙向常时应平安成路连项全车毛余黄田关水井武段史温易齐康伍文施洪孔章鲁钱包左单盛童柴华乔查甘简支明楚计牛游阳党强来楼申宫宁仇栾戚费季古巫边解房喻丛双官艾容曾严尚范蓝兰毕管纪曲席司柏吉饶刁丘米池畅苟盖符姬商蒙敖冷卓花练仲桑荆沙岑胡羊惠储滑乌弓班秋卫屈位景辜沃'

/** 欧阳, 诸葛 …: surnames of two characters. 复姓 */
export const COMPOUND_SURNAMES = new Set(
  '欧阳 上官 诸葛 司马 司徒 夏侯 皇甫 尉迟 公孙 慕容 长孙 宇文 东方 南宫 令狐 端木 闻人 申屠 呼延 钟离 轩辕 万俟 淳于 西门 太史 濮阳 公冶 拓跋 百里 澹台'.split(
    ' ',
  ),
)

/** Surnames that are mostly grammar or a thing: only a title, 某 or a labelled line makes a name of them. */
const GRAMMAR = new Set(
  '毕管曲席吉米池畅盖符商冷花练沙羊惠储滑弓班秋位卫屈柏向项应时来车水双房费计查党古申全楼单成关支喻解家明强游',
)

/** Words that look like a surname with a given name and name nobody. */
const NO_NAMES = new Set(
  `杨梅树 桃树 李子树 梅树 柳树 杨树 车行 倪子倪 倪子儿 毛竹 毛竹山 井里 钱能 向附近 蓝晶石 肖像 童工 关爱 车主 房子 房本 孙子女 林权 林权证 温泉 石材 施工 董事 陆源 陆地 白酒 金子 黄色 江河 万元 高度 高温 平台 平方
  毛巾 苏打 叶片 石灰 汤水 唐突 夏季 夏日 秦岭 蒙古 柳州 龙头 谷物 康复 钟表 麻将 白条 方案 方式 尚未 尚欠 于今 程度 严格 严禁 严重
  金额 任务 任职 谢绝 许可 许诺 安置 安慰 连带 连同 连累 伍佰 余下 余款 顾客 顾问 顾及 盛大 熊孩子 习惯 容易 乐意 包装 包括 包庇 霍乱 曾经
  金星 童装 鲁莽 龙虾 范本 陶瓷 梅雨 倪子 萧山 萧山话 邵氏 汪汪 翁婿 祝福 祝贺 贺礼 莫名 莫非 苗木 苗圃 桂花 梁柱 丁字 卢布 魏晋 唐代 宋代 汉族 罗列 郑重 康乐
  马虎 马达 高利 高息 高额 石子 石头 金融 黄牛 黄线 林地 林木 田地 田埂 井盖 水井 武力 武器 史料 牛奶 牛肉 羊肉 侯补 蓝天 蓝牙 常识 常务 平安 平均 平常 平米`.split(
    /\s+/,
  ),
)

/** Words of two characters that follow a surname's character and are no given name, though each character could be in one. */
const NO_GIVEN = new Set(
  '发生 大陆 进行 来源 资源 合同 实施 培育 文化 成立 公里 生产 生活 家庭 知道 国家 学生 同志 美元 和平 化学 开采 平方 力量 明白 清楚 安全 保证 保安 天天 星期 同时 文本 公安 学习 行为 工作 金额 成员 全家 名义 信用 利用 利益 有利 有限 容易 生气 名字'.split(
    ' ',
  ),
)

/** True for a common word that is no given name. */
export function isNoGiven(given: string): boolean {
  return NO_GIVEN.has(given)
}

/** True for a surname that needs a title, 某 or a label before a name is believed. */
export function isGrammar(surname: string): boolean {
  return GRAMMAR.has(surname)
}

/** True for a common word in the shape of a name. */
export function isNoName(text: string): boolean {
  return NO_NAMES.has(text)
}

const sure = new Set(SURE)
const unsure = new Set(UNSURE)

/** How surely a character is a surname: 2 hardly anything else, 1 often a word too, 0 none. */
export function surnameWeight(c: string): 0 | 1 | 2 {
  if (unsure.has(c)) return 1
  return sure.has(c) ? 2 : 0
}

/** Characters people choose for given names. */
const GIVEN = new Set(
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰萍红玲建国志文斌辉鹏宇浩俊峰波飞鑫凯健林龙海雷毅亮东旭宁晨阳阿大小春夏秋冬梅竹菊雪云雨雯欣怡佳嘉慧惠琴琳琪瑶瑞珍珠珊珏玥玮璐璇璟莉莎莹莲菲萌蕾薇蓉蓓芬芸芝花茜茹茵荣荷萱婷婧婉媛嫣娇妍妮姗姝姣妙娴琼瑛瑾瑜珂珺晓晗晖晴晶昊昌昕昱旺时星景智曼月朋朝木本松柏柳栋桐梓楠榕樱权杨民永江池沁沛河治泉泓泽洁洪浪润涵淑清渊源滨漫潇澄澜火炎炜炳烨焕煜熙燕爱牛牧狄玄王田甜生男界畅白百益盛盼真睿石磊祥福禄祺禹秉科程穆立竣章童端笑笛筠米素紫红纯绍经维绮绿缘美群羽翔翠翰耀聪肖胜能舒良艺艾若苗苏范荃莫菁葵蒙蓝蔚虎虹融行裕西言誉诗诚语诺谦贝贤贵贺赫越跃路轩辰达迎进远连迪逸道邦郁都酉采里重野金钊钟钢钦钧铁铃铭银锋锐锦镇长闯阔陆陶隆隽雁雄霄青靖静韦韬音韵顺颂颖风馨香骏骥高鲁鸣鸿鹤麒黎黛齐仁义仙仪任伊会传伦佑作佩侠保信修倩偲倪健偌兆先光克党全公兰兴兵其典冉冠冰凌凡凤凡凯利刘则初力功加劲勤包化北千升卉卓南博卫印卿厚友双发叶吉合同名向君启和品哲唯唱喜嘉园圆圣坚坤城培基堂士声多夫天奇奎奕好如妹姬子孔孝孟季学宏宗官定宜宝实容宽宾密富寒寿将尔尚展山岚岩岭岳峥川州左巧帅希常干平年广庆库康延开弘弟张彤彦彩彪影得德心忆志忠念思恒恩悦悠情惜慈慕成戈才承技抗报振捷揚授攀攸政放教散敬整斐方施无日旻旻易昀映昭晋晏晟普晚曙最有朗望期本朴朵李来杉材村杰松枝枫柔柯树根格桃梁梦棋森植楚楷槐模欢正武殿毓水汉汝汪沙泰洲浦浩淇深添渝湘湛滢溪濤灵灿炫炯烁然熠熹牡犇玺珈珉珑现班理琛琦琨琰瑄瑗瑶璞瓒甫申留登皓盈相知砚硕礼祖禾秀称穗空童竞第筱策纪纲织继绪续绣维缨罗翼老耿联育自至舟航舜芊芷芮苇茗荔莘莺菡菱萃葆葳蒲蓁蕊薪藝虞蝶行衡裳观言训记许词试谊谷豪财资起趣跃辅迈近通逢邵郎郡酥醒采重鉴锡镜阮阳附降陈雅霁霖露顶领频题飘养首骁骄魁鲜鹃鹰麟默鼎龄囡根娣妹弟狗土水火金木阿仔新娥杏芹苹霜贞安乐善廉曦峻涌瀚霆震宙乾豹狮凰马驹羊彬书墨纬纶嗣胤孙世榆梧樟梨蔷茉芙萝蔓茂扬威奋嵘嵩岱衍侯伯仲钰铠淼焱垚玫瑰玑琅娆娅婕媚嫦婵嫱妘'.replaceAll(
    /\s/g,
    '',
  ),
)

/** Characters of given names that do not make one alone: 沈月琴, but no 沈月. */
const ONLY_IN_PAIRS = new Set('能建志德秀桂雅月元市日来非令向方生发天家有无同关根阿大小公分毛松丹达加相定包宗')

/** Characters that no given name holds: grammar, pronouns, and verbs that follow a name. */
const NEVER = new Set(
  '的了着过是在不没有我你他她它们这那哪谁什么么吗呢吧啊呀嘛与及或但而且因为所以如果就也都还又再只已曾将要会可该应被把让叫给对从向到往自由于以之其此每各某跟说讲问答告诉欠赔付借收退拿打骂吵住租买卖做去走请找帮替等看见听想觉得认称系万亿块钱款岁号楼幢栋室层年时分秒个两几些点半次条件项第省区县镇乡街社庭院厂店司局所部处科组队委员者吃喝哭死伤病痛漏拖拆搬修停转签写按约提交未否肯愿拒表反无、，。至第',
)

/** How well characters make a given name: each known one 1, an unusual one 0; undefined where one cannot stand in a name. */
export function givenWeight(given: string): number | undefined {
  let weight = 0
  for (const c of given) {
    if (NEVER.has(c) && !(given.length === 2 && GIVEN.has(c) && given[1] === c)) return undefined
    if (!/\p{Script=Han}/u.test(c)) return undefined
    if (ONLY_IN_PAIRS.has(c)) {
      if (given.length === 1) return undefined
      weight++
    } else if (GIVEN.has(c)) weight++
  }
  return weight
}

/** Whether two to four characters could be somebody's full name where a role leads to it: it begins with a surname, or ends in what can be a given name. */
export function couldBeName(text: string): boolean {
  const surname = COMPOUND_SURNAMES.has(text.slice(0, 2)) ? 2 : 1
  const given = text.slice(surname)
  if (given.length === 0 || given.length > 2) return false
  if (surname === 2 || surnameWeight(text[0]!) > 0) return true
  return !NEVER.has(text[0]!) && givenWeight(given) !== undefined
}

/**
 * Whether they are likely a full name: a surname with what can be a given name, or a rare surname before characters of names,
 * but no word of the dictionary. Where a role leads to it (`led`), a surname lets it be one (柏松); where it stands between a
 * role and a bracket (`framed`: 代理人宁可(授权)), whatever follows the surname.
 */
export function looksLikeName(text: string, { led = false, framed = false } = {}): boolean {
  const surname = COMPOUND_SURNAMES.has(text.slice(0, 2)) ? 2 : 1
  const given = text.slice(surname)
  if (given.length === 0 || given.length > 2 || NO_NAMES.has(text) || NO_GIVEN.has(given)) return false
  const known = surname === 2 || surnameWeight(text[0]!) > 0
  if (known && framed) return true
  // 项目经理呼延松: nothing but a name begins with a surname of two characters where a role leads to it.
  if (surname === 2 && led && given.length === 1 && !NEVER.has(given)) return true
  // 来谈, 应到: a surname that is mostly grammar needs a role before a name so short.
  if (!led && given.length === 1 && GRAMMAR.has(text[0]!)) return false
  const weight = givenWeight(given)
  if (weight === undefined) return false
  if (known) return led || surnameWeight(text[0]!) === 2 || wordsOf(text).length > 1
  return !NEVER.has(text[0]!) && weight === given.length && wordsOf(text).length > 1
}

/** Forms of address that follow a surname: 陈老伯, 王师傅, 李阿姨, 周总. 称谓 */
export const TITLES =
  '老先生|老太太|老人家|老伯伯?|老爹|老爷子|老师傅|老板娘?|老师|老汉|老太|老头|老哥|老弟|先生|女士|小姐|太太|夫人|师傅|阿姨|阿婆|阿公|阿伯|大伯|大爷|大妈|大娘|大姐|大哥|大嫂|大叔|大婶|伯伯|伯母|叔叔|爷爷|奶奶|婆婆|嫂子|嫂嫂|姐姐|妹妹|哥哥|弟弟|同志|同学|工程师|经理|总监|主任|书记|主席|院长|局长|处长|科长|所长|站长|队长|组长|班长|厂长|店长|村长|社长|会长|董事长|董事|董|总|工|医生|大夫|护士|律师|法官|警官|民警|调解员|会计|司机|保安|教练|教授|校长|导游|中介|房东|包工头|工头|氏|某甲|某乙|某丙|某某|某|姐|哥|叔|婶|嫂|姨|爷|伯|家'

/** Words that lead to a name: roles in a case, kin, callings, and labels of forms. */
export const ROLE_BEFORE =
  /(?<role>被申请人|申请人|当事人|甲方|乙方|丙方|丁方|原告|被告|第三人|上诉人|被上诉人|委托人|委托代理人|代理人|法定代表人|法人代表|负责人|联系人|经办人|收款人|付款人|借款人|出借人|担保人|保证人|出租人|承租人|买受人|出卖人|户主|户名|监护人|证人|被害人|受害人|伤者|死者|患者|调解员|主持人|记录人|见证人|代书人|民警|律师|法官|医生|老师|同学|同事|工友|朋友|老乡|邻居|业主|住户|租客|租户|房东|房客|老板娘?|店主|店长|经理|会计|包工头|工头|班组长|中介|司机|车主|师傅|村民|居民|员工|职工|工人|保姆|护工|管理员|保洁|保安|店员|营业员|服务员|快递员|外卖员|骑手|网格员|社工|书记|主任|队长|水电工|装修工|木工|瓦工|电工|油漆工|泥工|厨师|教练|阿姨|(?<=[我他她你]|我们)[爸妈爹娘]|丈夫|老公|妻子|老婆|前夫|前妻|儿子|老大|老二|老三|老四|大儿子|小儿子|二儿子|长子|次子|女儿|大女儿|小女儿|女婿|儿媳妇?|媳妇|父亲|母亲|爸爸|妈妈|公公|婆婆|岳父|岳母|哥哥|弟弟|姐姐|妹妹|大哥|二哥|大姐|二姐|大伯|老太太|老头子?|老人|叔叔|舅舅|姑姑|孙子|孙女|外甥|侄子|侄女|男友|女友|男方|女方|对方|姓名|名字|本人|我叫|名叫|叫做?|我是|就是|即)(?:是|叫|为|名叫|系)?\s*(?<mark>[:：（("“])?\s*$/u
