import { couldBeName, takenFor } from '../../text/index.ts'
import type { CaseRecord, Party } from '../read.ts'
import { mend, misspelt, near, windows } from './misspelt.ts'
import { remembered } from './remember.ts'
import { narrow, sentencesOf } from './sentences.ts'

/** A party under the name its identity papers bear, with the other words it is called by in the records. */
export type Named = {
  party: Party
  /** Name as on the papers, mended where a record says so. */
  name: string
  /** Spellings a record has declared wrong. */
  wrong: string[]
  /** Record that mended the name. */
  mendedBy?: string
}

/** A party called by any of its names in a text. */
export type Called = { start: number; end: number; raw: string; party: Party; name: string }

export type Names = {
  all: Named[]
  of(partyId: string): string
  /** Parties called in a text, in order; the longest reading of a place wins. */
  find(text: string): Called[]
  /** The parties a text names, themselves or by who acts for them. */
  sides(text: string): Set<string>
  /** Whether a text holds a party's name with one letter wrong (报修人写的“巫小岚”). */
  misspells(text: string): boolean
  /** The text with names that read like a day or a sum (周一帆, 十元百货) veiled, character for character, and `show` back. */
  hide(text: string): string
  show(text: string): string
  /** The text with every party under its one right name; `keep` leaves role words (申请人) as they are. */
  exact(text: string): string
}

const compound = /^(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|夏侯|令狐|长孙|宇文)/
/** The surname a name begins with. */
export const surnameOf = (name: string) => compound.exec(name)?.[0] ?? name[0]!
const title =
  '某某|某|师傅|阿姨|先生|女士|老板娘|老板|经理|总|阿婆|大爷|大妈|大伯|大叔|老伯|伯伯|伯|叔叔|叔|大姐|姐|大哥|哥|嫂子|嫂|奶奶|爷爷|老师|工'
const office = '(?:调解员|书记|网格员|社工|民警|律师|主任|前台|记录人|专员)'
/** A text as a pattern of itself. */
export const literal = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** Reads how each party is called, and whether a record mends the spelling of a name (rule D04: names as on the papers). */
export function readNames(parties: Party[], records: CaseRecord[]): Names {
  const all: Named[] = parties.map((party) => ({ party, name: narrow(party.name), wrong: [] }))
  for (const record of records) {
    for (const sentence of sentencesOf(record.text)) {
      for (const named of all) mend(named, sentence.text, record, all)
    }
    for (const named of all) misspelt(named, record, records, all)
  }
  const patterns = all.flatMap((named) => {
    const own = spellings(named, all, records)
    return [...own, ...sidesOf(own, records), ...nicknames(own, named, all, records), ...kinWords(named, all)].map(
      (pattern) => ({ named, pattern: new RegExp(pattern, 'gu') }),
    )
  })
  const find = remembered((text: string): Called[] => {
    const found: Called[] = []
    for (const { named, pattern } of patterns) {
      for (const match of text.matchAll(pattern)) {
        found.push({
          start: match.index,
          end: match.index + match[0].length,
          raw: match[0],
          party: named.party,
          name: named.name,
        })
      }
    }
    found.sort((a, b) => a.start - b.start || b.end - a.end)
    return found.filter(
      (it, i) => !found.slice(0, i).some((prior) => prior.start <= it.start && it.start < prior.end && prior !== it),
    )
  })
  const veiled = [...new Set(all.flatMap(({ name, wrong, party }) => [name, party.name, ...wrong]))]
    .filter((name) => readsLikeValue.test(name))
    .sort((a, b) => b.length - a.length)
    .map((name, i) => ({ name, veil: String.fromCharCode(VEIL + i).repeat(name.length) }))
  return {
    all,
    hide: (text) => veiled.reduce((out, { name, veil }) => out.replaceAll(name, veil), text),
    show: (text) => veiled.reduce((out, { name, veil }) => out.replaceAll(veil, name), text),
    // Brothers' names differ by a letter too: it must be of the writing that the text speaks.
    misspells: (text) =>
      /写|误|口述|更正|姓名|名字|打成|录[入成]/.test(text) &&
      all.some(({ name, party }) => {
        const quoted = [...text.matchAll(/[“"「]([^”"」]{2,30})[”"」]/g)].map(([, said]) => said!)
        // A short name is taken for another's too easily where it is not quoted.
        const words = name.length > 2 ? (text.match(/\p{Script=Han}+/gu) ?? []) : quoted
        return [...words, ...quoted].some((run) =>
          windows(run, name.length).some(
            (word) => near(word, name) && party.name !== word && all.every((other) => other.name !== word),
          ),
        )
      }),
    sides: (text) => new Set(find(text).map(({ party }) => party.id)),
    of: (partyId) => all.find(({ party }) => party.id === partyId)?.name ?? '',
    find,
    exact: (text) => {
      let out = ''
      let from = 0
      for (const { start, end, raw, name } of find(text)) {
        if (/^(?:被?申请(?:人|方))$/.test(raw) || start < from || isPartOfWord(text, start, end)) continue
        out += text.slice(from, start) + name
        from = end
      }
      return all.reduce((said, { name }) => onceNamed(said, name), out + text.slice(from))
    },
  }
}

/** 账号叫"文博测一测": what somebody is called in a word between quotes, of which it is only a part, is no name. */
const isPartOfWord = (text: string, start: number, end: number): boolean => {
  const before = /[“"「『《]([^“”"「」『』《》,。;:!?]{0,10})$/.exec(text.slice(0, start))
  const after = /^([^“”"「」『』《》,。;:!?]{0,10})[”"」』》]/.exec(text.slice(end))
  return before !== null && after !== null && before[1]!.length + after[1]!.length > 0
}

/** Characters that days and sums are written with. */
const readsLikeValue = /[一二三四五六七八九十百千万亿两半元块年月日号天周今明后昨前春夏秋冬节底末旦\d]/
/** Rare ideographs that stand in no record: a veil is still read as a name. */
const VEIL = 0x3400

/** 甲(陈某) and 涂某(小名阿毛), both under the one name, say it once. */
const onceNamed = (text: string, name: string): string =>
  text.includes(`${name}${name}`) || text.includes(`${name}(`)
    ? text
        .replaceAll(`${name}(${name})`, name)
        .replaceAll(`${name}${name}`, name)
        .replaceAll(new RegExp(`(?<=${literal(name)})[(,](?:${nicknamed})[“"「]?${literal(name)}[”"」]?[)]?`, 'g'), '')
    : text

/** Regular expressions of everything a party is called: full name, wrong spellings, 老周, 周阿姨, the given name, short company names, role. */
function spellings(named: Named, all: Named[], records: CaseRecord[]): string[] {
  const { party, name, wrong } = named
  const full = [name, ...wrong].map(literal)
  const role = roleWord(named, all)
  if (party.kind === 'organization') return [...full, ...companyNames(named, all, records), ...role]
  if (!/^[\p{Script=Han}·]{2,5}$/u.test(name)) return [...full, ...role]
  const people = all.filter((other) => other !== named && other.party.kind === 'person' && other.name !== name)
  const surname = surnameOf(name)
  const given = name.slice(surname.length)
  const familiar: string[] = []
  if (!people.some((other) => surnameOf(other.name) === surname)) {
    familiar.push(
      `(?<!${office}|养)(?:老|小|阿)${surname}(?!\\p{Script=Han}?(?:区|镇|路|村|街))`,
      `(?<!\\p{Script=Han}{0,2}[老小])${surname}(?:${title})(?!${'某'})`,
    )
  }
  if (given.length === 2 && !people.some((other) => other.name.endsWith(given)))
    familiar.push(
      `(?<![${surname}${otherSurnames(given, records)}])${literal(given)}`,
      `[${takenFor(surname)}〇]${literal(given)}`,
    )
  return [...full, ...familiar, ...role]
}

/** Letters that records write before a given name as its surname, quoted or named as such: 乌志强 holds no 志强 of another surname. */
function otherSurnames(given: string, records: CaseRecord[]): string {
  const called = new RegExp(
    `(?:[“"「]|[叫填写]|写的是|填的是|姓名[:是为]?|登记[为是]?)(\\p{Script=Han})${literal(given)}(?!\\p{Script=Han})`,
    'gu',
  )
  const found = records.flatMap(({ text }) => [...narrow(text).matchAll(called)].map((match) => match[1]!))
  return [...new Set(found.filter((letter) => couldBeName(letter + given)))].join('')
}

const roleWord = ({ party }: Named, all: Named[]): string[] => {
  const sole = all.filter((other) => other.party.role === party.role).length === 1
  if (!sole) return []
  if (party.role === 'applicant') return ['(?<!被)申请(?:人|方)']
  if (party.role === 'respondent') return ['被申请(?:人|方)']
  return []
}

/** 甲方、乙方 or 甲、乙, where a record says whom it means: 甲方陈美娟, 乙方:绿源公司, 丙(合作社). */
function sidesOf(own: string[], records: CaseRecord[]): string[] {
  const called = `(?:${own.join('|')})`
  const said = new RegExp(
    `${called}[^,。;()]{0,4}\\([^)]{0,8}?[“"]?([甲乙丙丁]方?)[”"]?(?=[),])|(?<!\\p{Script=Han})([甲乙丙丁]方?)(?:[::(]{1,2}|是|为|即|\\s)?\\s*${called}`,
    'gu',
  )
  const marks = records
    .filter(({ text }) => /[甲乙丙丁]/.test(text))
    .flatMap(({ text }) => [...narrow(text).matchAll(said)].flatMap((match) => match.slice(1).filter(Boolean)))
  return [...new Set(marks)].map((mark) =>
    mark!.length > 1
      ? mark!
      : `(?<![指铁盔龟装等算])${mark}方?(?![醛级等板亢状肝型类苯醇烷烯肾午寅申])(?=[\\p{Script=Han},。;()]|$)`,
  )
}

const nicknamed = '小名|绰号|外号|诨名|人称|又名|又叫|曾用名|大家(?:都)?叫(?:他|她)?|都叫(?:他|她)?|群里叫|微信名|网名'
const alias = '([\\p{Script=Han}A-Za-z]{2,4}?)'
/** Names beside the papers' that a record says somebody goes by: 涂忠茂(小名阿毛), 阿胖就是庞学礼. */
function nicknames(own: string[], { name }: Named, all: Named[], records: CaseRecord[]): string[] {
  const called = `(?:${own.join('|')})`
  const said = new RegExp(
    `${called}[,(、]{1,2}(?:${nicknamed})[“"「]?${alias}[”"」]?(?=[),。;、]|$)|(?:^|[,。;、(\\s])[“"「]?${alias}[”"」]?(?:就是|即是|大名(?:叫|是)?|本名(?:叫|是)?|真名(?:叫|是)?)[“"「]?${called}`,
    'gu',
  )
  const told = records
    .filter(({ text }) => new RegExp(`${nicknamed}|就是|即是|[大本真]名`).test(text))
    .flatMap(({ text }) => [...narrow(text).matchAll(said)].flatMap((match) => match.slice(1).filter(Boolean)))
  return [...new Set(told as string[])]
    .filter((word) => !/^(?:这|那|我|你|他|她|对方|双方|当事|老板|房东|业主)/.test(word))
    .filter((word) => all.every((other) => other.name !== word) && word !== name)
    .map(literal)
}

const birthOf = ({ party }: Named): number | undefined => {
  const year = Number(/^\d{6}(\d{4})/.exec(party.idNumber ?? '')?.[1])
  return party.kind === 'person' && year > 1900 ? year : undefined
}

/** 娘、老太太 among brothers and sisters who share their name: the one woman old enough to be the mother of all; 爹 likewise. */
function kinWords(named: Named, all: Named[]): string[] {
  const born = birthOf(named)
  const others = all.filter((other) => other !== named && other.party.kind === 'person')
  const births = others.map(birthOf)
  if (born === undefined || others.length < 2 || births.some((year) => year === undefined || year - born < 17))
    return []
  const surnames = new Set(others.map((other) => surnameOf(other.name)))
  const woman = Number(named.party.idNumber?.[16]) % 2 === 0
  if (surnames.size > 1 || surnames.has(surnameOf(named.name)) === woman) return []
  const words = woman
    ? '老母亲|母亲|老娘|亲娘|娘|老妈|妈妈|妈|老太太|老太|老人家'
    : '老父亲|父亲|老爹|爹|老爸|爸爸|爸|老头子|老爷子|老人家'
  return [
    `(?<=^|[^\\p{Script=Han}]|[给打由到和与向对把看去陪住归是在叫让替为跟同从付还接送问转汇存退赔补])(?:${words})(?![家舅子儿俩婆太]|那边|两|妈|爸)`,
  ]
}

const place =
  /^(?:[\p{Script=Han}]{2,3}省)?(?:[\p{Script=Han}]{2,3}市|浙江|杭州|宁波|上海|江苏|绍兴|嘉兴|湖州|金华|温州)?(?:[\p{Script=Han}]{2,3}[区县])?(?:[\p{Script=Han}]{2,3}(?:街道|镇|乡))?/u
const trade =
  /(?:五金|制品|体育|发展|装饰|工程|物业|服务|电动车|租赁|科技|实业|贸易|商贸|餐饮|管理|建筑|建设|劳务|教育|培训|文化|传媒|健身|美容|美发|医疗|电子|机械|服饰|服装|食品|房地产|置业|咨询|信息|网络|技术|汽车|运输|物流|家政|旅行|旅游|家具|家居|影像|影视|配送|园林|绿化|环保|能源|印刷|包装|纺织|布业|珠宝|眼镜|药房|药店|农业|蔬菜|果蔬|养殖|种植|水产|快递|速递|保洁|养老|月子|母婴|早教|托育|舞蹈|艺术|广告|会展|公寓|驾校|驾驶|人力资源|安保|保安|电梯|门窗|门业|木业|化工|塑料|模具|设备|材料|建材|石材|陶瓷|涂料|灯饰|照明|电器|家电|通讯|通信|软件|数码|游戏|光伏|烧烤|游乐|娱乐|动漫|铸造|制造|精密|仓储|供应链|健康|康复|口腔|眼科|专业|股份|酒店|宠物|摄影|婚庆|中介|经纪|企业|有限|责任|股份|集团|个体|诊所|门诊部|公司|商行|经营部|工作室|合作社|幼儿园|学校|医院|超市|饭店|餐馆|车行|中心)/u

function companyNames(named: Named, all: Named[], records: CaseRecord[]): string[] {
  const { name } = named
  const bare = name.replace(place, '')
  const cut = trade.exec(bare)
  const core = (cut ? bare.slice(0, cut.index) : bare).replace(/(?<=.{2})(?:店|厂|部|行)$/, '')
  const names: string[] = []
  // 安禾财险, 安禾保险公司 for 安禾财产保险股份有限公司某某支公司.
  const brand = /^(\p{Script=Han}{2,4}?)(?:财产|人寿|健康|养老)?保险/u.exec(bare)?.[1]
  if (brand)
    names.push(
      `${literal(brand)}(?:财产|人寿|健康|养老)?(?:财险|产险|寿险|保险|财保|人寿)(?:股份)?(?:有限)?(?:公司)?(?![\\p{Script=Han}]{0,8}(?:分|支)公司)`,
    )
  // 安禾财险城东支公司 is this branch and no other.
  const branch = brand && /公司(\p{Script=Han}{2,14}(?:分|支)公司)$/u.exec(bare)?.[1]
  if (branch)
    names.push(
      `${literal(brand)}(?:财产|人寿|健康|养老)?(?:财险|产险|寿险|保险|财保|人寿)?(?:股份)?(?:有限)?(?:公司)?${literal(branch)}`,
    )
  if (brand && brand.length > 2) names.push(`${literal(brand)}(?!\\p{Script=Han}{0,16}(?:分|支)公司)`)
  const kinds =
    '(?:有限公司|公司|车行|物业(?:公司)?|装饰(?:公司)?|健身(?:房)?|门店|店|厂|商行|行|合作社|中心|医院|学校|超市|餐厅|工作室)'
  if (core.length >= 2) {
    const short = core.length > 2 ? `(?:${literal(core)}|${literal(core.slice(0, 2))})` : literal(core)
    names.push(`${short}(?:${trade.source.slice(3, -1)})*?${kinds}`)
    if (cut) names.push(`${literal(core)}${literal(cut[0])}`)
    names.push(literal(core))
    // 腾翔 alone for 腾翔某某有限公司, where somebody signs a record so or calls it 腾翔公司.
    const briefs = Array.from({ length: Math.max(0, core.length - 2) }, (_, i) =>
      literal(core.slice(0, core.length - 1 - i)),
    )
    const brief = briefs.find((it) => {
      const used = new RegExp(`(?<!\\p{Script=Han})${it}(?:\\s|$)|${it}${kinds}`, 'u')
      return records.some(({ by, text }) => used.test(by) || used.test(text))
    })
    if (brief) names.push(brief)
  }
  const companies = all.filter(({ party }) => party.kind === 'organization')
  const alone = companies.length === 1
  /** 物业 is the one company of the case that manages estates, whatever other bodies there are. */
  const only = (kind: RegExp) =>
    kind.test(name) && (alone || companies.every((other) => other === named || !kind.test(other.name)))
  const generic: string[] = []
  if (only(/物业/)) generic.push('物业(?:公司|方)?')
  if (only(/保险/)) generic.push('保险公司', '保险(?:方|人)')
  if (only(/房产|经纪|中介/)) generic.push('中介(?:公司|方)?')
  if (only(/装饰|装修/)) generic.push('装修公司')
  if (!alone && only(/医院|诊所|门诊|卫生(?:院|服务)/)) generic.push('医方', '院方', '医院(?=代理人|委托代理人|派)')
  if (alone) {
    generic.push('我司', '我公司', '公司', '(?:用人)?单位', '企业')
    if (/车/.test(name)) generic.push('车行', '租车(?:公司|行)')
    if (/店|行|超市|部|室$/.test(name)) generic.push('店(?:家|方)', '商家', '门店')
    if (/厂$|制品|制造/.test(name)) generic.push('厂(?:方|里)?')
    if (/医院|诊所|门诊/.test(name)) generic.push('医方', '院方')
    if (/小学|中学|初中|高中|学院|大学/.test(name)) generic.push('学校', '校方')
    if (/学校|教育|培训/.test(name)) generic.push('机构', '校方', '培训机构')
    const tail = /(合作社|医院|学校|幼儿园|超市|工作室|酒店|健身|旅行社|诊所|宾馆|民宿|餐厅|饭店)/.exec(name)?.[1]
    if (tail) generic.push(tail)
    // Its owner or manager speaks for it: 甄老板.
    const known = all
      .filter(({ party }) => party.kind === 'person')
      .map((other) => surnameOf(other.name))
      .join('')
    names.push(
      `(?<!\\p{Script=Han})(?![${known || '〇'}])\\p{Script=Han}(?:老板娘|老板|店长|厂长)(?!\\p{Script=Han}{0,3}(?:家|隔壁))`,
    )
  }
  // 保险公司 is another company: a general word counts only where a clause or a preposition begins.
  if (generic.length > 0)
    names.push(
      `(?<=^|[^\\p{Script=Han}]|[由与和向给退付对入到经因同打归转交找让替])(?:${generic.join('|')})(?!法(?!定|人)|费|服务|用房|合同|管理)`,
    )
  return names
}
