import { expect, test } from 'vitest'
import { foldDialect } from './dialect.ts'
import { bigrams, ngrams, shingleOverlap } from './ngrams.ts'
import { normalize, tidy } from './normalize.ts'
import { clauses, sentences } from './sentences.ts'

test('sentences keep list numbers, decimals and quoted speech whole', () => {
  const text = '1. 他说“我不赔。你去告吧。”我就走了。2. 押金8,500.50元；还没退！！怎么办？\n一、事实\n（一）漏水。'
  expect(sentences(text).map((m) => m.quote)).toEqual([
    '1. 他说“我不赔。你去告吧。”',
    '我就走了。',
    '2. 押金8,500.50元；',
    '还没退！！',
    '怎么办？',
    '一、事实',
    '（一）漏水。',
  ])
})

test('clauses end at commas, not within numbers and not at 、', () => {
  expect(clauses('他不给，我也没办法，3,000元、两部手机都押着；晚上12:30来的。').map((m) => m.quote)).toEqual([
    '他不给，',
    '我也没办法，',
    '3,000元、两部手机都押着；',
    '晚上12:30来的。',
  ])
})

test('a quotation that is never closed does not swallow the rest', () => {
  expect(sentences('他说“我不赔。后来走了。').map((m) => m.quote)).toEqual(['他说“我不赔。', '后来走了。'])
})

test('normalising folds width, script, spaces and invisible characters, and leads back', () => {
  const raw = '還\u200b錢１２３\u3000ＡＢ\u0000c'
  const { text, origin } = normalize(raw)
  expect(text).toBe('还钱123 ABc')
  expect(raw[origin(1)]).toBe('錢')
  expect(raw[origin(text.length - 1)]).toBe('c')
})

test('what is stored keeps the words and loses what nobody meant to write', () => {
  expect(tidy('还\u200b钱\r\n１２３  \u0000\n\n')).toBe('还钱\n１２３')
  expect(tidy('e\u0301')).toBe('é')
  expect(tidy('\ud800坏')).toBe('\ufffd坏')
})

test.each([
  ['倪子讲伊不肯拨我钞票', '儿子说他不肯给我钱'],
  ['老倌旧年欠介多铜钿，晓得伐？', '丈夫去年欠这么多钱，知道吗？'],
  ['做生活没拿到工钿，生活费都没有', '干活没拿到工资，生活费都没有'],
  ['同意调节，房冬压金不退', '同意调解，房东押金不退'],
  ['他要陪我两千', '他要赔我两千'],
  ['算不算工商认定', '算不算工伤认定'],
  ['电瓶车充电', '电动自行车充电'],
])('%s is folded to %s', (raw, plain) => {
  expect(foldDialect(raw).text).toBe(plain)
})

test.each([
  '定金不退',
  '订金不退',
  '中介多收了钱',
  '空调节能',
  '演讲比赛',
  '合同同样有效',
  '小人物',
  '拨打110',
  '工商局',
  '日常生活',
  '陪我去医院',
])('%s is left as it is', (raw) => {
  expect(foldDialect(raw).text).toBe(raw)
})

test('a folded word leads back to where it began', () => {
  const { text, origin } = foldDialect('我倪子旧年没来')
  expect(text).toBe('我儿子去年没来')
  expect(origin(text.indexOf('去年'))).toBe(3)
  expect(origin(text.indexOf('没来'))).toBe(5)
})

test('terms are pairs of Chinese characters, whole numbers and whole Latin words', () => {
  expect(bigrams('欠薪３０００元，ABC x')).toEqual(['欠薪', '3000', '元', 'abc', 'x'])
  expect(ngrams('漏水赔偿', 3)).toEqual(['漏水赔', '水赔偿'])
})

test('overlap tells how much of one text is a copy of another', () => {
  expect(shingleOverlap('今天天气很好', '今天，天气很好！', 3)).toBe(1)
  expect(shingleOverlap('今天天气很好', '完全不同的话', 3)).toBe(0)
  expect(shingleOverlap('', '话', 3)).toBe(0)
})
