import type { WriteTx } from '../../../platform/audit/write.ts'
import { instantAt } from './clock.ts'
import { absencePolicy, absenceDecision, absenceRequest } from './schema.ts'
import { defaultSettings } from './settings.ts'

interface Wanted {
  readonly institutionId: string
  readonly timeZone: string
  /** The program that has written its own rules. */
  readonly programId: string
  readonly idOf: (key: string) => string
}

interface Asked {
  readonly person: string
  readonly kind: string
  readonly startOn: string
  readonly endOn: string
  readonly part?: 'morning'
  readonly note?: string
  readonly state?: 'approved' | 'declined'
  readonly sentence?: string
}

const asked: readonly Asked[] = [
  {
    person: 'dr-2024-2',
    kind: 'vacation',
    startOn: '2027-01-18',
    endOn: '2027-01-22',
    note: 'A wedding in the family.',
  },
  {
    person: 'dr-2024-6',
    kind: 'conference',
    startOn: '2027-03-15',
    endOn: '2027-03-18',
    note: 'My poster was accepted.',
  },
  { person: 'dr-2023-5', kind: 'vacation', startOn: '2027-03-15', endOn: '2027-03-19' },
  {
    person: 'dr-2025-4',
    kind: 'interview',
    startOn: '2026-12-10',
    endOn: '2026-12-10',
    part: 'morning',
    state: 'approved',
  },
  {
    person: 'dr-2025-1',
    kind: 'vacation',
    startOn: '2026-12-30',
    endOn: '2026-12-31',
    state: 'declined',
    sentence: 'Three of your class are away that week; the week after is open.',
  },
]

/** Rules of one program, requests that wait, and two that were answered; all of people of the demo. */
export async function seedAbsences(tx: WriteTx, { institutionId, timeZone, programId, idOf }: Wanted): Promise<void> {
  const settings = {
    ...defaultSettings,
    kinds: defaultSettings.kinds.map((kind) =>
      kind.code === 'vacation' ? { ...kind, source: 'Trainees’ handbook, section 4', verified: true } : kind,
    ),
    blackouts: [
      { name: 'In-training examination', startOn: '2027-01-28', endOn: '2027-01-29', rotationId: null, firm: true },
    ],
    limits: [{ rotationId: null, level: null, most: 4, firm: false }],
    remarks: 'Ask for summer weeks before the end of January; the chiefs build call around them.',
  }
  await tx.insert(absencePolicy).values({ institutionId, programId, settings, version: 1 })
  const at = new Date('2026-11-16T16:00:00Z')
  const names = new Map(settings.kinds.map(({ code, name }) => [code, name]))
  const { startMinute, noonMinute } = settings.halfDays
  await tx.insert(absenceRequest).values(
    asked.map(({ person, kind, startOn, endOn, part, note = '', state = 'pending' as const }) => ({
      institutionId,
      id: idOf(`absence:${person}`),
      personId: idOf(person),
      programId,
      kindCode: kind,
      kindName: names.get(kind) ?? kind,
      startOn,
      endOn,
      part: part ?? ('days' as const),
      startMinute: part === undefined ? null : startMinute,
      endMinute: part === undefined ? null : noonMinute,
      startAt: instantAt(timeZone, startOn, part === undefined ? 0 : startMinute),
      endAt: instantAt(timeZone, endOn, part === undefined ? 1440 : noonMinute),
      countsTowardTraining: true,
      note,
      state,
      chain: [...settings.chain],
      step: state === 'approved' ? settings.chain.length : 0,
      askedAt: at,
      askedBy: idOf(person),
    })),
  )
  await tx.insert(absenceDecision).values(
    asked.flatMap(({ person, state, sentence = '' }) =>
      state === undefined
        ? []
        : [
            {
              institutionId,
              id: idOf(`absence-decision:${person}`),
              requestId: idOf(`absence:${person}`),
              decision: state,
              role: 'coordinator' as const,
              byPersonId: idOf('coordinator'),
              by: 'Coordinator',
              at,
              sentence,
            },
          ],
    ),
  )
}
