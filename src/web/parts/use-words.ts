import { useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'

const useCodeTable = () =>
  useQuery({
    queryKey: ['words'],
    queryFn: () => call('get', '/api/v1/taxonomy/words'),
    staleTime: Number.POSITIVE_INFINITY,
  })

/** Every code with its word, to choose from; a kind with the type it belongs to. */
export function useCodes() {
  const { data } = useCodeTable()
  const options = (words: Record<string, string> = {}) =>
    Object.entries(words).map(([value, label]) => ({ value, label }))
  return {
    subtypes: options(data?.subtypes).map(({ value, label }) => ({
      value,
      label: `${label}(${data?.types[value.split('.')[0]!] ?? ''})`,
    })),
    types: options(data?.types),
    departments: options(data?.departments),
  }
}

/** The service's own words for its codes; a code stands for itself until they have come. */
export function useWords() {
  const { data } = useCodeTable()
  const word = (kind: 'types' | 'subtypes' | 'departments' | 'facts') => (code: string) => data?.[kind][code] ?? code
  /** A team's skill is a type or a subtype. */
  const skill = (code: string) => (code.includes('.') ? word('subtypes') : word('types'))(code)
  return { subtype: word('subtypes'), department: word('departments'), fact: word('facts'), skill }
}
