const number = '\\d+(?:\\.\\d+)?(?:元|块|万元)?'
const sign = '\\s*(?:[-+×*xX/÷]|减(?:去|掉)?|加上?|乘以?|除以|扣(?:除|掉|去)?|抵(?:扣|掉)?|再减|再扣)\\s*'
const reckoning = new RegExp(
  `(?<![\\d.年月])(?<left>${number}(?:${sign}[^,。;\\d]{0,8}${number})+)\\s*(?:,)?(?:应(?:当|该)?(?:是|为|得)?|等于|得(?:出)?|=|就?是|为|剩(?:下)?|余)(?=\\s*${number})`,
  'g',
)

/** Where a text reckons (12500减3000应为9500): the places of what it reckons with, which is neither an old value nor a new one. */
const operandsIn = (text: string): { start: number; end: number }[] =>
  [...text.matchAll(reckoning)].map(({ index, groups }) => ({ start: index, end: index + groups!.left!.length }))

/** The values that are none of a reckoning's own. */
export function unreckoned<T extends { start: number; end: number }>(text: string, values: T[]): T[] {
  const operands = operandsIn(text)
  return operands.length === 0
    ? values
    : values.filter((value) => !operands.some(({ start, end }) => start <= value.start && value.start < end))
}
