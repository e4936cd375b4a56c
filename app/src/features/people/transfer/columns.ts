import { type ColumnMapping, fieldNames, type ImportField, importFields } from './contract.ts'

/** Headers met in the wild, squeezed to letters and digits; the export's own header is known besides. */
const aliases: Record<ImportField, readonly string[]> = {
  personId: [],
  staffNumber: ['staffid', 'staffno', 'employeeid', 'employeenumber', 'employeeno', 'personnelnumber', 'badgenumber'],
  givenName: ['firstname', 'forename', 'first', 'given'],
  familyName: ['lastname', 'surname', 'last', 'family'],
  fullName: ['name', 'traineename', 'residentname', 'fellowname', 'person'],
  email: ['emailaddress', 'mail', 'workemail', 'mailaddress'],
  role: ['type', 'persontype'],
  program: ['programme', 'programname', 'residency', 'fellowship', 'trainingprogram'],
  entryLevel: ['level', 'pgy', 'pgylevel', 'startinglevel', 'traininglevel', 'startlevel'],
  startOn: ['startdate', 'start', 'starts', 'begindate', 'begin', 'from', 'appointmentstart', 'hiredate'],
  endOn: ['enddate', 'end', 'ends', 'to', 'until', 'graduationdate', 'appointmentend', 'completiondate'],
  ftePercent: ['fte', 'ftepct', 'share', 'fteshare', 'parttime'],
  priorTraining: ['previoustraining', 'preliminarytraining', 'prelim', 'internship'],
}

const squeeze = (header: string): string => header.toLowerCase().replace(/[^a-z0-9]/g, '')

/** The column each field most likely stands in. A full name is only looked for where the parts are missing. */
export function detectColumns(header: readonly string[]): ColumnMapping {
  const squeezed = header.map(squeeze)
  const mapping: ColumnMapping = {}
  const taken = new Set<number>()
  for (const field of importFields) {
    if (field === 'fullName' && (mapping.givenName !== undefined || mapping.familyName !== undefined)) continue
    const known = [squeeze(fieldNames[field]), ...aliases[field]]
    const index = known.map((alias) => squeezed.indexOf(alias)).find((place) => place >= 0 && !taken.has(place))
    if (index === undefined) continue
    mapping[field] = index
    taken.add(index)
  }
  return mapping
}

/** Drops columns the file does not have. */
export const fitMapping = (mapping: ColumnMapping, columns: number): ColumnMapping =>
  Object.fromEntries(Object.entries(mapping).filter(([, index]) => index < columns))
