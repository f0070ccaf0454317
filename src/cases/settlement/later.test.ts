import { describe, expect, test } from 'vitest'
import { type Later, leak, party, people, termsAfter } from '../../testing/later.ts'

const firm = [people[0]!, party('b', 'respondent', '杭州栖木装饰有限公司', 'organization')]
const tiles =
  '1、杭州栖木装饰有限公司2026年10月8日前返工卧室空鼓墙砖7块,更换开裂地板12片;\n2、杭州栖木装饰有限公司付褚文彬误工补偿1200元,2026年10月20日前转褚文彬工商银行尾号6630;\n3、褚文彬收到后再无争议。'

/** Terms, who they are of, what was said later, what then stands, what no longer does. */
const cases: [what: string, parties: typeof people, terms: string, later: Later[], has: string[], hasNot: string[]][] =
  [
    [
      'what a meeting of both tells outright holds, though nobody is said to agree',
      people,
      leak,
      [['补充调解笔录', '褚文彬、阎素琴又来一次,卫生间防水改到2026年10月18日前修好。']],
      ['2026年10月18日前修好'],
      ['10月8日'],
    ],
    [
      'what was written down in the home of one is not his word alone',
      people,
      leak,
      [
        [
          '褚文彬家 碰头记录',
          '人都到齐。卫生间防水改到2026年10月18日前修好;褚文彬建行卡换了,新卡尾号5571。都按了手印。',
        ],
      ],
      ['2026年10月18日前修好', '5571'],
      ['10月8日', '2205'],
    ],
    [
      'who came for a company stands behind it for the company',
      firm,
      tiles,
      [
        ['调解笔录', '到场:褚文彬;公司委托代理人邝一帆(授权委托书附卷)。'],
        ['补充说明', '褚文彬的工行卡丢了,新卡尾号5571,以新卡为准。邝一帆看过卡,同意。'],
      ],
      ['5571'],
      ['6630'],
    ],
    [
      'a count of pieces by its unit, with the sum and the day of the same breath',
      firm,
      tiles,
      [
        ['现场复验单', '卫生间又敲出空鼓3块,褚文彬、邝一帆(公司委托代理人)两人签字,以10块为准。'],
        ['调解补充笔录', '经协商:10块都换;返工完成日推到10月18日;误工补偿由公司加到1500元。其余照旧。'],
      ],
      ['墙砖10块', '2026年10月18日前', '误工补偿1500元', '地板12片', '10月20日'],
      ['7块', '1200', '10元', '10月8日'],
    ],
    [
      'a sum that stands tells which payment gets the new day',
      people,
      '1、褚文彬2026年10月8日把钥匙交还阎素琴;\n2、阎素琴退褚文彬押金9000元,10月12日前5000元,11月12日前4000元,转褚文彬工商银行尾号6630;\n3、阎素琴付褚文彬搬家费1500元,10月5日前,打同一张卡;',
      [['电话补记 褚文彬、阎素琴', '阎素琴来电:手头紧,1500元改到10月25日前付,褚文彬表示行。']],
      ['1500元,2026年10月25日前', '10月12日前5000元', '11月12日前4000元'],
      ['10月5日', '来电'],
    ],
    [
      'days of the week, hours and the place of one breath',
      people,
      '1、看孩子:每月第二、第四个周六,上午9点来接,下午6点前送回。地点定在澜悦社区南门;\n2、平时星期三晚上可以视频;\n3、褚文彬付抚养费1200元,每月10日前微信转账。',
      [
        [
          '三方通话记',
          '双方都同意:改每月第二、第四个周日,上午9点半接,下午5点半前送回;接送地点阎素琴要求改到少年宫大门口,褚文彬说没问题。视频照旧。',
        ],
      ],
      ['第二、第四个周日', '上午9点半', '下午5点半', '少年宫大门口', '星期三晚上'],
      ['周六', '南门', '9点来', '6点'],
    ],
    [
      'what makes up a sum told behind it is not the new one, and the whole follows',
      people,
      '1、押金5000元,减 墙面修补 400元,减 水电暂估 300元(等账单出来按实调),应退 4300元;\n2、阎素琴10月15日前转到褚文彬建设银行尾号2205。',
      [
        ['微信 阎素琴', '水电账单出来了,电费201.5,水费52.5,合计254元'],
        ['微信 褚文彬', '看了,没问题,按254扣。另外我建行那张卡丢了,改打农业银行尾号5571'],
        ['调解员 记录', '两边电话里都对过:水电按实254元,墙面400元不变,退4346元,打农行5571。日子不变。'],
      ],
      ['254元', '4346元', '农业银行尾号5571', '400元'],
      ['201', '300元', '4300', '建行', '2205'],
    ],
    [
      'a reckoning that was wrong: neither the price of a day nor the number of days is put in its place',
      people,
      '1、押金2000元里,修补扣180元,另外多收的5天租金200元也一道退,一共退2020元,微信转账;\n2、褚文彬2026年9月20日前交还钥匙。',
      [
        ['微信 阎素琴', '那个多收的租金算错了,合同是一天36不是40,5天180'],
        ['微信 褚文彬', '翻了,那就180,总数退2000 我没意见 别的照说的'],
      ],
      ['5天租金180元', '退2000元'],
      ['200元也', '2020', '一天租金'],
    ],
    [
      'an item that is no longer taken off, by its sum',
      people,
      '1、网罩扣200元;\n2、话筒少1支,按380元扣;\n3、扣580元,退褚文彬4420元,2026年10月10日前微信转账。',
      [
        ['微信 阎素琴', '话筒找到了,380那笔不扣了。就扣网罩200,退4800,时间不变'],
        ['微信 褚文彬', '好的,就4800'],
      ],
      ['扣200元,退褚文彬4800元', '网罩扣200元'],
      ['380', '580', '4420'],
    ],
  ]

describe('what a later record changes', () => {
  test.each(cases)('%s', (_, parties, terms, later, has, hasNot) => {
    const text = termsAfter(terms, later, parties)
    for (const words of has) expect(text).toContain(words)
    for (const words of hasNot) expect(text).not.toContain(words)
  })
})
