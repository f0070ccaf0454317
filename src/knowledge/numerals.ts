/** The characters that may stand in a Chinese numeral of an article, chapter or item. */
export const NUMERAL = '[一二三四五六七八九十百千零〇○]+'

const DIGIT: Record<string, number> = {
  零: 0,
  〇: 0,
  '○': 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  两: 2,
}
const UNIT: Record<string, number> = { 十: 10, 百: 100, 千: 1000 }

/** Reads 一千一百六十五, 二〇二一 or 1165 (full width too) as a number; undefined when it is none. */
export function parseNumeral(text: string): number | undefined {
  const plain = text.replace(/[０-９]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  if (/^\d+$/.test(plain)) return Number(plain)
  if (plain === '') return undefined
  if (/^[零〇○一二三四五六七八九]{2,}$/.test(plain)) return Number([...plain].map((c) => DIGIT[c]).join(''))
  let total = 0
  let digit = 0
  for (const c of plain) {
    const unit = UNIT[c]
    if (unit) {
      total += (digit || 1) * unit
      digit = 0
    } else if (c in DIGIT) digit = DIGIT[c]!
    else return undefined
  }
  return total + digit
}

/** Writes a number from 1 to 9999 as the official texts do: 10 → 十, 15 → 十五, 115 → 一百一十五, 1005 → 一千零五. */
export function formatNumeral(n: number): string {
  const digits = '零一二三四五六七八九'
  const units = ['', '十', '百', '千']
  const places = [...String(n)].map(Number)
  let out = ''
  let gap = false
  places.forEach((d, i) => {
    const unit = units[places.length - 1 - i] ?? ''
    if (d === 0) gap = true
    else {
      if (gap) out += '零'
      gap = false
      out += digits[d] + unit
    }
  })
  return out.replace(/^一十/, '十')
}

/** Article number as written: (1165) → 第一千一百六十五条, (253, 1) → 第二百五十三条之一. */
export function articleName(no: number, sub?: number): string {
  return `第${formatNumeral(no)}条${sub ? `之${formatNumeral(sub)}` : ''}`
}
