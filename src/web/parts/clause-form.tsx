import { Input, Modal } from 'antd'
import { useEffect, useState } from 'react'

export type Asked = { title: string; hint?: string; text: string; save(text: string): Promise<unknown> | undefined }

/** One clause (or what stands in a gap) to be written by a person. */
export function ClauseForm({ asked, saving, onClose }: { asked?: Asked; saving: boolean; onClose(): void }) {
  const [text, setText] = useState('')
  useEffect(() => setText(asked?.text ?? ''), [asked])
  return (
    <Modal
      open={Boolean(asked)}
      title={asked?.title}
      onCancel={onClose}
      onOk={async () => {
        await asked?.save(text)
        onClose()
      }}
      okText="保存为新的一版"
      cancelText="取消"
      confirmLoading={saving}
      okButtonProps={{ disabled: !text.trim() || text.trim() === asked?.text }}
      destroyOnHidden
    >
      {asked?.hint && <p className="muted">{asked.hint}</p>}
      <Input.TextArea
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoSize={{ minRows: 2, maxRows: 12 }}
        aria-label={asked?.title}
      />
    </Modal>
  )
}
