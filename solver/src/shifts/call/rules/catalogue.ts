/** Every rule of call by its kind. A new one has its type in `rule-types.ts`, its file here, and its own reading in `check/`. */
import type { ConstraintText } from '../../../constraint-text.ts'
import type { LineShiftRule, SharedShiftRule, ShiftRule } from '../../rule-types.ts'
import type { CompiledCall } from '../compile-call.ts'
import { compileAfterLong, AFTER_LONG } from './after-long.ts'
import { compileContinuous, CONTINUOUS } from './continuous.ts'
import { compileCount, COUNT } from './count.ts'
import { compileCover, COVER } from './cover.ts'
import { compileFairness, FAIRNESS } from './fairness.ts'
import { compileFreeDays, FREE_DAYS } from './free-days.ts'
import { compileFrequency, FREQUENCY } from './frequency.ts'
import { compileHours, HOURS } from './hours.ts'
import type { LineCost } from './line-rule.ts'
import { compileNightRun, NIGHT_RUN } from './night-run.ts'
import { compilePairing, PAIRING } from './pairing.ts'
import { compileRest, REST } from './rest.ts'
import { compileSequence, SEQUENCE } from './sequence.ts'
import type { SharedCost } from './shared-rule.ts'
import { compileSpacing, SPACING } from './spacing.ts'
import { compileWeekendShape, WEEKEND_SHAPE } from './weekend-shape.ts'

type RuleOf<Kind extends ShiftRule['kind']> = Extract<ShiftRule, { kind: Kind }>
interface Described<Rule, Cost> {
  text: ConstraintText
  compile: (c: CompiledCall, rule: Rule) => Cost
}
type LineRules = { [Kind in LineShiftRule['kind']]: Described<RuleOf<Kind>, LineCost> }
type SharedRules = { [Kind in SharedShiftRule['kind']]: Described<RuleOf<Kind>, SharedCost> }

/** Rules that read one line. */
const LINE_RULES: LineRules = {
  rest: { text: REST, compile: compileRest },
  continuous: { text: CONTINUOUS, compile: compileContinuous },
  'after-long': { text: AFTER_LONG, compile: compileAfterLong },
  'free-days': { text: FREE_DAYS, compile: compileFreeDays },
  hours: { text: HOURS, compile: compileHours },
  frequency: { text: FREQUENCY, compile: compileFrequency },
  'night-run': { text: NIGHT_RUN, compile: compileNightRun },
  spacing: { text: SPACING, compile: compileSpacing },
  count: { text: COUNT, compile: compileCount },
  'weekend-shape': { text: WEEKEND_SHAPE, compile: compileWeekendShape },
  sequence: { text: SEQUENCE, compile: compileSequence },
}

/** Rules that read many lines together. */
const SHARED_RULES: SharedRules = {
  pairing: { text: PAIRING, compile: compilePairing },
  cover: { text: COVER, compile: compileCover },
  fairness: { text: FAIRNESS, compile: compileFairness },
}

export const CALL_CONSTRAINTS = [...Object.values(LINE_RULES), ...Object.values(SHARED_RULES)].map(({ text }) => text)

export const RULE_KINDS = [...Object.keys(LINE_RULES), ...Object.keys(SHARED_RULES)] as ShiftRule['kind'][]

export function isLineRule(rule: ShiftRule): rule is LineShiftRule {
  return Object.hasOwn(LINE_RULES, rule.kind)
}

export function compileLineRule(c: CompiledCall, rule: LineShiftRule): LineCost {
  const { compile } = LINE_RULES[rule.kind] as Described<LineShiftRule, LineCost>
  return compile(c, rule)
}

export function compileSharedRule(c: CompiledCall, rule: SharedShiftRule): SharedCost {
  const { compile } = SHARED_RULES[rule.kind] as Described<SharedShiftRule, SharedCost>
  return compile(c, rule)
}
