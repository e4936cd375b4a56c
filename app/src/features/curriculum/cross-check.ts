import { calendarFit } from './cross-check/calendar.ts'
import { demandProblems } from './cross-check/demand.ts'
import { duplicates } from './cross-check/duplicates.ts'
import { markProblems } from './cross-check/marks.ts'
import { orderProblems } from './cross-check/order.ts'
import { planProblems } from './cross-check/plan.ts'
import { unknownReferences } from './cross-check/references.ts'
import type { Definition } from './definition/definition.ts'
import type { PlacedSentence } from './problem.ts'
import { totalProblem } from './total.ts'

/** What a well-formed definition contradicts in itself. Arithmetic is only done once every id it needs exists. */
export const crossCheck = (definition: Definition): PlacedSentence[] => {
  const shape = [
    ...duplicates(definition),
    ...unknownReferences(definition),
    ...markProblems(definition),
    ...orderProblems(definition),
    ...calendarFit(definition),
  ]
  if (shape.length > 0) return shape
  const demand = [...demandProblems(definition), ...planProblems(definition)]
  if (demand.length > 0) return demand
  const total = totalProblem(definition)
  return total === null ? [] : [total]
}
