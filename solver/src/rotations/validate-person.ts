import { type Fields, lower, type Names, type Reader } from './validate-reader.ts'

export function checkPerson(reader: Reader, names: Names, person: Fields, index: number): void {
  const number = `Person ${index + 1}`
  const id = reader.uniqueId(person, number, names.personIds)
  const label = reader.text(person['label'], `The label of person ${index + 1}`)
  const who = label === '' ? number : label
  checkUnit(reader, person['unit'], who)
  const own = checkActivities(reader, names, person['activities'], who)
  const slots = reader.list(person['slots'], `The slots of ${who}`)
  names.slotCounts.set(id, slots.length)
  checkSlots(reader, names, own, slots, who)
  const seen = new Set<string>()
  const rules = (field: string, word: string): [Fields, string][] =>
    reader.list(person[field], `The ${field} of ${who}`, 'optional').flatMap((entry, k): [Fields, string][] => {
      const what = `${word} ${k + 1} of ${who}`
      const fields = reader.object(entry, what)
      if (!fields) return []
      reader.uniqueId(fields, what, seen)
      reader.text(fields['label'], `The label of ${lower(what)}`)
      return [[fields, what]]
    })
  for (const [fields, what] of rules('requirements', 'Requirement')) checkRequirement(reader, names, fields, what)
  for (const [fields, what] of rules('prerequisites', 'Prerequisite')) {
    reader.ids(fields['activityIds'], `The activities of ${lower(what)}`, names.activityIds)
    reader.ids(fields['afterActivityIds'], `The activities before ${lower(what)}`, names.activityIds)
    reader.whole(fields['minTicks'], `The amount of ${lower(what)}`, 0)
    reader.soft(fields['soft'], what, names.tierCount)
  }
  for (const [fields, what] of rules('wishes', 'Wish')) {
    if (fields['kind'] !== 'want' && fields['kind'] !== 'avoid') reader.say(`${what} must want or avoid something.`)
    reader.ids(fields['activityIds'], `The activities of ${lower(what)}`, names.activityIds)
    if (fields['window'] !== undefined) reader.range(fields['window'], `The window of ${lower(what)}`)
    reader.soft({ tier: fields['tier'], weight: fields['weight'] }, what, names.tierCount)
  }
  checkHistory(reader, names, person['history'], slots, who)
}

function checkUnit(reader: Reader, value: unknown, who: string): void {
  if (value === undefined) return
  const unit = reader.object(value, `The unit of ${who}`)
  if (!unit) return
  reader.whole(unit['ticksPerUnit'], `The ticks per unit of ${who}`, 1)
  reader.text(unit['one'], `The word for one unit of ${who}`)
  reader.text(unit['many'], `The word for many units of ${who}`)
}

function checkActivities(reader: Reader, names: Names, value: unknown, who: string): Set<string> {
  const own = new Set<string>()
  for (const [k, entry] of reader.list(value, `The activities of ${who}`).entries()) {
    const what = `Activity ${k + 1} of ${who}`
    const fields = reader.object(entry, what)
    if (!fields) continue
    const activityId = reader.text(fields['activityId'], `The id of ${lower(what)}`)
    if (activityId !== '' && !names.activityIds.has(activityId))
      reader.say(`${what} is "${activityId}", which does not exist.`)
    if (own.has(activityId)) reader.say(`${who} has the activity "${activityId}" twice.`)
    own.add(activityId)
    for (const field of ['notBeforeOn', 'notAfterOn']) {
      reader.maybeWhole(fields[field], `The day ${field} of ${lower(what)}`, Number.NEGATIVE_INFINITY)
    }
    const limits = (field: string, least: string, most: string): void => {
      if (fields[field] === undefined) return
      const shape = reader.object(fields[field], `The ${field} of ${lower(what)}`)
      if (!shape) return
      const low = reader.maybeWhole(shape[least], `The least ${field} of ${lower(what)}`, 0) ?? 0
      const high = reader.maybeWhole(shape[most], `The most ${field} of ${lower(what)}`, 0) ?? Number.POSITIVE_INFINITY
      if (low > high)
        reader.say(`The ${field} of ${lower(what)} must be at least ${low} and at most ${high}, which cannot be.`)
      reader.soft(shape['soft'], `The ${field} of ${lower(what)}`, names.tierCount)
    }
    limits('run', 'minTicks', 'maxTicks')
    limits('visits', 'min', 'max')
    limits('gap', 'minDays', 'maxDays')
  }
  return own
}

function checkSlots(reader: Reader, names: Names, own: Set<string>, slots: unknown[], who: string): void {
  let lastDay = Number.NEGATIVE_INFINITY
  for (const [k, entry] of slots.entries()) {
    const what = `Slot ${k + 1} of ${who}`
    const range = reader.range(entry, what)
    if (!range) continue
    const slot = entry as Fields
    if (range.startOn <= lastDay) reader.say(`${what} starts before the slot before it has ended.`)
    lastDay = range.endOn
    reader.whole(slot['ticks'], `The ticks of ${lower(what)}`, 1)
    if (slot['away'] !== undefined && typeof slot['away'] !== 'boolean') reader.say(`${what} must be away or not.`)
    if (slot['allowed'] !== undefined) reader.ids(slot['allowed'], `The activities open in ${lower(what)}`, own)
    if (slot['pinned'] !== undefined) reader.ids([slot['pinned']], `The pins of ${lower(what)}`, names.activityIds)
  }
}

function checkRequirement(reader: Reader, names: Names, fields: Fields, what: string): void {
  reader.ids(fields['activityIds'], `The activities of ${lower(what)}`, names.activityIds)
  if (fields['window'] !== undefined) reader.range(fields['window'], `The window of ${lower(what)}`)
  const least = reader.maybeWhole(fields['minTicks'], `The minimum of ${lower(what)}`, 0) ?? 0
  const most = reader.maybeWhole(fields['maxTicks'], `The maximum of ${lower(what)}`, 0) ?? Number.POSITIVE_INFINITY
  if (least > most) reader.say(`${what} asks for at least ${least} and at most ${most} ticks, which cannot be.`)
  reader.maybeWhole(fields['doneTicks'], `The credit of ${lower(what)}`, 0)
  reader.soft(fields['soft'], what, names.tierCount)
}

function checkHistory(reader: Reader, names: Names, value: unknown, slots: unknown[], who: string): void {
  const first = slots[0]
  const firstDay = typeof first === 'object' && first !== null ? (first as Fields)['startOn'] : undefined
  let lastDay = Number.NEGATIVE_INFINITY
  for (const [k, entry] of reader.list(value, `The history of ${who}`, 'optional').entries()) {
    const what = `Past run ${k + 1} of ${who}`
    const range = reader.range(entry, what)
    if (!range) continue
    const run = entry as Fields
    if (range.startOn <= lastDay) reader.say(`${what} starts before the run before it has ended.`)
    lastDay = range.endOn
    if (typeof firstDay === 'number' && range.endOn >= firstDay)
      reader.say(`${what} ends after the first slot has begun.`)
    reader.ids([run['activityId']], `The activities of ${lower(what)}`, names.activityIds)
    reader.whole(run['ticks'], `The ticks of ${lower(what)}`, 0)
  }
}
