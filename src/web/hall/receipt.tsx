/** 受理回执: the number large enough to copy, and a slip to take home. */
export function Receipt({ receipt, words }: { receipt: string; words?: string }) {
  return (
    <section className="receipt" data-testid="receipt">
      <div className="slip">
        <h2>受理回执</h2>
        <div className="code">
          {groups(receipt).map((part) => (
            <span key={part}>{part} </span>
          ))}
        </div>
        <p>凭这个号码和您手机号的后四位,随时可以查办到哪一步。</p>
        {words && <p className="slip-words">{words}</p>}
        <p className="slip-day">{new Date().toLocaleDateString('zh-CN', { timeZone: 'Asia/Shanghai' })}</p>
      </div>
      <button type="button" className="big" onClick={() => print()}>
        打印回执
      </button>
      <p className="small">没有打印机,请用手机拍下来或者抄下来。</p>
    </section>
  )
}

/** In two groups, so that it can be read out and copied. */
const groups = (receipt: string) => [receipt.slice(0, 8), receipt.slice(8)]
