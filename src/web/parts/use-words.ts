import { useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'

/** The service's own words for its codes; a code stands for itself until they have come. */
export function useWords() {
  const { data } = useQuery({
    queryKey: ['words'],
    queryFn: () => call('get', '/api/v1/taxonomy/words'),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const word = (kind: 'subtypes' | 'departments' | 'facts') => (code: string) => data?.[kind][code] ?? code
  return { subtype: word('subtypes'), department: word('departments'), fact: word('facts') }
}
