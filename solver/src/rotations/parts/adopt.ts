/** Lines that another search of the same problem has found for some people, taken over where they are better here too. */
import { check } from '../../check/check.ts'
import type { RotationSolution, Score } from '../problem.ts'
import { compareScores } from '../score.ts'
import { partOf } from './part.ts'
import { countPerson, type World } from './world.ts'

/** Changes the world when the lines are better; returns by how many points of hard rules, null when it stays as it was. */
export function adopt(world: World, { assignments }: RotationSolution): number | null {
  const people = Object.keys(assignments).map((id) => world.personIndex.get(id)!)
  const mine = people.map((p) => world.lines[p]!)
  const before = scoreOf(world, people)
  setLines(
    world,
    people,
    people.map((p) => Int16Array.from(assignments[world.problem.people[p]!.id]!)),
  )
  const after = scoreOf(world, people)
  if (compareScores(after, before) < 0) return after.hard - before.hard
  setLines(world, people, mine)
  return null
}

/** The lines of some people, to tell others. */
export function linesOf({ problem, lines }: World, people: number[]): RotationSolution {
  return { assignments: Object.fromEntries(people.map((p) => [problem.people[p]!.id, [...lines[p]!]])) }
}

function scoreOf(world: World, people: number[]): Score {
  const { problem, start } = partOf(world, people)
  return check(problem, start).score
}

function setLines(world: World, people: number[], lines: Int16Array[]): void {
  for (const [k, p] of people.entries()) {
    countPerson(world, p, -1)
    world.lines[p] = lines[k]!
    countPerson(world, p, 1)
  }
}
