import { formatNumeral } from '../text/index.ts'

/** The characters that may stand in a Chinese numeral of an article, chapter or item. */
export const NUMERAL = '[一二三四五六七八九十百千零〇○]+'

/** Article number as written: (1165) → 第一千一百六十五条, (253, 1) → 第二百五十三条之一. */
export function articleName(no: number, sub?: number): string {
  return `第${formatNumeral(no)}条${sub ? `之${formatNumeral(sub)}` : ''}`
}
