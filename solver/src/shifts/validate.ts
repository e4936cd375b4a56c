/** Whether data is a shift problem, or a schedule for one, at all. Written by hand, so that the solver needs no library. */
import { createReader, type Fields, type Reader } from '../rotations/validate-reader.ts'
import type { ShiftProblem, ShiftSolution } from './problem.ts'
import { type CallNames, checkCallPerson, checkRules, checkTimes } from './validate-rules.ts'

export type ShiftValidation = { ok: true; problem: ShiftProblem } | { ok: false; sentences: string[] }
export type ShiftSolutionValidation = { ok: true; solution: ShiftSolution } | { ok: false; sentences: string[] }

const MOST_SENTENCES = 50
/** Entries of a line are bytes, sums are 32-bit, and tables are by person, day and shift. */
const MOST_SHIFTS = 127
const MOST_DAYS = 3700
const MOST_MINUTES = 100_000
const MOST_CELLS = 40_000_000
const MOST_WEIGHT = 1_000_000_000

/** Reads unknown data (parsed JSON) as a shift problem, or says in sentences what is malformed or contradictory. Never throws. */
export function validateShiftProblem(data: unknown): ShiftValidation {
  const reader = createReader()
  const top = reader.object(data, 'The problem')
  if (!top) return { ok: false, sentences: reader.sentences }
  if (top['kind'] !== 'shifts') reader.say('The problem must have kind "shifts".')
  const days = reader.whole(top['days'], 'The number of days', 1)
  if (days > MOST_DAYS) reader.say(`The problem has ${days} days; at most ${MOST_DAYS} are possible.`)
  const weekday = reader.maybeWhole(top['firstWeekday'], 'The weekday of the first day', 0)
  if (weekday !== undefined && weekday > 6)
    reader.say('The weekday of the first day must be from 0 (Monday) to 6 (Sunday).')
  const tiers = reader.list(top['tiers'], 'The tiers', 'optional')
  for (const tier of tiers) reader.text(tier, 'The name of a tier')
  if (top['tiers'] !== undefined && tiers.length === 0) reader.say('There must be a tier.')
  const names: CallNames = {
    days,
    tierCount: Math.max(1, tiers.length),
    shiftIds: new Set(),
    personIds: new Set(),
    ruleIds: new Set(),
    marks: new Set(),
    untimed: [],
    together: new Set(),
  }
  checkShifts(reader, names, top['shifts'])
  const people = reader.list(top['people'], 'The people').map((entry, k) => reader.object(entry, `Person ${k + 1}`))
  for (const [k, person] of people.entries()) if (person) checkPerson(reader, names, person, k)
  checkRules(reader, names, top['rules'])
  for (const [k, person] of people.entries()) if (person) checkCallPerson(reader, names, person, `person ${k + 1}`)
  checkRequests(reader, names, top['requests'])
  checkCover(reader, names, top['cover'])
  if (days * names.personIds.size * (names.shiftIds.size + 1) > MOST_CELLS)
    reader.say(`People, days and shifts multiply to more than ${MOST_CELLS} cells, which is more than fits in memory.`)
  return reader.sentences.length === 0
    ? { ok: true, problem: data as ShiftProblem }
    : { ok: false, sentences: reader.sentences.slice(0, MOST_SENTENCES) }
}

/** Reads unknown data as a schedule for a valid problem: one known shift id or null for each day of each person. Never throws. */
export function validateShiftSolution(problem: ShiftProblem, data: unknown): ShiftSolutionValidation {
  const reader = createReader()
  const lines = reader.object(reader.object(data, 'The schedule')?.['lines'], 'The lines of the schedule')
  const shiftIds = new Set<unknown>(problem.shifts.map(({ id }) => id)).add(null)
  const personIds = new Set(problem.people.map(({ id }) => id))
  for (const id of Object.keys(lines ?? {}))
    if (!personIds.has(id)) reader.say(`The schedule names the person "${id}", who does not exist.`)
  for (const { id } of lines ? problem.people : []) {
    const line = reader.list(Object.hasOwn(lines!, id) ? lines![id] : undefined, `The line of person "${id}"`)
    if (line.length !== problem.days)
      reader.say(`The line of person "${id}" has ${line.length} days instead of ${problem.days}.`)
    for (const entry of new Set(line))
      if (!shiftIds.has(entry))
        reader.say(`The line of person "${id}" has the shift "${String(entry)}", which does not exist.`)
  }
  return reader.sentences.length === 0
    ? { ok: true, solution: data as ShiftSolution }
    : { ok: false, sentences: reader.sentences.slice(0, MOST_SENTENCES) }
}

function checkShifts(reader: Reader, names: CallNames, data: unknown): void {
  const shifts = reader.list(data, 'The shifts').map((entry, k) => reader.object(entry, `Shift ${k + 1}`))
  if (shifts.length > MOST_SHIFTS) reader.say(`There are ${shifts.length} shifts; at most ${MOST_SHIFTS} are possible.`)
  for (const [k, shift] of shifts.entries()) {
    if (!shift) continue
    const what = `shift ${k + 1}`
    reader.uniqueId(shift, `Shift ${k + 1}`, names.shiftIds)
    reader.text(shift['label'], `The label of ${what}`)
    const minutes = reader.whole(shift['minutes'], `The minutes of ${what}`, 0)
    if (minutes > MOST_MINUTES) reader.say(`The minutes of ${what} are more than ${MOST_MINUTES}.`)
    checkTimes(reader, names, shift, what)
  }
  for (const [k, shift] of shifts.entries())
    if (shift) {
      reader.ids(shift['notFollowedBy'], `The shifts that may not follow shift ${k + 1}`, names.shiftIds)
      if (shift['parts'] !== undefined) checkParts(reader, names, shift, shifts, `shift ${k + 1}`)
    }
}

/** Shifts held together: known, single, two at least, and with their times and minutes as the whole's. */
function checkParts(reader: Reader, names: CallNames, shift: Fields, shifts: (Fields | null)[], what: string): void {
  reader.ids(shift['parts'], `The parts of ${what}`, names.shiftIds)
  const ids = new Set(Array.isArray(shift['parts']) ? shift['parts'] : [])
  if (ids.size < 2) reader.say(`The parts of ${what} must be two shifts or more.`)
  const parts = shifts.filter((other): other is Fields => other !== null && ids.has(other['id']))
  if (parts.some((part) => part['parts'] !== undefined)) reader.say(`A part of ${what} has parts itself.`)
  const numbers = (field: string, otherwise: number): number[] =>
    parts.map((part) => (typeof part[field] === 'number' ? part[field] : otherwise))
  const sum = numbers('minutes', 0).reduce((total, minutes) => total + minutes, 0)
  if (shift['minutes'] !== sum) reader.say(`The minutes of ${what} must be those of its parts together.`)
  const start = Math.min(...numbers('startMinute', 0))
  const end = Math.max(...numbers('endMinute', 1440))
  if ((shift['startMinute'] ?? 0) !== start || (shift['endMinute'] ?? 1440) !== end)
    reader.say(`The times of ${what} must be those of its parts together.`)
  const limited = [shift, ...parts].some(
    (one) => Array.isArray(one['notFollowedBy']) && one['notFollowedBy'].length > 0,
  )
  if (limited) reader.say(`What may not follow ${what} or its parts must be a rule.`)
  for (const part of [shift, ...parts]) names.together.add(String(part['id']))
}

function checkPerson(reader: Reader, names: CallNames, person: Fields, index: number): void {
  const what = `person ${index + 1}`
  reader.uniqueId(person, `Person ${index + 1}`, names.personIds)
  reader.text(person['label'], `The label of ${what}`)
  const limits = reader.object(person['maxShifts'], `The shift limits of ${what}`) ?? {}
  for (const [id, most] of Object.entries(limits)) {
    if (!names.shiftIds.has(id)) reader.say(`The shift limits of ${what} name "${id}", which does not exist.`)
    if (names.together.has(id))
      reader.say(`The shift limits of ${what} name "${id}", which is held with others: limit it by a rule.`)
    reader.whole(most, `The limit of ${what} on "${id}"`, 0)
  }
  const range = (least: string, most: string, noun: string): void => {
    const low = reader.whole(person[least], `The least ${noun} of ${what}`, 0)
    const high = reader.whole(person[most], `The most ${noun} of ${what}`, 0)
    if (low > high) reader.say(`The least ${noun} of ${what}, ${low}, is more than the most, ${high}.`)
  }
  range('minMinutes', 'maxMinutes', 'minutes')
  range('minConsecutiveShifts', 'maxConsecutiveShifts', 'days worked in a row')
  reader.whole(person['minConsecutiveDaysOff'], `The least days off in a row of ${what}`, 0)
  reader.whole(person['maxWeekends'], `The most weekends of ${what}`, 0)
  for (const day of reader.list(person['daysOff'], `The days off of ${what}`))
    checkDay(reader, names, day, `A day off of ${what}`)
}

function checkRequests(reader: Reader, names: CallNames, data: unknown): void {
  let total = 0
  for (const [k, entry] of reader.list(data, 'The requests').entries()) {
    const what = `Request ${k + 1}`
    const request = reader.object(entry, what)
    if (!request) continue
    if (request['kind'] !== 'on' && request['kind'] !== 'off') reader.say(`${what} must be of kind "on" or "off".`)
    if (!names.personIds.has(String(request['personId'])))
      reader.say(`${what} names the person "${String(request['personId'])}", who does not exist.`)
    checkShiftId(reader, names, request['shiftId'], what)
    checkDay(reader, names, request['day'], `The day of request ${k + 1}`)
    checkTier(reader, names, request['tier'], what)
    total += reader.whole(request['weight'], `The weight of request ${k + 1}`, 0)
  }
  if (total > MOST_WEIGHT) reader.say(`The requests weigh ${total} together; at most ${MOST_WEIGHT} is possible.`)
}

function checkCover(reader: Reader, names: CallNames, data: unknown): void {
  const seen = new Set<string>()
  for (const [k, entry] of reader.list(data, 'The cover').entries()) {
    const what = `Cover ${k + 1}`
    const cover = reader.object(entry, what)
    if (!cover) continue
    checkShiftId(reader, names, cover['shiftId'], what)
    checkDay(reader, names, cover['day'], `The day of cover ${k + 1}`)
    checkTier(reader, names, cover['tier'], what)
    const cell = JSON.stringify([cover['day'], cover['shiftId']])
    if (seen.has(cell))
      reader.say(`${what} repeats shift "${String(cover['shiftId'])}" of day ${String(cover['day'])}.`)
    seen.add(cell)
    for (const field of ['wanted', 'under', 'over'])
      reader.whole(cover[field], `The number "${field}" of cover ${k + 1}`, 0)
  }
}

function checkShiftId(reader: Reader, names: CallNames, value: unknown, what: string): void {
  if (typeof value !== 'string' || !names.shiftIds.has(value))
    reader.say(`${what} names the shift "${String(value)}", which does not exist.`)
}

function checkDay(reader: Reader, { days }: CallNames, value: unknown, what: string): void {
  const day = reader.whole(value, what, 0)
  if (day >= days) reader.say(`${what} is day ${day}, but the last day is ${days - 1}.`)
}

function checkTier(reader: Reader, { tierCount }: CallNames, value: unknown, what: string): void {
  const tier = reader.maybeWhole(value, `The tier of ${what.toLowerCase()}`, 0) ?? 0
  if (tier >= tierCount) reader.say(`${what} counts in tier ${tier}, but there are only ${tierCount}, from 0.`)
}
