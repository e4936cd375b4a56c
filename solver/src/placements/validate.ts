/** Whether data is a placement problem, or placements, at all. */
import { createReader, type Fields, type Reader } from '../rotations/validate-reader.ts'
import { MOST_CHOICES } from './compile.ts'
import type { PlacementProblem, PlacementSolution } from './problem.ts'

export type PlacementValidation = { ok: true; problem: PlacementProblem } | { ok: false; sentences: string[] }
export type PlacementSolutionValidation = { ok: true; solution: PlacementSolution } | { ok: false; sentences: string[] }

const MOST_SENTENCES = 50
const MOST_PERIODS = 1000
const ANY = -1_000_000

interface Names {
  groups: Set<string>
  disciplines: Set<string>
  hospitals: Set<string>
}

/** Reads unknown data (parsed JSON) as a placement problem, or says in sentences what is malformed or contradictory. Never throws. */
export function validatePlacements(data: unknown): PlacementValidation {
  const reader = createReader()
  const top = reader.object(data, 'The problem')
  if (!top) return { ok: false, sentences: reader.sentences }
  if (top['kind'] !== 'placements') reader.say('The problem must have kind "placements".')
  const periods = reader.whole(top['periods'], 'The number of periods', 1)
  if (periods > MOST_PERIODS) reader.say(`The number of periods must be at most ${MOST_PERIODS}.`)
  reader.whole(top['duration'], 'The duration', 1)
  reader.whole(top['maxDisciplinesPerHospital'], 'The most disciplines per hospital', 0)
  const named = (field: string, word: string): [Fields[], Set<string>] => {
    const seen = new Set<string>()
    const entries = reader.list(top[field], `The ${field}`).flatMap((entry, k): Fields[] => {
      const fields = reader.object(entry, `${word} ${k + 1}`)
      if (!fields) return []
      reader.uniqueId(fields, `${word} ${k + 1}`, seen)
      reader.text(fields['label'], `The label of ${word.toLowerCase()} ${k + 1}`)
      return [fields]
    })
    return [entries, seen]
  }
  const [, groups] = named('groups', 'Group')
  const [disciplines, disciplineIds] = named('disciplines', 'Discipline')
  const [, hospitals] = named('hospitals', 'Hospital')
  const names: Names = { groups, disciplines: disciplineIds, hospitals }
  for (const [k, fields] of disciplines.entries()) {
    const what = `discipline ${k + 1}`
    known(reader, groups, fields['groupId'], `The group of ${what}`)
    reader.ids(fields['afterIds'], `The disciplines before ${what}`, disciplineIds)
    reader.whole(fields['schoolPreference'], `The school's preference of ${what}`, ANY)
  }
  checkWards(reader, names, top['wards'], periods)
  const [students] = named('students', 'Student')
  for (const [k, fields] of students.entries()) checkStudent(reader, names, fields, `student ${k + 1}`, periods)
  if (reader.sentences.length === 0) return { ok: true, problem: data as PlacementProblem }
  return { ok: false, sentences: shorten(reader.sentences) }
}

function checkWards(reader: Reader, names: Names, value: unknown, periods: number): void {
  const seen = new Set<string>()
  for (const [k, entry] of reader.list(value, 'The wards').entries()) {
    const what = `ward ${k + 1}`
    const fields = reader.object(entry, `Ward ${k + 1}`)
    if (!fields) continue
    known(reader, names.hospitals, fields['hospitalId'], `The hospital of ${what}`)
    known(reader, names.disciplines, fields['disciplineId'], `The discipline of ${what}`)
    const key = JSON.stringify([fields['hospitalId'], fields['disciplineId']])
    if (seen.has(key)) reader.say(`Ward ${k + 1} is given twice.`)
    seen.add(key)
    for (const field of ['min', 'max']) {
      const list = reader.list(fields[field], `The ${field} of ${what}`)
      if (list.length !== periods) reader.say(`The ${field} of ${what} has ${list.length} entries, not ${periods}.`)
      for (const count of list) reader.whole(count, `Each ${field} of ${what}`, 0)
    }
  }
}

function checkStudent(reader: Reader, names: Names, fields: Fields, what: string, periods: number): void {
  counts(reader, names.groups, fields['needs'], `The needs of ${what}`, 0)
  reader.ids(fields['disciplineIds'], `The disciplines of ${what}`, names.disciplines)
  if (Array.isArray(fields['disciplineIds']) && fields['disciplineIds'].length > MOST_CHOICES)
    reader.say(
      `${what.replace('s', 'S')} may choose among more than ${MOST_CHOICES} disciplines, the most that can be solved.`,
    )
  for (const period of reader.list(fields['unavailable'], `The unavailable periods of ${what}`)) {
    if (reader.whole(period, `Each unavailable period of ${what}`, 0) >= periods)
      reader.say(`An unavailable period of ${what} lies past the last.`)
  }
  for (const entry of reader.list(fields['unable'], `The wards that ${what} cannot work on`)) {
    const ward = reader.object(entry, `Each ward that ${what} cannot work on`)
    if (!ward) continue
    known(reader, names.hospitals, ward['hospitalId'], `A hospital that ${what} cannot work at`)
    known(reader, names.disciplines, ward['disciplineId'], `A discipline that ${what} cannot do`)
  }
  const weights = reader.object(fields['weights'], `The weights of ${what}`)
  for (const field of ['discipline', 'hospital', 'change', 'idle'])
    if (weights) reader.whole(weights[field], `The ${field} weight of ${what}`, ANY)
  counts(reader, names.disciplines, fields['disciplinePreferences'], `The discipline preferences of ${what}`, ANY)
  counts(reader, names.hospitals, fields['hospitalPreferences'], `The hospital preferences of ${what}`, ANY)
}

function counts(reader: Reader, ids: Set<string>, value: unknown, what: string, least: number): void {
  const fields = reader.object(value, what)
  for (const [id, number] of Object.entries(fields ?? {})) {
    if (!ids.has(id)) reader.say(`${what} name "${id}", which does not exist.`)
    reader.whole(number, `Each of ${what.charAt(0).toLowerCase()}${what.slice(1)}`, least)
  }
}

function known(reader: Reader, ids: Set<string>, value: unknown, what: string): void {
  if (typeof value !== 'string' || !ids.has(value)) reader.say(`${what} is "${String(value)}", which does not exist.`)
}

/** Reads unknown data as placements of a valid problem. Never throws. */
export function validatePlacementSolution(problem: PlacementProblem, data: unknown): PlacementSolutionValidation {
  const reader = createReader()
  const top = reader.object(data, 'The solution')
  const ids = (list: { id: string }[]): Set<string> => new Set(list.map(({ id }) => id))
  const [students, disciplines, hospitals] = [ids(problem.students), ids(problem.disciplines), ids(problem.hospitals)]
  for (const [k, entry] of top ? reader.list(top['placements'], 'The placements').entries() : []) {
    const what = `placement ${k + 1}`
    const fields = reader.object(entry, `Placement ${k + 1}`)
    if (!fields) continue
    known(reader, students, fields['studentId'], `The student of ${what}`)
    known(reader, disciplines, fields['disciplineId'], `The discipline of ${what}`)
    known(reader, hospitals, fields['hospitalId'], `The hospital of ${what}`)
    reader.whole(fields['start'], `The start of ${what}`, 0)
  }
  if (reader.sentences.length === 0) return { ok: true, solution: data as PlacementSolution }
  return { ok: false, sentences: shorten(reader.sentences) }
}

function shorten(sentences: string[]): string[] {
  const rest = sentences.length - MOST_SENTENCES
  return rest > 0 ? [...sentences.slice(0, MOST_SENTENCES), `And ${rest} more.`] : sentences
}
