/**
 * Reads the MiniZinc data of the medical student scheduling problem (Akbarzadeh & Maenhout 2021; Zanazzo, Ceschia, Dovier &
 * Schaerf, Journal of Scheduling 2024). `Precededby[d,d1] > 0`: who does d has done d1 before.
 */
import type { PlacementProblem } from '../placements/problem.ts'
import { validatePlacements } from '../placements/validate.ts'
import { type DznItem, readDzn } from './dzn.ts'

export type MssReading = { ok: true; problem: PlacementProblem } | { ok: false; sentences: string[] }

const SCALARS = ['Students', 'Disciplines', 'Hospitals', 'Duration', 'Horizon', 'Groups', 'MaxDiscPerHosp'] as const
const MOST_NUMBERS = 50_000_000

/** Ids are "s1", "d1", "h1", "g1" in the order of the data. Never throws: sentences say what is wrong, with lines. */
export function readMss(text: string): MssReading {
  const reading = readDzn(text)
  if (!reading.ok) return reading
  const sentences: string[] = []
  const size: Record<string, number> = {}
  for (const name of SCALARS) size[name] = scalar(reading.items, name, sentences)
  if (sentences.length > 0) return { ok: false, sentences }
  const [S, D, H, T, G] = [
    size['Students']!,
    size['Disciplines']!,
    size['Hospitals']!,
    size['Horizon']!,
    size['Groups']!,
  ]
  const take = (name: string, dimensions: number[], least: number, most: number): number[] =>
    array(reading.items, name, dimensions, [least, most], sentences)
  const ANY = 1_000_000
  const discGroup = take('DiscGroup', [D], 1, G)
  const studDiscGroup = take('StudDiscGroup', [S, G], 0, D)
  const allowed = take('AllowedDisc', [S, D], 0, ANY)
  const preceded = take('Precededby', [D, D], 0, ANY)
  const availability = take('Availability', [S, T], 0, ANY)
  const ability = take('Ability', [S, H, D], 0, ANY)
  const max = take('MaxPosHosp', [H, D, T], 0, ANY)
  const min = take('MinPosHosp', [H, D, T], 0, ANY)
  const weights = take('WeightPref', [S, 4], -ANY, ANY)
  const prefDisc = take('PrefStudDisc', [S, D], -ANY, ANY)
  const prefHosp = take('PrefStudHosp', [S, H], -ANY, ANY)
  const manPref = take('ManPref', [D], -ANY, ANY)
  if (sentences.length > 0) return { ok: false, sentences }

  const ids = (letter: string, count: number): string[] => Array.from({ length: count }, (_, k) => `${letter}${k + 1}`)
  const [groupIds, disciplineIds, hospitalIds] = [ids('g', G), ids('d', D), ids('h', H)]
  const where = <T>(list: T[], keep: (index: number) => boolean): T[] => list.filter((_, index) => keep(index))
  const entries = (keys: string[], at: (index: number) => number): Record<string, number> =>
    Object.fromEntries(keys.map((key, index) => [key, at(index)]))
  const problem: PlacementProblem = {
    kind: 'placements',
    periods: T,
    duration: size['Duration']!,
    maxDisciplinesPerHospital: size['MaxDiscPerHosp']!,
    groups: groupIds.map((id, k) => ({ id, label: `Group ${k + 1}` })),
    disciplines: disciplineIds.map((id, d) => ({
      id,
      label: `Discipline ${d + 1}`,
      groupId: groupIds[discGroup[d]! - 1]!,
      afterIds: where(disciplineIds, (before) => preceded[d * D + before]! > 0),
      schoolPreference: manPref[d]!,
    })),
    hospitals: hospitalIds.map((id, k) => ({ id, label: `Hospital ${k + 1}` })),
    wards: hospitalIds.flatMap((hospitalId, h) =>
      disciplineIds.map((disciplineId, d) => ({
        hospitalId,
        disciplineId,
        min: min.slice((h * D + d) * T, (h * D + d + 1) * T),
        max: max.slice((h * D + d) * T, (h * D + d + 1) * T),
      })),
    ),
    students: Array.from({ length: S }, (_, s) => ({
      id: `s${s + 1}`,
      label: `Student ${s + 1}`,
      needs: entries(groupIds, (g) => studDiscGroup[s * G + g]!),
      disciplineIds: where(disciplineIds, (d) => allowed[s * D + d]! > 0),
      unavailable: where(
        Array.from({ length: T }, (_, t) => t),
        (t) => availability[s * T + t] === 0,
      ),
      unable: hospitalIds.flatMap((hospitalId, h) =>
        where(disciplineIds, (d) => ability[(s * H + h) * D + d] === 0).map((disciplineId) => ({
          hospitalId,
          disciplineId,
        })),
      ),
      weights: {
        discipline: weights[s * 4]!,
        hospital: weights[s * 4 + 1]!,
        change: weights[s * 4 + 2]!,
        idle: weights[s * 4 + 3]!,
      },
      disciplinePreferences: entries(disciplineIds, (d) => prefDisc[s * D + d]!),
      hospitalPreferences: entries(hospitalIds, (h) => prefHosp[s * H + h]!),
    })),
  }
  return validatePlacements(problem)
}

function scalar(items: Map<string, DznItem>, name: string, sentences: string[]): number {
  const item = items.get(name)
  const value = item?.numbers[0] ?? 0
  if (!item) sentences.push(`"${name}" is missing.`)
  else if (item.kind !== 'number' || value < 1 || value > 100_000)
    sentences.push(`Line ${item.line}: "${name}" must be a whole number from 1 to 100000.`)
  return value
}

function array(
  items: Map<string, DznItem>,
  name: string,
  dimensions: number[],
  [least, most]: [number, number],
  sentences: string[],
): number[] {
  const item = items.get(name)
  if (!item) {
    sentences.push(`"${name}" is missing.`)
    return []
  }
  const needed = dimensions.reduce((a, b) => a * b, 1)
  const say = (sentence: string): number => sentences.push(`Line ${item.line}: "${name}" ${sentence}`)
  if (needed > MOST_NUMBERS) say(`would need ${needed} numbers, more than can be read.`)
  else if (item.kind !== 'array' || item.numbers.length !== needed)
    say(`has ${item.numbers.length} numbers; ${dimensions.join(' × ')} are needed.`)
  else if (item.rows.length > 0 && item.rows.some((length) => length !== dimensions.at(-1)))
    say(`has rows of different lengths; every row needs ${dimensions.at(-1)}.`)
  const wrong = item.numbers.find((number) => number < least || number > most)
  if (wrong !== undefined) say(`holds ${wrong}; numbers from ${least} to ${most} are meant.`)
  return item.numbers
}
