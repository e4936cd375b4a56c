/** The parts of the editor: which keys of a definition stand together. */
export const parts = [
  {
    id: 'about',
    label: 'About',
    keys: ['id', 'name', 'kind', 'summary', 'version', 'accreditation', 'certificate', 'history'],
  },
  {
    id: 'time',
    label: 'Length and levels',
    keys: ['length', 'calendar', 'levels', 'positions', 'priorTraining', 'independentCall'],
  },
  { id: 'places', label: 'Sites and rooms', keys: ['sites', 'rooms'] },
  { id: 'rotations', label: 'Rotations', keys: ['rotations', 'groups'] },
  { id: 'requirements', label: 'Requirements', keys: ['requirements'] },
  { id: 'plan', label: 'Plan of the years', keys: ['plan'] },
  { id: 'call', label: 'Call and off site', keys: ['callPolicy', 'offSite', 'combinableWith'] },
  { id: 'faculty', label: 'Faculty and facilities', keys: ['faculty', 'facilities'] },
  { id: 'stipend', label: 'Stipend and applying', keys: ['stipend', 'application'] },
  { id: 'page', label: 'Public page', keys: ['sections'] },
] as const satisfies readonly { id: string; label: string; keys: readonly string[] }[]
export type PartId = (typeof parts)[number]['id']

export const partOf = (key: unknown): PartId =>
  parts.find(({ keys }) => (keys as readonly unknown[]).includes(key))?.id ?? 'about'

const labels: Readonly<Record<string, string>> = {
  id: 'Id',
  effectiveOn: 'Takes effect on',
  publishedOn: 'Date on the source',
  perYear: 'A year',
  leadTimeDays: 'Lead time in days',
  startOn: 'From',
  endOn: 'To',
  on: 'When',
  min: 'At least',
  max: 'At most',
  perLevel: 'Limits by level',
  run: 'Length of one stay',
  visits: 'Number of stays',
  monthsOfTraining: 'Months of training first',
  independentCall: 'Works without a supervisor present',
  afterMonths: 'After months in the program',
  noLeave: 'No vacation here',
  choose: 'May be filled with',
  from: 'Rotations or groups',
  counts: 'What counts',
  tint: 'Colour in the grid',
  callPolicy: 'Call',
  offSite: 'Off-site rotations',
  combinableWith: 'Combining with other programs',
  priorTraining: 'Training that comes first',
  length: 'Length',
  code: 'Code in the grid',
  academicYear: 'Academic year',
  text: 'Text',
  details: 'Structured details',
  splitWeeks: 'Weeks cut in two',
  own: 'Own',
  url: 'Web address',
}

const placed: Readonly<Record<string, string>> = {
  independentCall: 'Independent call',
  history: 'History',
  plan: 'Plan of the years',
  'sections.rotations': 'Rotation table',
  'sections.didactics': 'Didactic training',
  'sections.career': 'Career development',
  'sections.campus': 'Campus and community',
  'sections.stipend': 'Stipend and benefits',
  'sections.apply': 'How to apply',
}

const sentenceCase = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)

/** What a field is called: `leadTimeDays` becomes "Lead time in days". */
export function labelOf(path: readonly (string | number)[]): string {
  const key = String(path.at(-1) ?? '')
  const whole = placed[path.join('.')]
  return whole ?? labels[key] ?? sentenceCase(key.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))
}

const values: Readonly<Record<string, string>> = {
  own: 'Our own',
  'both-directors': 'Both directors agree',
  'own-director': 'Our own director agrees',
  either: 'Outpatient or hospital',
  blocks: 'Blocks of four weeks',
  custom: 'Ranges of our own',
  rotation: 'Time on rotations',
}

/** What a value of a closed list is called. */
export const valueLabel = (value: string): string => values[value] ?? sentenceCase(value.replaceAll('-', ' '))

const nouns: Readonly<Record<string, string>> = {
  rotations: 'rotation',
  groups: 'group',
  requirements: 'requirement',
  sites: 'site',
  rooms: 'room',
  levels: 'level',
  history: 'event',
  priorTraining: 'prior training',
  faculty: 'fact',
  facilities: 'fact',
  amounts: 'level',
  objectives: 'objective',
  perLevel: 'limit',
  splitWeeks: 'week',
  periods: 'period',
  rows: 'rotation',
}
export const nounOf = (list: string): string => nouns[list] ?? 'entry'
