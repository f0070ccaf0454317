import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heard } from './dialogue.ts'
import { type Labelled, piecesOf } from './terms.ts'

/** A talk as if the trained reader had found only the pieces named: what is heard beside them comes from the talk alone. */
const hear = (lines: readonly string[], found: readonly RegExp[] = []) => {
  const text = lines.join('\n')
  const pieces = piecesOf(text).map(
    (piece): Labelled => ({
      ...piece,
      term: found.some((it) => it.test(piece.text)) ? 0.95 : 0.02,
      outside: 0,
    }),
  )
  return heard(text, pieces).filter(({ term }) => term >= 0.45)
}
const said = (lines: readonly string[], found?: readonly RegExp[]) =>
  hear(lines, found)
    .map(({ text }) => text)
    .join('\n')

describe('of a talk that comes to an end', () => {
  const haggle = [
    '沈:修车花了4600,一分都不能少。',
    '罗:顶多给2000。',
    '沈:4000。',
    '罗:3000。',
    '调解员:那3500怎么样?',
    '调解员:各让一步,3500。',
    '沈:好吧。',
    '罗:3500,行。下个月5号前给2000,春节前给1500。',
    '沈:打我建行卡,尾号6120。',
    '罗:好的。',
    '双方确认,签字。',
  ]

  test('the sum stands that was said last and granted, none that was only bargained over', () => {
    const terms = said(haggle)
    expect(terms).toContain('3500')
    expect(terms).not.toMatch(/4600|4000|3000/)
  })

  test('days and the account stand that nobody gainsaid', () => {
    const terms = said(haggle)
    expect(terms).toMatch(/5号前给2000,春节前给1500/)
    expect(terms).toMatch(/尾号6120/)
  })

  test('a total stands that the instalments make up, whoever said it', () => {
    const lines = [
      '葛:工钱还有9000没给。',
      '包工头:现在手头紧。',
      '葛:那你说哪天。',
      '包工头:这个月底给4000,下个月底给5000。',
      '葛:写清楚。',
      '大家都点头,就这样。',
    ]
    expect(said(lines)).toMatch(/9000[\s\S]*4000/)
  })

  test('a figure alone is told as the total', () => {
    const total = hear(['钱:赔6000。', '孙:5000。', '调解员:5500。', '钱:可以。', '孙:行。', '双方确认。']).flatMap(
      (it) => it.total ?? [],
    )
    expect(total).toEqual([5500])
  })

  test('what one side makes a condition of and the other grants stands', () => {
    const lines = [
      '甲:还欠8000。',
      '乙:8000,认的,年底前给清。',
      '甲:好。',
      '甲:拖过一个月,利息照算。',
      '乙:可以。',
      '双方签字。',
    ]
    expect(said(lines)).toMatch(/拖过一个月/)
  })
})

describe('shares of one sum', () => {
  test('stand beside each other, each as its side said it', () => {
    const terms = said([
      '调解员:一共算9000元,三家都认吗?',
      '甲:认。',
      '乙:认的。',
      '学校:我们没看牢,学校出两成,1800元。',
      '乙:我家七成,可以的。',
      '甲:一成我们自己担,900元,好。',
      '调解员:乙家七成6300元。',
      '大家都点头,就这样。',
    ])
    expect(terms).toMatch(/一共算9000元/)
    expect(terms).toMatch(/学校出两成,1800元/)
    expect(terms).toMatch(/一成我们自己担,900元/)
  })
  test('that outbid each other do not', () => {
    expect(
      said(['甲:你们担八成,8000。', '乙:七成,7000元。', '甲:不行。', '乙:七成半,7500。', '甲:好。', '双方签字。']),
    ).not.toMatch(/7000元/)
  })
})

describe('a question', () => {
  const around = (...lines: string[]) => ['甲:漏水漏了半年了。', ...lines, '乙:就这样定。', '双方签字。']

  test('is no term, but a wish that was granted is', () => {
    const terms = said(around('调解员:单月大哥照顾,双月小弟照顾,行不行?', '甲:好的。', '乙:好。'))
    expect(terms).toContain('单月大哥照顾,双月小弟照顾')
    expect(terms).not.toContain('?')
  })

  test('that asks for a refusal is granted by one', () => {
    expect(said(around('甲:那物业费这两个月不用交?', '乙:不用。'))).toContain('物业费这两个月不用交')
  })

  test('is filled in by its answer', () => {
    expect(said(around('调解员:你一个月回来看老人几趟?', '乙:至少两趟。'))).toContain('一个月回来看老人至少两趟')
    expect(said(around('甲:保修到什么时候?', '乙:到2028年6月30日。'))).toContain('保修到2028年6月30日')
  })

  test('heads the answer that says little without it', () => {
    const [answer] = hear(around('调解员:看病自己付的那部分呢?', '乙:三个人平摊,凭发票,月底结。'), [/平摊/])
    expect(answer?.topic).toBe('看病自己付的那部分')
  })

  test('how a matter will be dealt with heads what is answered', () => {
    const [answer] = hear(around('甲:以后还要装烤瓷牙,这个钱怎么说?', '乙:到时候凭票再商量。'), [/再商量/])
    expect(answer?.topic).toBe('以后还要装烤瓷牙')
  })

  test('about the talk itself is none of the terms', () => {
    expect(said(around('调解员:笔录看过了,没意见吧?', '甲:没意见。'))).not.toContain('笔录')
  })
})

describe('of a talk that comes to nothing, nothing is added', () => {
  test.each([
    ['refused', ['甲:赔5000。', '乙:不行,最多2000。', '甲:那免谈。', '乙:免谈就免谈。']],
    ['adjourned', ['甲:赔5000。', '乙:5000,可以考虑。', '甲:月底前给。', '乙:回去商量,下次再谈。']],
    ['no agreement', ['甲:退3000。', '乙:1500。', '甲:2500,好不好?', '乙:不同意。', '未达成协议。']],
  ])('%s', (_, lines) => {
    expect(said(lines)).toBe('')
  })
})

test('pieces keep their places and their order, whatever is said', () => {
  const line = fc
    .tuple(
      fc.constantFrom('甲:', '乙:', '调解员:', '双方:', ''),
      fc.string({ unit: fc.constantFrom(...'付3500元行不?好月底前,。;转卡尾号') }),
    )
    .map(([voice, words]) => voice + words)
  fc.assert(
    fc.property(fc.array(line, { maxLength: 14 }), fc.float({ min: 0, max: 1, noNaN: true }), (lines, term) => {
      const text = lines.join('\n')
      const pieces = piecesOf(text).map((piece): Labelled => ({ ...piece, term, outside: 0 }))
      const result = heard(text, pieces)
      expect(result.map(({ start, end }) => [start, end])).toEqual(pieces.map(({ start, end }) => [start, end]))
    }),
  )
})

describe('at the table', () => {
  test('one matter left for later does not undo the talk', () => {
    const lines = [
      '调解员:9000减2500,6500,对不对?',
      '沈:对。',
      '罗:对的。',
      '沈:打我建行卡,尾号6120。',
      '双方确认,签字。',
      '罗:车库的事以后再谈。',
    ]
    expect(said(lines)).toMatch(/9000元减2500元,6500元/)
  })
  test('until when something is paid stands where the other says it again', () => {
    const lines = ['罗:每个月付900。', '沈:好。', '沈:付到小雨满18周岁。', '罗:嗯,18岁。', '双方确认,就这样。']
    expect(said(lines, [/900/])).toMatch(/付到小雨满18周岁/)
    expect(said(lines.with(3, '罗:不行,到16岁。'), [/900/])).not.toMatch(/18周岁/)
  })
  test('what somebody wishes to have heads the words that give it', () => {
    const lines = ['罗:东西怎么分?', '沈:那台缝纫机我想要。', '罗:给你,5月8号前来拿。', '沈:好。', '双方确认,就这样。']
    expect(hear(lines, [/来拿/]).find(({ text }) => /来拿/.test(text))?.topic).toBe('那台缝纫机')
  })
})

describe('the course of a talk', () => {
  const end = ['调解员:那就这样定了。', '双方都点头,签字。']
  test('leaves the words to whoever said them where a yes only repeats the figures', () => {
    const terms = said(
      [
        '母:放假要带出去。',
        '父:端午让你带两天,年夜饭在我家吃;国庆让你带四天。',
        '母:行,两天加四天。',
        '父:说好了。',
        ...end,
      ],
      [/两天加四天/],
    )
    expect(terms).toMatch(/端午让你带两天/)
    expect(terms).toMatch(/国庆让你带四天/)
    expect(terms).not.toContain('两天加四天')
  })

  test('hears what is offered behind a no and taken, without the no', () => {
    const terms = said(
      [
        '房客:押金全退。',
        '房东:不行,灶台烧黑了,退你1700。',
        '房客:那就1700。',
        '房客:写个道歉贴出来。',
        '房东:贴出来不行,我当面跟你道歉。',
        '房客:当面也行。',
        ...end,
      ],
      [/就这样/],
    )
    expect(terms).toContain('退你1700')
    expect(terms).toContain('我当面跟你道歉')
    expect(terms).not.toMatch(/贴出来不行|全退/)
  })

  test('gives each who is asked when their own day', () => {
    const terms = said(
      ['社工:两家什么时候给?', '甲:我10月8号前。', '乙:我家10月20号前。', '社工:好。', ...end],
      [/就这样/],
    )
    expect(terms).toMatch(/10月8号/)
    expect(terms).toMatch(/10月20号/)
  })

  test('takes no day for an answer that is moved a moment later', () => {
    const terms = said(
      ['甲:哪天搬?', '乙:9月10号大概。', '甲:大概不算。', '乙:那9月25号,搬空。', '甲:好,就9月25号。', ...end],
      [/9月25号/],
    )
    expect(terms).not.toMatch(/9月10号/)
  })

  test('is headed by the wish it answers', () => {
    const lines = ['母:平时要跟他打电话。', '父:星期二晚上八点,二十分钟。', '母:好。', ...end]
    expect(hear(lines, [/八点/]).find(({ text }) => /八点/.test(text))?.topic).toMatch(/打电话/)
  })

  test('told as it was reached binds whoever says what they will do', () => {
    const terms = said(
      [
        '隔着院墙讲的,谈妥了',
        '老金:树枝我10月底前锯掉。',
        '老沙:锯下来的我拉走。',
        '老金:落叶我扫。',
        '社区:11月来看。',
      ],
      [/11月来看/],
    )
    expect(terms).toMatch(/10月底前锯掉/)
    expect(terms).toMatch(/我拉走/)
  })
})

describe('the course of a talk', () => {
  const end = ['调解员:还有别的吗?', '鲍:没有。', '苗:没有。', '双方确认,签字。']

  test('a question after objections is granted by a no', () => {
    const terms = said(
      ['调解员:押金1500退,清洁费260房东出,这两样有异议吗?', '鲍:没有。', '苗:没有。', ...end],
      [/尾号/],
    )
    expect(terms).toMatch(/押金1500退,清洁费260房东出/)
    expect(terms).not.toMatch(/异议/)
  })

  test('who says the verb again says yes', () => {
    const lines = ['鲍:2400里面上个月给的400算进去的?', '苗:算进去,我再给2000。', '鲍:可以。', ...end]
    expect(said(lines, [/再给2000/])).toMatch(/2400元里面上个月给的400元?算进去/)
  })

  test('a sum turned down with another falls, unless it is said again', () => {
    const lines = ['鲍:那我付你3150。', '苗:反了,你那份要加上去,3350。', '鲍:哦对,3350。', ...end]
    expect(said(lines, [/付你3150/, /要加上去/])).not.toMatch(/3150/)
    expect(said([...lines.slice(0, 3), '苗:算了,就3150。', ...lines.slice(3)], [/付你3150/])).toMatch(/3150/)
  })

  test('a sum asked for is a term once it is granted', () => {
    const asked = '鲍:上了8节,要退3600。'
    expect(said([asked, '苗:送的课不算的。', '苗:退3000。', '鲍:好。', ...end], [/3600/])).not.toMatch(/3600/)
    expect(said([asked, '苗:可以。', '鲍:月底前。', '苗:好。', ...end], [/3600/])).toMatch(/3600/)
  })

  test('what is asked for stands beside the answer that does it', () => {
    const lines = ['鲍:院子里那堆碎砖要清掉,十几袋。', '苗:4月6日前清光。', '鲍:好。', ...end]
    expect(said(lines, [/清光/])).toMatch(/碎砖/)
    const refused = ['鲍:院子里那堆碎砖要清掉,十几袋。', '苗:不清,不是我堆的。', '鲍:那算了。', ...end]
    expect(said(refused, [/尾号/])).not.toMatch(/碎砖/)
  })

  test('who goes on to how it is paid has granted when', () => {
    const lines = ['调解员:哪天付?4月10号?', '苗:不行,货款月中才到,4月18号一次付。', '鲍:打我农行卡,尾号2035。', ...end]
    expect(said(lines, [/尾号/])).toMatch(/4月18号/)
  })

  test('a sum that was bargained over is headed by what it is for', () => {
    const lines = [
      '鲍:旧货架三组店里留下,给我1800。',
      '苗:旧的,900。',
      '调解员:各让一步,1300怎么样?',
      '鲍:1300就1300。',
      '苗:可以。',
      ...end,
    ]
    expect(hear(lines, [/1300怎么样/]).find(({ text }) => /1300/.test(text))?.topic).toBe('旧货架三组店里留下')
    const other = ['鲍:押金我要全退,1800。', ...lines.slice(1)]
    expect(hear(other, [/1300怎么样/]).find(({ text }) => /1300/.test(text))?.topic).toBeUndefined()
  })

  test('how money was handed over belongs to the receipt', () => {
    const lines = ['调解员:那就1300。', '苗:我带了现金来的。', '鲍:1300,收到了。', ...end]
    expect(hear(lines, [/收到/]).find(({ text }) => /收到/.test(text))?.topic).toMatch(/现金/)
  })
})
