/** What cover costs at least because too few people may work on a day at all. */
import { type CompiledCall, entriesOf, peopleOf } from '../compile-call.ts'

/** Over the cover rules of a level: each person too few among those who may take one of the shifts on the day. */
export function coverBound(c: CompiledCall, level: number): number {
  let bound = 0
  for (const rule of c.problem.rules ?? []) {
    const { soft } = rule
    if (rule.kind !== 'cover' || rule.min === undefined || (soft ? soft.tier + 1 : 0) !== level) continue
    const entries = entriesOf(c, rule.shifts)
    const isMeant = peopleOf(c, rule.people)
    for (const day of rule.days ?? Array.from({ length: c.days }, (_, k) => k)) {
      let able = 0
      for (let person = 0; person < c.people && able < rule.min; person++)
        if (isMeant[person] === 1 && c.choices[person * c.days + day]!.some((entry) => entries[entry] === 1)) able++
      bound += (soft?.weight ?? 1) * (rule.min - able)
    }
  }
  return bound
}
