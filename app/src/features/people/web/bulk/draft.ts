import type { BulkChange, DayChange } from '../../bulk/contract.ts'
import type { Directory, ListedPerson } from '../../contract.ts'

export interface DayDraft {
  readonly way: 'leave' | 'set' | 'move'
  readonly to: string
  readonly days: number | string
}

/** What is filled in; nothing filled in changes nothing. */
export interface BulkDraft {
  readonly kind: BulkChange['kind']
  readonly which: 'now' | 'coming'
  readonly startOn: DayDraft
  readonly endOn: DayDraft
  readonly entryLevel: string | null
  readonly ftePercent: number | string
  /** Empty: as it is; `class`: the version of the class; else the day a version took effect. */
  readonly curriculum: string
  readonly role: string | null
  readonly roleProgramId: string | null
  readonly hold: boolean
  readonly archived: boolean
}

const asItIs: DayDraft = { way: 'leave', to: '', days: 14 }

type Held = ListedPerson['appointments'][number]

export const isNow = (today: string) => (row: Held) => row.startOn <= today && today <= row.endOn

/** Appointments still to come are meant where nobody chosen holds one today. */
export const emptyDraft = (people: readonly ListedPerson[], { today }: Directory): BulkDraft => ({
  kind: 'appointment',
  which: people.some(({ appointments }) => appointments.some(isNow(today))) ? 'now' : 'coming',
  startOn: asItIs,
  endOn: asItIs,
  entryLevel: null,
  ftePercent: '',
  curriculum: '',
  role: null,
  roleProgramId: null,
  hold: true,
  archived: !people.every(({ archived }) => archived),
})

const dayChange = ({ way, to, days }: DayDraft): DayChange | undefined => {
  if (way === 'leave') return undefined
  return way === 'set' ? { to } : { shiftDays: typeof days === 'number' ? days : 0 }
}

/** What is asked of the server; what is missing it names. */
export function changeOf(draft: BulkDraft, programId: string | null): BulkChange {
  if (draft.kind === 'archive') return { kind: 'archive', archived: draft.archived }
  if (draft.kind === 'role') {
    // The contract says which role and program are missing.
    const role = draft.role as Extract<BulkChange, { kind: 'role' }>['role']
    return { kind: 'role', role, programId: draft.roleProgramId ?? '', hold: draft.hold }
  }
  const { curriculum, entryLevel, ftePercent } = draft
  const [startOn, endOn] = [dayChange(draft.startOn), dayChange(draft.endOn)]
  return {
    kind: 'appointment',
    which: draft.which,
    programId,
    ...(startOn === undefined ? {} : { startOn }),
    ...(endOn === undefined ? {} : { endOn }),
    ...(entryLevel === null ? {} : { entryLevel }),
    ...(typeof ftePercent === 'number' ? { ftePercent } : {}),
    ...(curriculum === '' ? {} : { curriculumEffectiveOn: curriculum === 'class' ? null : curriculum }),
  }
}

/** The programs whose appointments are meant. */
export const programsMeant = (
  people: readonly ListedPerson[],
  { today }: Directory,
  { which }: BulkDraft,
  programId: string | null,
): string[] => [
  ...new Set(
    people
      .flatMap(({ appointments }) => appointments)
      .filter((row) => (which === 'now' ? isNow(today)(row) : row.startOn > today))
      .map((row) => row.programId)
      .filter((id) => programId === null || id === programId),
  ),
]
