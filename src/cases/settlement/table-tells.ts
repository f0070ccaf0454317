import type { Column } from './columns.ts'
import type { Table } from './tables.ts'

/** Words that a duty begins with: 退4200元, 不再收, 由…. */
export const begins =
  /^(?:应|须|要|由|负责|保证|不|再|赔|付|退|还|给|补|修|拆|搬|清|装|换|恢复|道歉|支付|返还|向|把|将|在|于|停|配合|协助|提供|出具|承担|自愿|放弃|撤回|同意|可以|每|按|今后|以后|当|写|办|交|收)/

/** 三方按下表认账: whatever the rows below say was settled. */
export const asBelow =
  /(?:按|照|依)(?:照|据)?(?:下表|下面|下列|以下|如下|这张表|此表)[^,。;]{0,8}(?:认|算|定|结|付|办|执行|处理|履行)[^,。;]{0,4}[:]?\s*$/

/** 补偿款486000元这样分: how a sum is shared out, below. */
export const dividing =
  /(?:这样|这么|如下|照下面|按下面)(?:来)?(?:分配?|付|结|退|赔|分摊|承担|给|算)(?:[:]|—+)\s*$|(?:分配|分摊|分法|份额|各[人家户](?:得|分|担|出))[^,。;:]{0,6}(?:如下)?(?:[:]|—+)\s*$/

/** 其他:①…;②…: each point of a cell is a row of its own. */
export const pointsOf = (said: string): string[] => {
  const [, ...points] = said.split(/[;,。:]?\s*[①-⑳]\s*/)
  return points.length > 1 ? points.map((point) => point.replace(/[;,。]$/, '')) : [said]
}

/** Heads that name what was settled, not merely what rows are about. */
const settledHead =
  /每[月年周季][^,。;]{0,2}[出付给打交贴]|轮[到值流]|约定|怎么(?:处理|办|做|弄|付|给|修)|谁来(?:做|办|弄)?(?=\s|$)|什么时候|几时|处理(?:结果|意见)|结果|商定|做(?:什么|啥)|干什么|义务|承诺|协商|确定|(?:^|\s)(?:双方|两边|调解)?[认议谈讲说敲核]?定(?:了|下|数|额|的)?(?:\s|$)|最[终后]/

/** What the heads and cells of a table tell of whether its rows were agreed, owed, and paid into which account. */
export function tellsOf(
  head: string[],
  columns: Column[],
  body: string[][],
): Pick<Table, 'agreed' | 'acts' | 'owed' | 'account'> {
  const words = head.join(' ')
  const claimed = columns.some(({ kind }) => kind === 'claim')
  const coming = columns.filter(({ kind, label }) => kind !== 'claim' && settledHead.test(label))
  const agreed =
    columns.some(({ kind }) => kind === 'consent') ||
    (coming.length > 0 && columns.some(({ kind }) => kind === 'who')) ||
    (columns.some(({ kind, label }) => kind === 'deed' || (kind === 'figure' && label === '')) &&
      settledHead.test(words))
  // 处理|退4200元|不退钱,转江南店上: every row says what is done.
  const acts =
    !claimed &&
    columns.some(({ kind }, n) => kind === 'deed' && body.length > 0 && body.every((row) => begins.test(row[n] ?? '')))
  const account =
    /收款|尾号|卡号|账[号户]|银行/.test(words) || body.some((row) => row.some((cell) => /尾号/.test(cell)))
  return {
    agreed,
    acts,
    owed: !claimed && (account || /欠|应[付退赔补得还]|实[付退]|[付还退]款|份额|分得/.test(words)),
    account,
  }
}
