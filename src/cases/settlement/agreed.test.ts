import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openShelf } from '../../cli/shelf.ts'
import type { CaseRecord, Party } from '../read.ts'
import { readNames } from '../reading/names.ts'
import { agreedIn } from './agreed.ts'
import { packTerms, piecesOf, readTerms, termModelOf, unpackTerms } from './terms.ts'

const model = termModelOf(openShelf())
const party = (id: string, role: string, name: string): Party => ({ id, role, name, kind: 'person', details: {} })
const parties = [party('a', 'applicant', '庞小满'), party('b', 'respondent', '裘阿大')]
const record = (text: string, by = '调解记录'): CaseRecord => ({
  id: 'r',
  at: '2026-11-12T10:00:00+08:00',
  by,
  text,
  visibility: 'shared',
  createdAt: '2026-11-12T10:00:00+08:00',
})
const read = (text: string) =>
  agreedIn(model, record(text), readNames(parties, [record(text)]))?.terms.map(({ words }) => words)

describe('what a record says was agreed', () => {
  test('stands apart from claims, offers and who was there, without any words that lead into it', () => {
    const terms = read(
      '裘阿大、庞小满到场。庞小满开口要5000元,裘阿大只肯出1500元,吵了半个钟头。裘阿大于2026年12月10日前赔庞小满吊顶损失3200元,转到庞小满农业银行卡(尾号4471)。裘阿大在2026年12月5日前把卫生间防水重做好。庞小满不再要求误工费。',
    )!.join('\n')
    expect(terms).toContain('3200元')
    expect(terms).toContain('防水')
    expect(terms).not.toMatch(/5000|1500|到场/)
  })

  test('is nothing where one side only proposes and the other has not answered', () => {
    expect(
      read('裘阿大提出:愿意赔2000元,分两个月付。庞小满说要回去同家里商量,下周再谈。今天没有谈成。'),
    ).toBeUndefined()
  })

  test('holds every line of a list whose lines are headed by what they are about', () => {
    const terms = read(
      '裘阿大、庞小满都到了,讲定:\n平时——每月第一个周日裘阿大上午10点来接孩子。\n暑假——8月1日到8月12日跟裘阿大。\n离开本市提前两天讲一声。\n生日——各过各的。',
    )!.join('\n')
    expect(terms).toMatch(/8月1日到8月12日/)
    expect(terms).toMatch(/提前两天/)
  })

  test('leaves out a figure turned down in the breath that offers another, and takes a day as it was said before', () => {
    const terms = read(
      [
        '庞小满:6000,少一分不谈。',
        '裘阿大:6000给不了,4500可以,7月21日前付。',
        '庞小满:好,4500。',
        '裘阿大:钥匙21日一道还你。',
        '庞小满:可以。',
        '调解员:还有吗?',
        '庞小满:没有了,就这样。',
      ].join('\n'),
    )!.join('\n')
    expect(terms).toMatch(/4500元/)
    expect(terms).not.toMatch(/6000/)
    expect(terms).toMatch(/钥匙7月21日/)
  })

  test('keeps each list item whole, and gives it the person the list is about', () => {
    const terms = read(
      '大家坐下来谈拢了。裘阿大答应的:\n1、2026年12月1日前把楼道里的纸板箱全部清走;\n2、以后电瓶车不推进楼道充电;\n3、已经烧坏的门铃赔180元,今天付清。\n庞小满:这件事不再去投诉。',
    )!
    expect(terms[0]).toMatch(/^裘阿大.*纸板箱/)
    expect(terms.join('\n')).toMatch(/180元/)
  })

  test('reads rows of a table and what each voice takes upon itself', () => {
    const terms = read(
      '念过一遍,都点头:\n裘阿大|赔玻璃420元|今天微信付清\n裘阿大|窗框修好|2026年11月20日前\n庞:那我把差评删掉,以后不再发。',
    )!.join('\n')
    expect(terms).toMatch(/裘阿大赔玻璃420元/)
    expect(terms).not.toContain('|')
  })
})

describe('who is bound by what is said at a table', () => {
  const talk = (...lines: string[]) =>
    read(
      ['裘阿大:再给2200元,这个月底前。', '庞小满:行吧。', ...lines, '调解员:好,就这样定。', '双方确认,签字。'].join(
        '\n',
      ),
    )!.join('\n')
  test('what is asked of somebody binds the one asked', () => {
    expect(talk('庞小满:但是狗以后要牵绳,要戴嘴套。', '裘阿大:好,今天起出门就牵绳戴嘴套。')).not.toMatch(
      /庞小满[^,。\n]*牵绳/,
    )
  })
  test('what is left for later binds nobody', () => {
    expect(talk('庞小满:以后要补牙,这个钱怎么说?', '裘阿大:到时候凭票再商量。')).not.toMatch(/裘阿大到时候/)
  })
})

describe('pieces of a record', () => {
  test('cover its words in order, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'甲乙付元:;。,\n(“”)1|—2') }), (text) => {
        const pieces = piecesOf(text)
        expect(
          pieces
            .map((it) => it.text)
            .join('')
            .replaceAll(/\s/g, ''),
        ).toBe(text.replaceAll(/\s/g, ''))
        for (const { text: words, start, end } of pieces) expect(text.slice(start, end)).toBe(words)
      }),
    )
  })

  test('are judged alike by the model and by the file it is kept in', () => {
    const told = record('谈好了:裘阿大月底前付600元。')
    const again = unpackTerms(packTerms(model))
    const verdicts = (of: typeof model) => readTerms(of, told, ['裘阿大']).map(({ term }) => term.toFixed(1))
    expect(verdicts(again)).toEqual(verdicts(model))
  })
})
