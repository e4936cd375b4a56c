/** Why somebody departs from what the solver proposed or the rules ask: few enough for one tap. */
export const reasonKinds = ['asked', 'coverage', 'education', 'rest', 'continuity', 'site', 'other'] as const
export type ReasonKind = (typeof reasonKinds)[number]

export const reasonNames: Readonly<Record<ReasonKind, string>> = {
  asked: 'The trainee asked for it',
  coverage: 'Coverage needs it',
  education: 'Better for their training',
  rest: 'Rest or wellbeing',
  continuity: 'Fewer changes of place',
  site: 'The site asked for it',
  other: 'Another reason',
}
