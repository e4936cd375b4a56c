/** Whether the rules of call, and what people bring to them, are well formed; told in sentences. */
import type { Fields, Reader } from '../rotations/validate-reader.ts'
import { RULE_KINDS } from './call/rules/catalogue.ts'
import type { ShiftRule } from './rule-types.ts'

export interface CallNames {
  days: number
  tierCount: number
  shiftIds: Set<string>
  personIds: Set<string>
  ruleIds: Set<string>
  marks: Set<string>
  /** Shifts without a start or an end. */
  untimed: string[]
  /** Shifts held together with others, and those that are several. */
  together: Set<string>
}

const TIMED: ShiftRule['kind'][] = ['rest', 'continuous', 'after-long', 'free-days']
const WINDOWS = ['week', 'weekend', 'horizon']
const MOST_MINUTES = 100_000
const MOST_ABOVE = 100_000_000
const LONGEST_PATTERN = 14
const MOST_WEIGHT = 1_000_000

/** Start, end and marks of a shift. */
export function checkTimes(reader: Reader, names: CallNames, shift: Fields, what: string): void {
  const start = reader.maybeWhole(shift['startMinute'], `The start of ${what}`, 0)
  const end = reader.maybeWhole(shift['endMinute'], `The end of ${what}`, 0)
  if (start !== undefined && start >= 1440) reader.say(`The start of ${what} must be below 1440, on its own day.`)
  if (end !== undefined && end > MOST_MINUTES) reader.say(`The end of ${what} is later than minute ${MOST_MINUTES}.`)
  if (start !== undefined && end !== undefined && end < start) reader.say(`The end of ${what} is before its start.`)
  if (start === undefined || end === undefined) names.untimed.push(what)
  for (const mark of reader.list(shift['marks'], `The marks of ${what}`, 'optional'))
    names.marks.add(reader.text(mark, `A mark of ${what}`))
}

export function checkRules(reader: Reader, names: CallNames, data: unknown): void {
  for (const [k, entry] of reader.list(data, 'The rules', 'optional').entries()) {
    const rule = reader.object(entry, `Rule ${k + 1}`)
    if (rule) checkRule(reader, names, rule, `rule ${k + 1}`)
  }
}

function checkRule(reader: Reader, names: CallNames, rule: Fields, what: string): void {
  const name = `${what.charAt(0).toUpperCase()}${what.slice(1)}`
  reader.uniqueId(rule, name, names.ruleIds)
  reader.text(rule['label'], `The label of ${what}`)
  const kind = rule['kind'] as ShiftRule['kind']
  if (!RULE_KINDS.includes(kind)) {
    reader.say(`${name} must be of kind ${RULE_KINDS.join(', ')}.`)
    return
  }
  if (rule['people'] !== undefined) reader.ids(rule['people'], `The people of ${what}`, names.personIds)
  checkSelector(reader, names, rule['shifts'], `the shifts of ${what}`)
  checkSoft(reader, names, rule['soft'], name)
  if (TIMED.includes(kind) && names.untimed.length > 0)
    reader.say(`${name} needs the start and the end of every shift; ${names.untimed[0]!} lacks one.`)
  const whole = (field: string, least: number): number => reader.whole(rule[field], `"${field}" of ${what}`, least)
  const limits = (): void => {
    const min = reader.maybeWhole(rule['min'], `The least of ${what}`, 0)
    const max = reader.maybeWhole(rule['max'], `The most of ${what}`, 0)
    if (min !== undefined && max !== undefined && min > max)
      reader.say(`The least of ${what}, ${min}, is more than the most, ${max}.`)
  }
  const checks: Record<ShiftRule['kind'], () => void> = {
    rest: () => checkMinutes(reader, whole('minutes', 1), what),
    continuous: () => {
      checkMinutes(reader, whole('minutes', 1), what)
      checkMinutes(reader, reader.maybeWhole(rule['mergeMinutes'], `"mergeMinutes" of ${what}`, 0) ?? 0, what)
      checkFlag(reader, rule, 'daytime', what)
    },
    'after-long': () => {
      whole('longMinutes', 1)
      checkFlag(reader, rule, 'daytime', what)
      checkMinutes(reader, whole('minutes', 1), what)
    },
    'free-days': () => whole('every', 1),
    hours: () => whole('weeklyMinutes', 0),
    frequency: () => whole('every', 1),
    'night-run': () => {
      limits()
      reader.maybeWhole(rule['daysOff'], `"daysOff" of ${what}`, 0)
    },
    spacing: () => whole('days', 1),
    count: () => {
      limits()
      if (!WINDOWS.includes(rule['windows'] as string))
        for (const window of reader.list(rule['windows'], `The windows of ${what}`))
          checkWindow(reader, names, window, `A window of ${what}`)
    },
    'weekend-shape': () => oneOf(reader, rule['shape'], ['saturday-sunday', 'friday-sunday'], `The shape of ${what}`),
    sequence: () => checkPattern(reader, names, rule, what),
    pairing: () => {
      reader.ids(rule['seniorIds'], `The seniors of ${what}`, names.personIds)
      checkSelector(reader, names, rule['seniorShifts'], `the shifts of the seniors of ${what}`)
    },
    cover: () => {
      limits()
      if (rule['days'] !== undefined) checkDays(reader, names, rule['days'], `the days of ${what}`)
    },
    fairness: () => checkFairness(reader, names, rule, what),
  }
  checks[kind]()
}

function checkSoft(reader: Reader, names: CallNames, soft: unknown, name: string): void {
  reader.soft(soft, name, names.tierCount)
  const weight = typeof soft === 'object' && soft !== null && 'weight' in soft ? soft.weight : 0
  if (typeof weight === 'number' && weight > MOST_WEIGHT) reader.say(`${name} weighs more than ${MOST_WEIGHT}.`)
}

function checkFlag(reader: Reader, rule: Fields, field: string, what: string): void {
  if (rule[field] !== undefined && rule[field] !== true)
    reader.say(`"${field}" of ${what} must be true where it is given.`)
}

function checkMinutes(reader: Reader, minutes: number, what: string): void {
  if (minutes > MOST_MINUTES) reader.say(`The minutes of ${what} are more than ${MOST_MINUTES}.`)
}

function checkPattern(reader: Reader, names: CallNames, rule: Fields, what: string): void {
  oneOf(reader, rule['wish'], ['avoid', 'seek'], `The wish of ${what}`)
  const pattern = reader.list(rule['pattern'], `The pattern of ${what}`)
  if (pattern.length === 0 || pattern.length > LONGEST_PATTERN)
    reader.say(`The pattern of ${what} must have from 1 to ${LONGEST_PATTERN} days.`)
  for (const entry of pattern) {
    const day = reader.object(entry, `A day of the pattern of ${what}`)
    if (!day) continue
    checkSelector(reader, names, day, `a day of the pattern of ${what}`)
    for (const field of ['off', 'leave'])
      if (day[field] !== undefined && day[field] !== true)
        reader.say(`"${field}" of a day of the pattern of ${what} must be true where it is given.`)
    if (day['event'] !== undefined) reader.text(day['event'], `The event in the pattern of ${what}`)
    if (day['weekdays'] !== undefined) checkWeekdays(reader, day['weekdays'], `the pattern of ${what}`)
  }
}

function checkFairness(reader: Reader, names: CallNames, rule: Fields, what: string): void {
  if (rule['soft'] === undefined)
    reader.say(`The fairness of ${what} must be soft: nothing is shared to the last hundredth.`)
  for (const entry of reader.list(rule['points'], `The points of ${what}`)) {
    const points = reader.object(entry, `The points of ${what}`)
    if (!points) continue
    checkSelector(reader, names, points['shifts'], `the points of ${what}`)
    for (const field of ['weekday', 'weekend', 'holiday'])
      if (reader.whole(points[field], `The ${field} points of ${what}`, 0) > 1000)
        reader.say(`The ${field} points of ${what} are more than 1000.`)
  }
  if (rule['holidays'] !== undefined) checkDays(reader, names, rule['holidays'], `the holidays of ${what}`)
  if (rule['toDay'] !== undefined) checkDay(reader, names, rule['toDay'], `The last day of ${what}`)
  const others = rule['others'] === undefined ? null : reader.object(rule['others'], `The others of ${what}`)
  if (others)
    for (const field of ['points', 'days']) reader.whole(others[field], `The ${field} of the others of ${what}`, 0)
  const extra = new Set<unknown>()
  for (const entry of reader.list(rule['holidayExtra'], `The extra points of ${what}`, 'optional')) {
    const holiday = reader.object(entry, `The extra points of ${what}`)
    if (!holiday) continue
    checkDay(reader, names, holiday['day'], `A day of the extra points of ${what}`)
    if (extra.has(holiday['day'])) reader.say(`A day is twice in the extra points of ${what}.`)
    extra.add(holiday['day'])
    if (reader.whole(holiday['points'], `The extra points of ${what}`, 0) > 1000)
      reader.say(`The extra points of ${what} are more than 1000.`)
  }
  oneOf(reader, rule['measure'], ['absolute', 'squared'], `The measure of ${what}`)
  reader.maybeWhole(rule['thinDays'], `"thinDays" of ${what}`, 0)
}

function checkSelector(reader: Reader, names: CallNames, data: unknown, what: string): void {
  if (data === undefined) return
  const selector = reader.object(data, `What says ${what}`)
  if (!selector) return
  if (selector['shiftIds'] !== undefined) reader.ids(selector['shiftIds'], `The ids in ${what}`, names.shiftIds)
  if (selector['marks'] !== undefined) reader.ids(selector['marks'], `The marks in ${what}`, names.marks)
}

/** Leave, bars, pins, history, stints, events and credits of a person. The rules must have been read. */
export function checkCallPerson(reader: Reader, names: CallNames, person: Fields, what: string): void {
  if (person['leave'] !== undefined) checkDays(reader, names, person['leave'], `the leave of ${what}`)
  for (const entry of reader.list(person['barred'], `What is barred to ${what}`, 'optional')) {
    const bar = checkWindow(reader, names, entry, `What is barred to ${what}`)
    if (!bar) continue
    reader.ids(bar['shiftIds'], `The shifts barred to ${what}`, names.shiftIds)
    reader.text(bar['reason'], `The reason of what is barred to ${what}`)
  }
  const pinned = new Set<unknown>()
  for (const entry of reader.list(person['pinned'], `The pins of ${what}`, 'optional')) {
    const pin = reader.object(entry, `A pin of ${what}`)
    if (!pin) continue
    checkDay(reader, names, pin['day'], `The day of a pin of ${what}`)
    if (pinned.has(pin['day'])) reader.say(`Two pins of ${what} are on day ${String(pin['day'])}.`)
    pinned.add(pin['day'])
    checkShift(reader, names, pin['shiftId'], `A pin of ${what}`)
  }
  const before = reader.list(person['before'], `The days before of ${what}`, 'optional')
  for (const id of before) checkShift(reader, names, id, `The history of ${what}`)
  for (const entry of reader.list(person['stints'], `The stints of ${what}`, 'optional')) {
    const stint = checkWindow(reader, names, entry, `A stint of ${what}`)
    if (stint?.['averaged'] !== undefined && stint['averaged'] !== false)
      reader.say(`"averaged" of a stint of ${what} must be false where it is given.`)
    if (stint?.['daytime'] !== undefined) checkDaytime(reader, names, stint['daytime'], what)
  }
  for (const entry of reader.list(person['events'], `The events of ${what}`, 'optional')) {
    const event = reader.object(entry, `An event of ${what}`)
    if (!event) continue
    reader.text(event['label'], `The label of an event of ${what}`)
    checkDays(reader, names, event['days'], `an event of ${what}`)
  }
  for (const entry of reader.list(person['credits'], `The credits of ${what}`, 'optional')) {
    const credit = reader.object(entry, `A credit of ${what}`)
    if (!credit) continue
    if (!names.ruleIds.has(String(credit['ruleId'])))
      reader.say(`A credit of ${what} names the rule "${String(credit['ruleId'])}", which does not exist.`)
    for (const field of ['points', 'days']) reader.whole(credit[field], `The ${field} of a credit of ${what}`, 0)
    const above = reader.maybeWhole(credit['aboveHundredths'], `"aboveHundredths" of a credit of ${what}`, -MOST_ABOVE)
    if (above !== undefined && above > MOST_ABOVE) reader.say(`A credit of ${what} is more than ${MOST_ABOVE} above.`)
  }
  const present = new Set<unknown>()
  for (const entry of reader.list(person['presence'], `The presence of ${what}`, 'optional')) {
    const presence = reader.object(entry, `A presence of ${what}`)
    if (!presence) continue
    if (!names.ruleIds.has(String(presence['ruleId'])))
      reader.say(`A presence of ${what} names the rule "${String(presence['ruleId'])}", which does not exist.`)
    if (present.has(presence['ruleId'])) reader.say(`A rule has the presence of ${what} twice.`)
    present.add(presence['ruleId'])
    reader.whole(presence['days'], `The days of a presence of ${what}`, 0)
  }
}

function checkDaytime(reader: Reader, names: CallNames, data: unknown, what: string): void {
  const daytime = reader.object(data, `The daytime work of ${what}`)
  if (!daytime) return
  checkWeekdays(reader, daytime['weekdays'], `the daytime work of ${what}`)
  const start = reader.whole(daytime['startMinute'], `The start of the daytime work of ${what}`, 0)
  const end = reader.whole(daytime['endMinute'], `The end of the daytime work of ${what}`, 0)
  if (start >= 1440 || end < start || end > 2880)
    reader.say(`The daytime work of ${what} must end after its start, at the end of the next day at the latest.`)
  if (daytime['notOn'] !== undefined) checkDays(reader, names, daytime['notOn'], `the daytime work of ${what}`)
  checkSelector(reader, names, daytime['notWith'], `what replaces the daytime work of ${what}`)
  checkSelector(reader, names, daytime['notAfter'], `what frees from the daytime work of ${what}`)
}

function checkWindow(reader: Reader, names: CallNames, data: unknown, what: string): Fields | null {
  const window = reader.object(data, what)
  if (!window) return null
  const from = checkDay(reader, names, window['fromDay'], `The first day of ${what.toLowerCase()}`)
  const to = checkDay(reader, names, window['toDay'], `The last day of ${what.toLowerCase()}`)
  if (to < from) reader.say(`${what} ends before it starts.`)
  return window
}

function checkShift(reader: Reader, { shiftIds }: CallNames, id: unknown, what: string): void {
  if (id === null || (typeof id === 'string' && shiftIds.has(id))) return
  reader.say(`${what} names the shift ${JSON.stringify(id)}, which does not exist.`)
}

function checkDays(reader: Reader, names: CallNames, data: unknown, what: string): void {
  const days = reader.list(data, `What says ${what}`)
  if (new Set(days).size < days.length) reader.say(`A day is twice in ${what}.`)
  for (const day of days) checkDay(reader, names, day, `A day in ${what}`)
}

function checkDay(reader: Reader, { days }: CallNames, value: unknown, what: string): number {
  const day = reader.whole(value, what, 0)
  if (day >= days) reader.say(`${what} is day ${day}, but the last day is ${days - 1}.`)
  return day
}

function checkWeekdays(reader: Reader, data: unknown, what: string): void {
  for (const weekday of reader.list(data, `The weekdays of ${what}`))
    if (reader.whole(weekday, `A weekday of ${what}`, 0) > 6)
      reader.say(`A weekday of ${what} must be from 0 (Monday) to 6 (Sunday).`)
}

function oneOf(reader: Reader, value: unknown, known: string[], what: string): void {
  if (!known.includes(value as string)) reader.say(`${what} must be ${known.map((one) => `"${one}"`).join(' or ')}.`)
}
