import { lower, type Names, type Reader } from './validate-reader.ts'

export function checkCapacities(reader: Reader, names: Names, value: unknown): void {
  const seen = new Set<string>()
  for (const [k, entry] of reader.list(value, 'The capacities').entries()) {
    const what = `Capacity ${k + 1}`
    const fields = reader.object(entry, what)
    if (!fields) continue
    reader.uniqueId(fields, what, seen)
    reader.text(fields['label'], `The label of ${lower(what)}`)
    reader.ids(fields['activityIds'], `The activities of ${lower(what)}`, names.activityIds)
    if (fields['personIds'] !== undefined)
      reader.ids(fields['personIds'], `The people of ${lower(what)}`, names.personIds)
    if (fields['window'] !== undefined) reader.range(fields['window'], `The window of ${lower(what)}`)
    const [least, most] = ['min', 'max'].map((side) => {
      if (fields[side] === undefined) return undefined
      const limit = reader.object(fields[side], `The ${side} of ${lower(what)}`)
      if (!limit) return undefined
      reader.soft(limit['soft'], `The ${side} of ${lower(what)}`, names.tierCount)
      return reader.whole(limit['count'], `The ${side} of ${lower(what)}`, 0)
    })
    if (least !== undefined && most !== undefined && least > most) {
      reader.say(`${what} needs at least ${least} and holds at most ${most}, which cannot be.`)
    }
    for (const [n, load] of reader.list(fields['load'], `The outside load of ${lower(what)}`, 'optional').entries()) {
      const range = reader.range(load, `Outside load ${n + 1} of ${lower(what)}`)
      if (range)
        reader.whole(
          (load as Record<string, unknown>)['count'],
          `The count of outside load ${n + 1} of ${lower(what)}`,
          0,
        )
    }
  }
}

export function checkFairness(reader: Reader, names: Names, value: unknown): void {
  const seen = new Set<string>()
  for (const [k, entry] of reader.list(value, 'The fairness rules', 'optional').entries()) {
    const what = `Fairness rule ${k + 1}`
    const fields = reader.object(entry, what)
    if (!fields) continue
    reader.uniqueId(fields, what, seen)
    reader.text(fields['label'], `The label of ${lower(what)}`)
    reader.ids(fields['activityIds'], `The activities of ${lower(what)}`, names.activityIds)
    reader.ids(fields['personIds'], `The people of ${lower(what)}`, names.personIds)
    if (fields['soft'] === undefined) reader.say(`${what} needs a tier and a weight.`)
    reader.soft(fields['soft'], what, names.tierCount)
    if (fields['doneDays'] === undefined) continue
    const done = reader.object(fields['doneDays'], `The days carried over of ${lower(what)}`)
    for (const [id, days] of Object.entries(done ?? {})) reader.whole(days, `The days carried over for "${id}"`, 0)
  }
}

export function checkPrevious(reader: Reader, names: Names, value: unknown): void {
  if (value === undefined) return
  const previous = reader.object(value, 'The earlier schedule')
  if (!previous) return
  if (previous['soft'] === undefined) reader.say('The earlier schedule needs a tier and a weight.')
  reader.soft(previous['soft'], 'The earlier schedule', names.tierCount)
  checkSolution(reader, names, previous['solution'])
}

export function checkSolution(reader: Reader, names: Names, value: unknown): void {
  const solution = reader.object(value, 'The schedule')
  const assignments = solution && reader.object(solution['assignments'], 'The assignments')
  for (const [id, line] of Object.entries(assignments ?? {})) {
    const count = names.slotCounts.get(id)
    if (count === undefined) {
      reader.say(`The schedule has "${id}", who is not in the problem.`)
      continue
    }
    const activities = reader.list(line, `The schedule of "${id}"`)
    if (activities.length !== count) {
      reader.say(`The schedule of "${id}" has ${activities.length} entries for ${count} slots.`)
    }
    for (const activity of activities) {
      const known = typeof activity === 'number' && Number.isInteger(activity) && activity >= -1
      if (!known || activity >= names.activityIds.size) {
        reader.say(`The schedule of "${id}" holds ${String(activity)}, which is no activity.`)
        break
      }
    }
  }
}
