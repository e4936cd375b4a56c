/** A part of a draft to be solved, the rest staying as it is for this run. What is left out is everything. */
export interface SolvePart {
  readonly personIds?: readonly string[]
  /** `program:rotation`: only time on these, or without any, may change. */
  readonly rotationKeys?: readonly string[]
  readonly startOn?: string
  readonly endOn?: string
}
