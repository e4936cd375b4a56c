import { isJsonNode } from '../../../curriculum/contract.ts'

type Data = { readonly [key: string]: unknown }

const idsIn = (list: unknown): string[] =>
  Array.isArray(list)
    ? list.flatMap((entry) => (isJsonNode(entry) && typeof entry['id'] === 'string' ? [entry['id']] : []))
    : []

/** An id nobody has: `new-rotation`, `new-rotation-2`. */
function freeId(wanted: string, taken: readonly string[]): string {
  let id = wanted
  for (let count = 2; taken.includes(id); count++) id = `${wanted}-${count}`
  return id
}

/** `Body MRI (3T)` becomes `body-mri-3t`. */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)

/** An id that was made up and has not been thought about yet. */
export const isMadeUp = (id: unknown): boolean => typeof id === 'string' && id.startsWith('new-')

/** How the calendar of a definition counts; what new amounts are given in. */
export function unitOf(data: Data): string {
  const calendar = data['calendar']
  const kind = isJsonNode(calendar) ? calendar['kind'] : undefined
  return kind === 'months' || kind === 'blocks' ? kind : 'weeks'
}

/** What a new entry of a list starts as: complete, so that nothing is wrong with it but what must be thought about. */
export function newEntry(list: string, data: Data, current: unknown): unknown {
  const id = (wanted: string) => freeId(wanted, idsIn(current))
  const [level = 'PGY-1'] = idsIn(data['levels'])
  const [rotation = ''] = idsIn(data['rotations'])
  const count = Array.isArray(current) ? current.length : 0
  switch (list) {
    case 'rotations':
      return {
        id: id('new-rotation'),
        name: 'New rotation',
        code: `NEW${count > 0 ? (count % 9) + 1 : ''}`,
        kind: 'clinical',
      }
    case 'groups':
      return { id: id('new-group'), name: 'New group', rotations: [rotation] }
    case 'requirements':
      return {
        id: id('new-requirement'),
        title: 'New requirement',
        kind: 'rotation',
        counts: [rotation],
        amount: { atLeast: 1, unit: unitOf(data) },
      }
    case 'sites':
      return { id: id('new-site'), name: 'New site', kind: 'own' }
    case 'rooms':
      return { id: id('new-room'), name: 'New room' }
    case 'levels':
      return { id: freeId(`PGY-${count + 1}`, idsIn(current)) }
    case 'priorTraining':
      return { id: id('new-training'), title: 'New training' }
    case 'faculty':
    case 'facilities':
      return { id: id('new-fact'), label: 'New fact' }
    case 'history':
      return { on: '2026', text: 'What happened.' }
    case 'amounts':
      return { level, perYear: 1 }
    case 'objectives':
      return { text: 'By the end of the rotation the trainee …' }
    case 'perLevel':
      return { levels: [level], max: 1 }
    case 'periods':
      return { label: `Period ${count + 1}`, startOn: '07-01' }
    case 'splitWeeks':
      return { week: 26 }
    default:
      return {}
  }
}
