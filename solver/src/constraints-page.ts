/** The catalogue of constraints as a page of Markdown, made of the texts that stand with the code. */
import type { ConstraintText } from './constraint-text.ts'
import { PLACEMENT_CONSTRAINTS } from './placements/constraints.ts'
import { ROTATION_CONSTRAINTS } from './rotations/constraints/catalogue.ts'
import { CALL_CONSTRAINTS } from './shifts/call/rules/catalogue.ts'
import { SHIFT_CONSTRAINTS } from './shifts/constraints.ts'

const SECTIONS: { title: string; words: string; texts: ConstraintText[] }[] = [
  {
    title: 'Rotations',
    words:
      'Problem `kind: "rotations"`, each in a file of `src/rotations/constraints/`, read a second time in `src/check/`. Without `soft` a rule is hard; hard rules cost days, so that a week missed and a week crowded weigh alike.',
    texts: ROTATION_CONSTRAINTS,
  },
  {
    title: 'Shifts',
    words: 'Problem `kind: "shifts"`, in `src/shifts/state.ts`, read a second time in `src/check/shifts.ts`.',
    texts: SHIFT_CONSTRAINTS,
  },
  {
    title: 'Call',
    words:
      'Rules of a shift problem, each in a file of `src/shifts/call/rules/`, read a second time, minute by minute, in `src/check/shift-rules*.ts`. *The shifts* are those with one of `shifts.marks` or `shifts.shiftIds`, all without it; `people` are those whom the rule binds, all without it. Days of leave are on neither side of an average.',
    texts: CALL_CONSTRAINTS,
  },
  {
    title: 'Placements',
    words: 'Problem `kind: "placements"`, in `src/placements/`, read a second time in `src/check/placements.ts`.',
    texts: PLACEMENT_CONSTRAINTS,
  },
]

export function constraintsPage(): string {
  const lines = [
    '# Constraints',
    '',
    'Written from the code by `npm run reference`; do not edit. A hard constraint must hold; the cost of a soft one is its units times',
    'its `weight`, in the tier that its `soft` names. Every point of a tier outweighs all points of the tiers after it.',
    '',
  ]
  for (const { title, words, texts } of SECTIONS) {
    lines.push(`## ${title}`, '', words, '')
    for (const text of texts) lines.push(...entryOf(text))
  }
  return lines.join('\n')
}

function entryOf({ name, sentence, meaning, unit, use, field, example }: ConstraintText): string[] {
  return [
    `### ${name}`,
    '',
    `*${sentence}* ${meaning}`,
    '',
    `- **Use**: ${use}. **A unit of cost**: ${unit}.`,
    `- **In the problem**: \`${field}\`, for example \`${JSON.stringify(example)}\``,
    '',
  ]
}
