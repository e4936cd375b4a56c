import type { PageSearch } from '../../../../ui/navigation.tsx'
import { type ListSettings, listSettings } from '../../views-contract.ts'

export const everybody: ListSettings = {
  text: '',
  programId: null,
  role: null,
  level: null,
  status: null,
  combined: false,
  documents: false,
  withoutAccount: false,
  sort: { key: 'name', order: 'asc' },
}

/** What the address says of the list, so that a link or a step back shows the same; what it says wrongly is left out. */
export function settingsOf(search: PageSearch): ListSettings {
  const [key = 'name', order = 'asc'] = typeof search['sort'] === 'string' ? search['sort'].split(' ') : []
  const asked = {
    text: typeof search['q'] === 'string' ? search['q'] : '',
    programId: search.program ?? null,
    role: search['role'] ?? null,
    level: search['level'] ?? null,
    status: search['status'] ?? null,
    combined: search['combined'] === true,
    documents: search['documents'] === true,
    withoutAccount: search['account'] === 'none',
    sort: { key, order },
  }
  const read = listSettings.safeParse(asked)
  return read.success ? read.data : { ...everybody, programId: null }
}

/** The same as parts of the address; what is as usual is not written. */
export const searchOf = ({
  text,
  programId,
  role,
  level,
  status,
  combined,
  documents,
  withoutAccount,
  sort,
}: ListSettings) => ({
  q: text === '' ? undefined : text,
  program: programId ?? undefined,
  role: role ?? undefined,
  level: level ?? undefined,
  status: status ?? undefined,
  combined: combined || undefined,
  documents: documents || undefined,
  account: withoutAccount ? 'none' : undefined,
  sort: sort.key === 'name' && sort.order === 'asc' ? undefined : `${sort.key} ${sort.order}`,
})

/** How many filters narrow the list, the search apart. */
export const filterCount = ({ role, level, status, combined, documents, withoutAccount }: ListSettings): number =>
  [role !== null, level !== null, status !== null, combined, documents, withoutAccount].filter(Boolean).length
