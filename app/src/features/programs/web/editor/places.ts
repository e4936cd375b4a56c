import { isJsonNode, type Path, type Problem, type ReferredList } from '../../../curriculum/contract.ts'

/** `rotations[2].capacity.max` as a path; the other way round is `pathText`. */
export const pathOf = (text: string): Path =>
  text === ''
    ? []
    : text
        .split(/[.[\]]+/)
        .filter((step) => step !== '')
        .map((step) => (/^\d+$/.test(step) ? Number(step) : step))

export function problemsByPath(problems: readonly Problem[]): Map<string, Problem[]> {
  const found = new Map<string, Problem[]>()
  for (const problem of problems) found.set(problem.path, [...(found.get(problem.path) ?? []), problem])
  return found
}

/** The ids of a definition that other facts refer to. */
export function idsOf(definition: object): Record<ReferredList, ReadonlySet<string>> {
  const of = (list: ReferredList) => {
    const entries: unknown = (definition as Record<string, unknown>)[list]
    return new Set(
      (Array.isArray(entries) ? entries : []).flatMap((entry: unknown) =>
        isJsonNode(entry) ? [String(entry['id'])] : [],
      ),
    )
  }
  return {
    rotations: of('rotations'),
    groups: of('groups'),
    sites: of('sites'),
    rooms: of('rooms'),
    levels: of('levels'),
  }
}
