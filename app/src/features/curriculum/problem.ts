/** Where a fact stands inside a definition: keys and list positions from the top. */
export type Path = readonly (string | number)[]

/** Something wrong with a definition file, placed where a person can fix it. Lines and columns count from 1. */
export type Problem = { line: number; column: number; path: string; sentence: string }

/** The same before it is known where in a text the fact stands. */
export type PlacedSentence = { path: Path; sentence: string }

/** `rotations[2].capacity.max` */
export const pathText = (path: Path): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('')
