/** The search of a large problem: chunks of programs in turn, while everybody else stays. */
import { check } from '../../check/check.ts'
import { createPrng } from '../../engine/prng.ts'
import { compile } from '../compile.ts'
import { construct } from '../construct.ts'
import { improve } from '../improve.ts'
import type { RotationPeers, RotationProblem, RotationSolution, Score } from '../problem.ts'
import { prove } from '../prove.ts'
import { ONE_CYCLE } from '../search.ts'
import { toSolution } from '../solution.ts'
import { compareScores } from '../score.ts'
import { adopt, linesOf } from './adopt.ts'
import { chunksOf } from './groups.ts'
import { type Part, partOf, putBack } from './part.ts'
import { createWorld, solutionOf, type World } from './world.ts'

export interface PartsSearch {
  seed: number
  /** Whether the clock or the caller ends the search, in the middle of a chunk as well. */
  isCut: () => boolean
  /** Moves that may still be made. */
  left: () => number
  /** Takes so many of them, or what is left. */
  spend: (iterations: number) => number
  /** Searches of the same problem beside this one. */
  peers?: RotationPeers | undefined
  /** After each chunk that got better. */
  onBest: (world: World, hard: number) => void
  onPulse: () => void
}

/** Chunks with a first schedule soon, and those in which programs find room beside each other. */
const FIRST_CHUNK_SLOTS = 2500
const CHUNK_SLOTS = 8000
/** Moves per slot, of the first visits and how much longer later ones are: towards the first schedule without a broken hard rule (short,
 * because a room may wait for the people of another chunk), and to make it better. */
const FIRST_MOVES = 30
const FIRST_GROWTH = 1.3
const VISIT_MOVES = 400
const VISIT_GROWTH = 2
const MOST_VISIT_MOVES = 800
/** After so many rounds the rest of the hard rules is left to the improvement. */
const MOST_FIRST_ROUNDS = 10

interface Chunk {
  people: number[]
  bound: Score | null
  isDone: boolean
  visits: number
}

/**
 * Searches from `start`, or from nothing, until the budget is spent or every chunk is at its bound. First every chunk is laid out, then
 * each is searched until it breaks no hard rule, then each in turn is improved, with more moves every time.
 */
export function searchParts(
  problem: RotationProblem,
  start: RotationSolution | null,
  search: PartsSearch,
): RotationSolution {
  const isOver = (): boolean => search.isCut() || search.left() === 0
  const firstChunks = chunksOf(problem, FIRST_CHUNK_SLOTS)
  const world = createWorld(problem, start ?? { assignments: {} })
  for (const [turn, people] of firstChunks.entries()) if (!isOver()) layOut(partOf(world, people), search.seed + turn)
  let hard = check(problem, solutionOf(world)).score.hard
  const isFeasible = (): boolean => hard === 0
  search.onBest(world, hard)

  const visit = (
    people: number[],
    moves: number,
    seed: number,
    target: (part: Part) => number[],
    melts: 'everything' | 'any',
  ): Score => {
    const part = partOf(world, people)
    const before = check(part.problem, part.start).score
    const goal = target(part)
    if (before.hard === 0 && before.tiers.every((points, tier) => points <= goal[tier]!)) return before
    const slots = people.reduce((sum, p) => sum + problem.people[p]!.slots.length, 0)
    const iterations = search.spend(Math.ceil(slots * moves))
    const shape = { melts, firstCycle: Math.ceil(ONE_CYCLE * iterations) }
    const run = { seed, iterations, shouldStop: search.isCut, target: goal, shape }
    const solution = improve(part.problem, run, part.start)
    const after = check(part.problem, solution).score
    // Cut short by the clock, the first tiers may have gained a little while the others are still molten.
    const isCutShort = melts === 'any' && before.hard === 0 && search.isCut()
    const isWorseSomewhere = after.tiers.some((points, tier) => points > before.tiers[tier]!)
    const isBetter = compareScores(after, before) < 0 && !(isCutShort && isWorseSomewhere)
    if (isBetter) {
      putBack(world, part, solution)
      hard += after.hard - before.hard
      search.onBest(world, hard)
      search.peers?.tell(linesOf(world, people))
    }
    search.onPulse()
    return isBetter ? after : before
  }

  let chunks: Chunk[] = []
  const anySoft = (): number[] => problem.tiers.map(() => Number.POSITIVE_INFINITY)
  let turns = 0
  let firstMoves = FIRST_MOVES
  for (let round = 0; !isOver() && !isFeasible() && round < MOST_FIRST_ROUNDS; round++) {
    for (const people of firstChunks) {
      hear()
      if (isOver() || isFeasible()) break
      visit(people, firstMoves, search.seed + turns++, anySoft, 'everything')
    }
    firstMoves *= FIRST_GROWTH
  }
  if (isFeasible()) search.peers?.tell(solutionOf(world))
  chunks = chunksOf(problem, CHUNK_SLOTS).map((people) => ({ people, bound: null, isDone: false, visits: 0 }))
  // Two searches beside each other meet in the middle.
  if (search.seed % 2 === 0) chunks.reverse()
  while (!isOver()) {
    hear()
    const chunk = leastVisited(chunks)
    if (chunk === null) break
    const targetOf = (part: Part): number[] => {
      chunk.bound ??= prove(compile(part.problem), search.isCut).bound
      return chunk.bound.tiers
    }
    const moves = Math.min(MOST_VISIT_MOVES, VISIT_MOVES * VISIT_GROWTH ** chunk.visits)
    // What is laid out first is far from what annealing finds from nothing; a schedule that was given is not.
    const melts = start === null && chunk.visits === 0 ? 'everything' : 'any'
    const score = visit(chunk.people, moves, search.seed + turns++, targetOf, melts)
    chunk.isDone = score.hard === 0 && score.tiers.every((points, tier) => points <= chunk.bound!.tiers[tier]!)
    chunk.visits++
  }
  return solutionOf(world)

  /** What the others found for people whom this search has not found as much for, and which chunks they have visited. */
  function hear(): void {
    for (let lines = search.peers?.ask(); lines; lines = search.peers?.ask()) {
      const change = adopt(world, lines)
      if (change === null) continue
      hard += change
      search.onBest(world, hard)
      const told = Object.keys(lines.assignments).length
      // Lines of everybody are a first schedule, not a visit.
      if (told === problem.people.length) continue
      const chunk = chunks.find(
        ({ people }) => people.length === told && problem.people[people[0]!]!.id in lines.assignments,
      )
      if (chunk) chunk.visits++
    }
  }

  function layOut(part: Part, seed: number): void {
    const c = compile(part.problem)
    const activities = construct(c, createPrng(seed), search.isCut)
    const solution = toSolution(c, activities)
    for (const [id, line] of Object.entries(part.start.assignments))
      if (line.some((a) => a >= 0)) solution.assignments[id] = line
    putBack(world, part, solution)
  }
}

/** The first of those that are not done; null when all are. */
function leastVisited(chunks: Chunk[]): Chunk | null {
  return chunks.reduce<Chunk | null>(
    (least, chunk) => (chunk.isDone || (least && least.visits <= chunk.visits) ? least : chunk),
    null,
  )
}
