import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { call, Failure } from '../api.ts'
import { plainly } from '../words.ts'

type Name = 'roster' | 'teams' | 'departments'

/** A table of the centre as people edit it: read whole, written whole, refused where somebody else wrote in between. */
export function useTable<Row>(name: Name) {
  const { message } = App.useApp()
  const queries = useQueryClient()
  const path = `/api/v1/${name}` as '/api/v1/roster'
  const { data, error, isLoading } = useQuery({ queryKey: [name], queryFn: () => call('get', path) })
  const save = useMutation({
    mutationFn: (items: Row[]) => call('put', path, { body: { items }, ifMatch: data?.version }),
    onSuccess: async (after) => {
      queries.setQueryData([name], after)
      await Promise.all(
        ['roster-day', 'desk', 'words', 'doors'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      )
      message.success('已保存')
    },
    onError: async (failure) => {
      message.error(plainly(failure))
      if (failure instanceof Failure && failure.code === 'conflict')
        await queries.invalidateQueries({ queryKey: [name] })
    },
  })
  const rows = (data?.items ?? []) as Row[]
  return {
    rows,
    error,
    isLoading,
    saving: save.isPending,
    add: (row: Row) => save.mutateAsync([...rows, row]),
    replace: (at: number, row: Row) => save.mutateAsync(rows.map((it, i) => (i === at ? row : it))),
    remove: (at: number) => save.mutateAsync(rows.filter((_, i) => i !== at)),
  }
}
