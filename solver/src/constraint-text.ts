/** What a constraint's own file says of it. The catalogue in the documentation is made of these texts. */
export interface ConstraintText {
  /** As the checker and the problem's JSON call it. */
  name: string
  /** An example, as people who plan say it. */
  sentence: string
  /** What is counted, exactly. */
  meaning: string
  /** What one unit of cost is: what it takes to be broken once, and what a weight multiplies. */
  unit: string
  use: 'hard' | 'soft' | 'hard or soft'
  /** Where it stands in the problem's JSON. */
  field: string
  /** What to write there. */
  example: unknown
}
