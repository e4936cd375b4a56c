/** Every rule of call by its kind. A new one has its type in `rule-types.ts`, its file here, and its own reading in `check/`. */
import type { LineShiftRule, SharedShiftRule, ShiftRule } from '../../rule-types.ts'
import type { CompiledCall } from '../compile-call.ts'
import { compileAfterLong } from './after-long.ts'
import { compileContinuous } from './continuous.ts'
import { compileCount } from './count.ts'
import { compileCover } from './cover.ts'
import { compileFairness } from './fairness.ts'
import { compileFreeDays } from './free-days.ts'
import { compileFrequency } from './frequency.ts'
import { compileHours } from './hours.ts'
import type { LineCost } from './line-rule.ts'
import { compileNightRun } from './night-run.ts'
import { compilePairing } from './pairing.ts'
import { compileRest } from './rest.ts'
import { compileSequence } from './sequence.ts'
import type { SharedCost } from './shared-rule.ts'
import { compileSpacing } from './spacing.ts'
import { compileWeekendShape } from './weekend-shape.ts'

type RuleOf<Kind extends ShiftRule['kind']> = Extract<ShiftRule, { kind: Kind }>
type LineCompilers = { [Kind in LineShiftRule['kind']]: (c: CompiledCall, rule: RuleOf<Kind>) => LineCost }
type SharedCompilers = { [Kind in SharedShiftRule['kind']]: (c: CompiledCall, rule: RuleOf<Kind>) => SharedCost }

/** Rules that read one line. */
const LINE_RULES: LineCompilers = {
  rest: compileRest,
  continuous: compileContinuous,
  'after-long': compileAfterLong,
  'free-days': compileFreeDays,
  hours: compileHours,
  frequency: compileFrequency,
  'night-run': compileNightRun,
  spacing: compileSpacing,
  count: compileCount,
  'weekend-shape': compileWeekendShape,
  sequence: compileSequence,
}

/** Rules that read many lines together. */
const SHARED_RULES: SharedCompilers = { pairing: compilePairing, cover: compileCover, fairness: compileFairness }

export const RULE_KINDS = [...Object.keys(LINE_RULES), ...Object.keys(SHARED_RULES)] as ShiftRule['kind'][]

export function isLineRule(rule: ShiftRule): rule is LineShiftRule {
  return Object.hasOwn(LINE_RULES, rule.kind)
}

export function compileLineRule(c: CompiledCall, rule: LineShiftRule): LineCost {
  const compile = LINE_RULES[rule.kind] as (c: CompiledCall, rule: LineShiftRule) => LineCost
  return compile(c, rule)
}

export function compileSharedRule(c: CompiledCall, rule: SharedShiftRule): SharedCost {
  const compile = SHARED_RULES[rule.kind] as (c: CompiledCall, rule: SharedShiftRule) => SharedCost
  return compile(c, rule)
}
