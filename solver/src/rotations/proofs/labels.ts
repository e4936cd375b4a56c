import type { Compiled } from '../compile.ts'

export function labelOfActivity(c: Compiled, activityId: string): string {
  return c.problem.activities[c.activityIndex.get(activityId)!]!.label
}
