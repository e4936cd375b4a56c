import { dayWords } from '../../platform/day-words.ts'
import type { Home } from './service.ts'

const people = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

type Facts = Pick<Home, 'trainee' | 'faculty' | 'desk' | 'oversight' | 'tasks'> & { readonly roles: readonly string[] }

/** The one sentence that answers the page; what concerns the viewer's own days comes before what they oversee. */
export function firstLine({ trainee, faculty, desk, oversight, tasks, roles }: Facts): string {
  if (trainee !== null) return traineeLine(trainee)
  const [first] = tasks
  if (oversight !== null) return oversightLine(oversight)
  if (faculty !== null) {
    const count = new Set(faculty.onRotation.map(({ personId }) => personId)).size
    return count === 0
      ? 'No trainee of your programs is on a published rotation this week.'
      : `${people(count, 'trainee is', 'trainees are')} on rotation in your programs this week.`
  }
  if (first !== undefined) return first.sentence
  const waiting = desk?.withoutAccountCount ?? 0
  if (waiting > 0) return `${people(waiting, 'person', 'people')} cannot sign in yet.`
  return roles.length === 0 ? 'You hold no role yet; ask your coordinator.' : 'Nothing waits for you.'
}

function traineeLine({ current, next }: NonNullable<Home['trainee']>): string {
  const after = next === null ? '' : ` ${next.rotationName} follows on ${dayWords(next.startOn)}.`
  if (current !== null) return `You are on ${current.rotationName} until ${dayWords(current.endOn)}.${after}`
  return next === null ? 'No schedule is published for you yet.' : `You have no rotation today.${after}`
}

function oversightLine({ programs }: NonNullable<Home['oversight']>): string {
  const sum = (key: 'trainees' | 'atRisk' | 'missed' | 'violations') =>
    programs.reduce((total, program) => total + program[key], 0)
  const trainees = sum('trainees')
  if (trainees === 0) return 'No trainee is appointed today.'
  const troubled = sum('atRisk') + sum('missed')
  const risk =
    troubled === 0
      ? `All ${people(trainees, 'trainee is', 'trainees are')} on track`
      : `${troubled} of ${people(trainees, 'trainee is', 'trainees are')} at risk`
  const violations = sum('violations')
  return violations === 0
    ? `${risk}; the published schedule breaks no rule.`
    : `${risk}; the published schedule breaks ${people(violations, 'rule', 'rules')}.`
}
