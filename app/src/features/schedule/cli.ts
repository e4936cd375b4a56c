import { academicYear, formatCount, isoOf, measure, overlap, plural, unitOf } from '@gradus/rules'
import { readFile, writeFile } from 'node:fs/promises'
import { Option } from 'commander'
import type { AddCommands, CommandLine } from '../../platform/cli.ts'
import { parseDefinition } from '../curriculum/index.ts'
import { isoRange } from './facts/load.ts'
import { type DefinitionSchedule, solveDefinition } from './scenarios/solve/solve-definition.ts'
import { solveScenarioHere } from './scenarios/solve/solve-here.ts'

/** 0 solved, 1 wrong input, 2 proven impossible, 3 nothing found in the time. */
const exitCodes = { optimal: 0, feasible: 0, infeasible: 2, stopped: 3 } as const

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

interface SolveOptions extends Record<string, unknown> {
  readonly trainees: number
  readonly years: number
  readonly seconds: number
  readonly seed: number
  readonly out?: string
}

const whole =
  (name: string, least: number) =>
  (text: string): number => {
    const value = Number(text)
    if (!Number.isInteger(value) || value < least) throw new Error(`${name} must be a whole number from ${least}.`)
    return value
  }

/** `gradus solve`: a draft of the database, or imagined trainees of a program file. */
export const scheduleCommands: AddCommands = (line) => {
  const command = line.program
    .command('solve <what>')
    .description('Solve a program file for imagined trainees, or a draft schedule by its id')
    .addOption(
      new Option('--trainees <n>', 'Trainees who start together (program file)')
        .default(1)
        .argParser(whole('--trainees', 1)),
    )
    .addOption(
      new Option('--years <n>', 'Years of the program to schedule, or all (program file)')
        .default(Infinity, 'all')
        .argParser((text) => (text === 'all' ? Infinity : whole('--years', 1)(text))),
    )
    .addOption(new Option('--seconds <n>', 'Time for the search').default(20).argParser(whole('--seconds', 1)))
    .addOption(
      new Option('--seed <n>', 'The same seed gives the same schedule').default(1).argParser(whole('--seed', 0)),
    )
    .option('--out <file>', 'Write the schedule as JSON (program file)')
  line.withSettings(command).action(async (what: string, options: SolveOptions) => {
    if (isId(what)) await solveDraft(line, what, options)
    else await solveFile(line, what, options)
  })
}

async function solveDraft(line: CommandLine, scenarioId: string, options: SolveOptions): Promise<void> {
  await line.withPlatform(options, async (platform) => {
    const run = await solveScenarioHere(platform, scenarioId, options)
    line.say(run.sentence)
    for (const reason of run.reasons) line.say(`- ${reason}`)
    process.exitCode = run.outcome === null ? 1 : exitCodes[run.outcome]
  })
}

async function solveFile(line: CommandLine, file: string, options: SolveOptions): Promise<void> {
  const parsed = parseDefinition(await readFile(file, 'utf8'))
  if (!parsed.ok) {
    for (const problem of parsed.problems) line.say(`${file}:${problem.line}:${problem.column} ${problem.sentence}`)
    process.exitCode = 1
    return
  }
  const { trainees, years, seconds, seed } = options
  const schedule = await solveDefinition(parsed.definition, { trainees, years, seconds, seed })
  for (const text of schedule.notes) line.say(text)
  for (const { sentence } of schedule.result.reasons) line.say(sentence)
  for (const text of linesOf(schedule)) line.say(text)
  const violations = schedule.findings.filter(({ severity }) => severity === 'violation').length
  const warnings = schedule.findings.filter(({ severity }) => severity === 'warning').length
  line.say(
    `${schedule.result.status}: ${plural(schedule.seats.length, 'trainee')}, ${plural(violations, 'violation')}, ${plural(warnings, 'warning')}; checked independently.`,
  )
  if (options.out !== undefined) await writeFile(options.out, `${JSON.stringify(jsonOf(schedule), null, 2)}\n`)
  process.exitCode = exitCodes[schedule.result.status]
}

/** For each trainee and academic year, what they do in the order they do it, in the program's own units. */
function linesOf({ seats, placements }: DefinitionSchedule): string[] {
  return seats.flatMap((seat) => {
    const { definition, facts } = seat.followed
    const codes = new Map(definition.rotations.map(({ id, code }) => [id, code]))
    const own = placements.filter(({ appointmentId }) => appointmentId === seat.id)
    const first = Number(isoOf(seat.startOn).slice(0, 4))
    const years = Array.from({ length: definition.levels.length }, (_, index) =>
      academicYear(first + index, facts.startsOn),
    )
    const unit = unitOf(facts.calendar)
    return years.flatMap((year) => {
      const stays = own.flatMap((placement) => {
        const days = overlap(placement, year)
        if (days === null) return []
        const amount = measure([days], unit, facts.calendar, facts.startsOn)
        return [`${codes.get(placement.rotationId) ?? placement.rotationId} ${formatCount(amount)}`]
      })
      return stays.length === 0 ? [] : [`${seat.personName}, ${year.label} (${unit}): ${stays.join(', ')}`]
    })
  })
}

const jsonOf = ({ result, placements, findings, seats }: DefinitionSchedule) => ({
  status: result.status,
  score: result.score,
  bound: result.bound,
  iterations: result.iterations,
  trainees: seats.map((seat) => ({
    name: seat.personName,
    assignments: placements
      .filter(({ appointmentId }) => appointmentId === seat.id)
      .map((placement) => ({ rotation: placement.rotationId, ...isoRange(placement) })),
  })),
  findings: findings.map(({ ruleId, severity, sentence }) => ({ ruleId, severity, sentence })),
})
