/** What is told before a word is kept (个人信息保护法17). */
export function Notice({ onAgree, onLeave }: { onAgree(): void; onLeave(): void }) {
  return (
    <div className="start">
      <h1>开始之前,跟您说清楚</h1>
      <ul className="promise">
        <li>您说的话会记下来,只给处理这件事的工作人员看。</li>
        <li>现在不用留姓名、电话和证件号。要登记时再问您。</li>
        <li>您可以随时停下,不说也没关系。</li>
      </ul>
      <button type="button" className="big" onClick={onAgree}>
        知道了,开始说
      </button>
      <button type="button" className="big plain-button" onClick={onLeave}>
        不了,我去窗口
      </button>
    </div>
  )
}
