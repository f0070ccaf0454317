import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { type CaseDocument, call, Failure } from '../api.ts'
import { plainly } from '../words.ts'
import { contentOf, type Section } from './content.ts'

/** What else is shown of a document and goes stale with a new version. */
const beside = ['versions', 'precheck', 'neutrality', 'precedents', 'publication', 'documents', 'completeness', 'case']

/** A document with its edits: each is a new version, refused where somebody else wrote in between. */
export function useDocument(id: string) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const params = { id }
  const { data, error, isLoading } = useQuery({
    queryKey: ['document', id],
    queryFn: () => call('get', '/api/v1/documents/:id', { params }),
  })
  const keep = (document: CaseDocument) => {
    queries.setQueryData(['document', id], document)
    for (const key of beside) queries.invalidateQueries({ queryKey: [key] })
  }
  const onError = (failure: Error) => {
    message.error(plainly(failure))
    if (failure instanceof Failure && failure.code === 'conflict')
      queries.invalidateQueries({ queryKey: ['document', id] })
  }
  const save = useMutation({
    mutationFn: (content: { text: string } | { sections: Section[] }) =>
      call('patch', '/api/v1/documents/:id', { params, body: { content }, ifMatch: data?.version }),
    onSuccess: (document) => {
      keep(document)
      message.success(`已存为第${document.version}版`)
    },
    onError,
  })
  const confirm = useMutation({
    mutationFn: () => call('post', '/api/v1/documents/:id/confirm', { params }),
    onSuccess: (document) => {
      keep(document)
      message.success('已确认')
    },
    onError,
  })
  const verify = useMutation({
    mutationFn: () => call('post', '/api/v1/documents/:id/verify', { params }),
    onSuccess: (document) => {
      queries.setQueryData(['document', id], document)
      message.success(document.findings.length === 0 ? '没有发现问题' : `还有${document.findings.length}处`)
    },
    onError,
  })
  return {
    data,
    error,
    isLoading,
    save,
    confirm,
    verify,
    /** Changes the structure, as a click does. */
    change: (edit: (sections: Section[]) => Section[]) =>
      data ? save.mutateAsync({ sections: edit(contentOf(data).sections) }).catch(() => undefined) : undefined,
  }
}
