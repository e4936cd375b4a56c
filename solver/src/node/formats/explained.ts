/** An explanation as lines for people: what cannot hold together, its rules, and what would change that. */
export interface Explained {
  status: 'feasible' | 'infeasible' | 'unknown'
  conflicts: {
    sentence: string
    rules: { sentence: string }[]
    relaxations: { sentence: string; restores: 'problem' | 'conflict' }[]
  }[]
}

export function explanationLines({ status, conflicts }: Explained): string[] {
  if (conflicts.length === 0)
    return [
      status === 'feasible' ? 'There is a solution; nothing has to change.' : 'No conflict was found in the time.',
    ]
  return conflicts.flatMap(({ sentence, rules, relaxations }) => [
    sentence,
    ...rules.map((rule) => `- ${rule.sentence}`),
    ...relaxations.map((change) => `+ ${change.sentence}${change.restores === 'problem' ? '' : ' (not enough alone)'}`),
  ])
}
