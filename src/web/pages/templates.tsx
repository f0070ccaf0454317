import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Card, Flex, Popconfirm, Upload } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call, download, type FormTemplate, upload } from '../api.ts'
import { Loaded } from '../parts/loading.tsx'
import { Mark } from '../parts/mark.tsx'
import { plainly, when } from '../words.ts'

/** 文书模板: which Word file each document is printed from; an admin puts the bureau's own in its place. */
export default function TemplatesPage() {
  const templates = useQuery({ queryKey: ['templates'], queryFn: () => call('get', '/api/v1/templates') })
  return (
    <Card title="文书模板" extra={<Link to="/documents">回到文书</Link>}>
      <p className="muted">
        换成本单位的 Word 版式:先下载现用的,在 Word
        里改好版面,花括号里的字段名不要改,再传上来。字段写错、带宏的文件不会被采用。
      </p>
      <Loaded of={templates}>
        {({ items }) => (
          <ol className="rows">
            {items.map((template) => (
              <TemplateRow key={template.form} template={template} />
            ))}
          </ol>
        )}
      </Loaded>
    </Card>
  )
}

function TemplateRow({ template }: { template: FormTemplate }) {
  const { form, title, origin, name, version, size, fields, warnings, author, createdAt } = template
  const { message } = App.useApp()
  const queries = useQueryClient()
  const [refused, setRefused] = useState<string>()
  const path = `/api/v1/templates/${form}`
  const kept = (words: string) => ({
    onSuccess: () => {
      setRefused(undefined)
      message.success(words)
      return queries.invalidateQueries({ queryKey: ['templates'] })
    },
    onError: (failure: Error) => setRefused(failure.message),
  })
  const put = useMutation({
    mutationFn: (file: File) => upload('PUT', path, file, version),
    ...kept(`${title}已换用新模板`),
  })
  const reset = useMutation({
    mutationFn: () => call('delete', '/api/v1/templates/:form', { params: { form }, ifMatch: version }),
    ...kept(`${title}已恢复随程序的模板`),
  })
  return (
    <li data-template={form}>
      <Flex gap={10} wrap justify="space-between" align="center">
        <span>
          <b>{title}</b> {origin === 'own' ? <Mark tone="blue">本单位</Mark> : <Mark>随程序</Mark>}{' '}
          <span className="muted">
            {name} · {Math.ceil(size / 1024)}KB
            {origin === 'own' && author ? ` · ${author} ${createdAt ? when(createdAt) : ''}` : ''}
          </span>
        </span>
        <Flex gap={8} wrap>
          <Button
            size="small"
            onClick={() => download(`${path}/file`, name).catch((failure: Error) => message.error(plainly(failure)))}
          >
            下载
          </Button>
          <Upload
            accept=".docx"
            showUploadList={false}
            beforeUpload={(file) => {
              put.mutate(file)
              return false
            }}
          >
            <Button size="small" loading={put.isPending} aria-label={`更换${title}的模板`}>
              更换
            </Button>
          </Upload>
          {origin === 'own' && (
            <Popconfirm title="恢复随程序的模板?" okText="恢复" cancelText="取消" onConfirm={() => reset.mutate()}>
              <Button size="small">恢复</Button>
            </Popconfirm>
          )}
        </Flex>
      </Flex>
      {refused && (
        <Alert
          type="error"
          showIcon
          title={`没有采用:${refused}`}
          style={{ marginTop: 6 }}
          closable={{ onClose: () => setRefused(undefined) }}
        />
      )}
      {warnings.length > 0 && (
        <ul className="plain muted">
          {warnings.map((it) => (
            <li key={it}>{it}</li>
          ))}
        </ul>
      )}
      <details>
        <summary className="muted">{fields.length}个字段</summary>
        <span className="muted">{fields.map((it) => `{${it}}`).join(' ')}</span>
      </details>
    </li>
  )
}
