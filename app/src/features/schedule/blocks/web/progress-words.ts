import type { StatusKind } from '../../../../ui/status.tsx'
import type { RequirementResultView } from '../contract.ts'

export type RequirementStatus = RequirementResultView['status']

const ranks: Record<RequirementStatus, number> = { missed: 0, 'at-risk': 1, 'on-track': 2, met: 3 }
/** The worst first. */
export const statusRank = (status: RequirementStatus): number => ranks[status]

export const worstFirst = (requirements: readonly RequirementResultView[]): RequirementResultView[] =>
  [...requirements].sort((a, b) => statusRank(a.status) - statusRank(b.status) || a.dueOn.localeCompare(b.dueOn))

/** "You are on track": the whole in one sentence, in the second or the third person. */
export function progressAnswer(requirements: readonly { readonly status: StatusKind }[], whose: string | null): string {
  const count = (status: RequirementStatus) =>
    requirements.filter((requirement) => requirement.status === status).length
  const [missed, atRisk, met] = [count('missed'), count('at-risk'), count('met')]
  const subject = whose === null ? 'You are' : `${whose} is`
  if (requirements.length === 0) return 'No requirement is measured yet.'
  const done = `${met} of ${requirements.length} requirements met`
  if (missed + atRisk === 0) return `${subject} on track: ${done}, the others planned in time.`
  const words = [missed === 0 ? '' : `${missed} missed`, atRisk === 0 ? '' : `${atRisk} at risk`].filter(Boolean)
  return `${subject} not on track: ${words.join(', ')}; ${done}.`
}

/** Figures without needless digits: 3, 3.5. */
export const figure = (amount: number): string => String(Math.round(amount * 10) / 10)

/** "5 of 8 weeks done, 3 planned" */
export function amountWords(result: Pick<RequirementResultView, 'done' | 'planned' | 'needed' | 'unit'>): string {
  const planned = result.planned > 0 ? `, ${figure(result.planned)} planned` : ''
  return `${figure(result.done)} of ${figure(result.needed)} ${result.unit} done${planned}`
}
