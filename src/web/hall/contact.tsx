import { useState } from 'react'

/** Name and number, given after the notice was read and agreed to (个人信息保护法13、14); refused as easily. */
export function Contact({ onGive, onRefuse }: { onGive(words: string): void; onRefuse(): void }) {
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [agreed, setAgreed] = useState(false)
  const [fault, setFault] = useState<string>()
  const give = () => {
    const digits = phone.replaceAll(/[\s-]/g, '')
    if (!/^[\p{Script=Han}·]{2,8}$/u.test(name.trim())) return setFault('请写您的姓名(汉字)')
    if (!/^(1\d{10}|0\d{9,11})$/.test(digits)) return setFault('电话好像不对,请再看看(手机是11位)')
    if (!agreed) return setFault('同意的话,请在「我同意」前面打勾')
    onGive(`同意,我叫${name.trim()},手机${digits}`)
  }
  return (
    <form
      className="contact"
      autoComplete="off"
      onChange={() => setFault(undefined)}
      onSubmit={(event) => {
        event.preventDefault()
        give()
      }}
    >
      <label>
        您的姓名
        <input value={name} onChange={(event) => setName(event.target.value)} autoComplete="off" maxLength={8} />
      </label>
      <label>
        您的手机号
        <input
          value={phone}
          onChange={(event) => setPhone(event.target.value)}
          autoComplete="off"
          inputMode="tel"
          maxLength={16}
        />
      </label>
      <label className="agree">
        <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />
        我同意用姓名和电话联系我、办理这件事;我可以随时要求查看、更正或删除
      </label>
      {fault && (
        <p role="alert" className="fault">
          {fault}
        </p>
      )}
      <button type="submit" className="big">
        登记
      </button>
      <button type="button" className="big plain-button" onClick={onRefuse}>
        先不登记
      </button>
    </form>
  )
}
