/** Cost of what many lines do together, in the rule's own units, kept up to date cell by cell. */
export interface SharedCost {
  /** A cell changes from one entry to another. */
  change: (person: number, day: number, before: number, after: number) => void
  cost: () => number
}
