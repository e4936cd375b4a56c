// The shift problem as one integer program, as a general engine is given it (the model of Curtois and Qu, 2014).

/**
 * `columns`: { cost, upper } of variables from 0, all whole numbers; `rows`: { lower, upper, terms: [[column, factor], …] }.
 * Their optimum plus `constant` is the optimum of the problem.
 */
export function wholeModel(problem) {
  const columns = []
  const rows = []
  const add = (cost, upper) => columns.push({ cost, upper }) - 1
  const row = (terms, lower, upper) => rows.push({ terms, lower, upper })
  const shiftIndex = new Map(problem.shifts.map(({ id }, index) => [id, index]))
  const personIndex = new Map(problem.people.map(({ id }, index) => [id, index]))
  let constant = 0

  const works = problem.people.map((person) => {
    const off = new Set(person.daysOff)
    return Array.from({ length: problem.days }, (_, day) =>
      problem.shifts.map(({ id }) => add(0, off.has(day) || person.maxShifts[id] === 0 ? 0 : 1)),
    )
  })
  for (const { kind, personId, day, shiftId, weight } of problem.requests) {
    const column = columns[works[personIndex.get(personId)][day][shiftIndex.get(shiftId)]]
    column.cost += kind === 'on' ? -weight : weight
    if (kind === 'on') constant += weight
  }
  const one = (column) => [column, 1]
  for (const [p, person] of problem.people.entries()) personRows(person, works[p])
  for (const { day, shiftId, wanted, under, over } of problem.cover) {
    const onShift = works.map((line) => one(line[day][shiftIndex.get(shiftId)]))
    row([...onShift, [add(under, Infinity), 1], [add(over, Infinity), -1]], wanted, wanted)
  }
  return { columns, rows, constant }

  function personRows(person, line) {
    const all = (day, factor = 1) => line[day].map((column) => [column, factor])
    const days = Array.from({ length: problem.days }, (_, day) => day)
    for (const day of days) row(all(day), 0, 1)
    for (const day of days.slice(0, -1))
      for (const [s, { notFollowedBy }] of problem.shifts.entries())
        for (const next of notFollowedBy) row([one(line[day][s]), one(line[day + 1][shiftIndex.get(next)])], 0, 1)
    for (const [shiftId, most] of Object.entries(person.maxShifts))
      row(
        days.map((day) => one(line[day][shiftIndex.get(shiftId)])),
        0,
        most,
      )
    const minutes = days.flatMap((day) => line[day].map((column, s) => [column, problem.shifts[s].minutes]))
    row(minutes, person.minMinutes, person.maxMinutes)

    const { maxConsecutiveShifts: most, minConsecutiveShifts: least, minConsecutiveDaysOff: leastOff } = person
    for (let day = 0; day + most < problem.days; day++)
      row(
        days.slice(day, day + most + 1).flatMap((d) => all(d)),
        0,
        most,
      )
    // A run of `length` between two days of the other kind is too short: off, on × length, off, and the other way round.
    for (let length = 1; length < least; length++)
      for (let day = 0; day + length + 1 < problem.days; day++)
        row([...all(day), ...between(day, length, -1), ...all(day + length + 1)], 1 - length, Infinity)
    for (let length = 1; length < leastOff; length++)
      for (let day = 0; day + length + 1 < problem.days; day++)
        row([...all(day, -1), ...between(day, length, 1), ...all(day + length + 1, -1)], -1, Infinity)

    const weekends = []
    for (const day of days) {
      if ((day + (problem.firstWeekday ?? 0)) % 7 !== 5) continue
      const weekend = add(0, 1)
      weekends.push(one(weekend))
      for (const d of [day, day + 1].filter((d) => d < problem.days)) row([...all(d), [weekend, -1]], -Infinity, 0)
    }
    row(weekends, 0, person.maxWeekends)

    function between(day, length, factor) {
      return days.slice(day + 1, day + length + 1).flatMap((d) => all(d, factor))
    }
  }
}
