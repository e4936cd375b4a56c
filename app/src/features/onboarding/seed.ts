import type { WriteTx } from '../../platform/audit/write.ts'
import type { ChecklistKind, ItemOwner, MarkStatus } from './kinds.ts'
import { checklistItem, checklistMark, checklistTemplate } from './schema.ts'

export interface ChecklistsSeed {
  readonly institutionId: string
  readonly programIds: ReadonlyMap<string, string>
  /** The same id for the same key, on every machine. */
  readonly idOf: (key: string) => string
  readonly by: { readonly personId: string; readonly name: string }
}

interface Line {
  readonly key: string
  readonly title: string
  readonly owner: ItemOwner
  readonly dueDays: number | null
  readonly guidance?: string
  /** The kind of document that settles it. */
  readonly document?: string
  readonly titleBefore?: string
}

interface List {
  readonly key: string
  readonly program: string
  readonly kind: ChecklistKind
  readonly name: string
  readonly horizonDays: number
  readonly appliesFrom: string
  readonly siteIds?: readonly string[]
  readonly lines: readonly Line[]
}

const line = (
  key: string,
  title: string,
  owner: ItemOwner,
  dueDays: number | null,
  more: Partial<Line> = {},
): Line => ({
  key,
  title,
  owner,
  dueDays,
  ...more,
})

const lists: readonly List[] = [
  {
    key: 'arrival',
    program: 'msk',
    kind: 'arrival',
    name: 'Before the fellowship begins',
    horizonDays: 240,
    appliesFrom: '2027-01-01',
    lines: [
      line('offer', 'Return the signed offer', 'trainee', -230),
      line('visa', 'Tell us whether you need a visa', 'trainee', -226, {
        guidance: 'If you do, the papers take up to seven months. If not, say so under More.',
      }),
      line('contract', 'Sign the contract', 'trainee', -120, { document: 'contract' }),
      line('licence', 'Send the state licence', 'trainee', -60, {
        document: 'licence',
        guidance: 'Apply by December: it can take four months.',
      }),
      line('life-support', 'Send the life support certificate', 'trainee', -45, { document: 'life-support' }),
      line('screening', 'Complete the health screening', 'trainee', -45, { titleBefore: 'Have a tuberculosis test' }),
      line('photo', 'Send a photograph for the badge', 'trainee', -30),
      line('modules', 'Do the online modules', 'trainee', -14),
      line('accounts', 'Open accounts for PACS, RIS and the record', 'coordinator', -14),
      line('dosimeter', 'Order badge and dosimeter', 'coordinator', -21),
      line('letter', 'Send the welcome letter with housing tips', 'coordinator', -228),
      line('welcome', 'Welcome meeting', 'director', 7),
    ],
  },
  {
    key: 'departure',
    program: 'msk',
    kind: 'departure',
    name: 'Before the last day',
    horizonDays: 120,
    appliesFrom: '2027-01-01',
    lines: [
      line('address', 'Leave a lasting address', 'trainee', -30),
      line('reports', 'Sign all open reports', 'trainee', -3),
      line('return', 'Return badge, dosimeter and keys', 'trainee', 0),
      line('summary', 'Sign the final summary', 'director', -14),
    ],
  },
  {
    key: 'return',
    program: 'dr',
    kind: 'return',
    name: 'Back from a long leave',
    horizonDays: 45,
    appliesFrom: '2026-09-01',
    lines: [
      line('day', 'Confirm the day of return', 'trainee', -21),
      line('renew', 'Renew what ended meanwhile', 'trainee', -3),
      line('open', 'Open accounts again', 'coordinator', -3),
      line('plan', 'Plan the first weeks', 'director', 7),
    ],
  },
  {
    key: 'children',
    program: 'dr',
    kind: 'off-site',
    name: 'Children’s hospital',
    horizonDays: 365,
    appliesFrom: '2026-12-01',
    siteIds: ['childrens-hospital'],
    lines: [
      line('letter', 'Letter of agreement for the stay', 'coordinator', null),
      line('credentials', 'Credentialing there', 'coordinator', -45),
      line('access', 'Apply for network access there', 'trainee', -21),
      line('evaluator', 'Name of who evaluates there', 'coordinator', -14),
    ],
  },
  {
    key: 'course',
    program: 'dr',
    kind: 'off-site',
    name: 'Pathology course',
    horizonDays: 365,
    appliesFrom: '2026-12-01',
    siteIds: ['pathology-course'],
    lines: [
      line('register', 'Register for the course', 'trainee', null),
      line('fee', 'Pay the fee', 'coordinator', -60),
      line('housing', 'Housing and travel', 'trainee', -30),
    ],
  },
]

interface Marked {
  readonly list: string
  readonly line: string
  /** The key of the subject's id. */
  readonly subject: string
  readonly person: string
  readonly status: MarkStatus
  readonly note?: string
}

const ofFellow = (place: number, line: string, status: MarkStatus, note?: string): Marked => ({
  list: 'arrival',
  line,
  subject: `appointment:msk-2027-${place}:msk`,
  person: `msk-2027-${place}`,
  status,
  ...(note === undefined ? {} : { note }),
})

const ofStay = (person: string, list: string, line: string, status: MarkStatus, note?: string): Marked => ({
  list,
  line,
  subject: `stay:${person}:${list}`,
  person,
  status,
  ...(note === undefined ? {} : { note }),
})

const marks: readonly Marked[] = [
  ofFellow(1, 'offer', 'done', 'By post'),
  ofFellow(1, 'visa', 'not-needed', 'A citizen'),
  ofFellow(1, 'photo', 'done'),
  ofFellow(1, 'letter', 'done'),
  ofFellow(2, 'offer', 'done'),
  ofFellow(2, 'visa', 'sent', 'The papers are with the lawyer'),
  ofFellow(2, 'letter', 'done'),
  ofFellow(4, 'offer', 'sent', 'Wants to read the benefits first'),
  ofFellow(4, 'visa', 'done'),
  ofFellow(4, 'letter', 'done'),
  ofFellow(5, 'offer', 'done'),
  ofFellow(5, 'visa', 'not-needed', 'A citizen'),
  ofFellow(5, 'letter', 'done'),
  ofFellow(6, 'offer', 'done'),
  {
    list: 'return',
    line: 'day',
    subject: 'leave:dr-2024-3:2026-10-05',
    person: 'dr-2024-3',
    status: 'done',
  },
  ofStay('dr-2024-5', 'children', 'letter', 'done'),
  ofStay('dr-2024-5', 'children', 'credentials', 'done'),
  ofStay('dr-2024-5', 'children', 'access', 'sent'),
  ofStay('dr-2024-5', 'children', 'evaluator', 'done', 'The section head there'),
  ofStay('dr-2024-6', 'children', 'letter', 'sent', 'With their legal office'),
]

const writtenAt = new Date('2026-07-20T14:00:00Z')
const changedAt = new Date('2026-11-10T15:00:00Z')
const markedAt = new Date('2026-11-12T15:00:00Z')

/** Lists of some programs, with what next summer's fellows and those who go elsewhere have settled so far. */
export async function seedChecklists(tx: WriteTx, seed: ChecklistsSeed): Promise<void> {
  const { institutionId, programIds, idOf, by } = seed
  const itemId = (list: string, key: string) => idOf(`checklist:${list}:${key}`)
  await tx.insert(checklistTemplate).values(
    lists.map(({ key, program, kind, name, horizonDays, appliesFrom, siteIds = [] }) => ({
      institutionId,
      id: idOf(`checklist:${key}`),
      programId: programIds.get(program)!,
      name,
      kind,
      levels: [],
      siteIds: [...siteIds],
      rotationIds: [],
      horizonDays,
      appliesFrom,
      leaveDays: 28,
      automatic: true,
      createdAt: writtenAt,
    })),
  )
  await tx.insert(checklistItem).values(
    lists.flatMap((list) =>
      list.lines.map(({ key, title, owner, dueDays, guidance = '', document, titleBefore = null }, position) => ({
        institutionId,
        id: itemId(list.key, key),
        templateId: idOf(`checklist:${list.key}`),
        position,
        title,
        guidance,
        owner,
        dueDays,
        documentKindId: document === undefined ? null : idOf(`document-kind:${list.program}:${document}`),
        createdAt: writtenAt,
        changedAt: titleBefore === null ? null : changedAt,
        titleBefore,
      })),
    ),
  )
  const titles = new Map(lists.flatMap((list) => list.lines.map(({ key, title }) => [`${list.key} ${key}`, title])))
  await tx.insert(checklistMark).values(
    marks.map(({ list, line: key, subject, person, status, note = null }) => ({
      institutionId,
      itemId: itemId(list, key),
      subjectId: idOf(subject),
      personId: idOf(person),
      status,
      title: titles.get(`${list} ${key}`) ?? '',
      note,
      byPersonId: by.personId,
      by: by.name,
      at: markedAt,
      version: 1,
    })),
  )
}
