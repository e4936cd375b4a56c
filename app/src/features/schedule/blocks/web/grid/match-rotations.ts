import type { RotationView } from '../../contract.ts'

/** Rotations for what was typed: the exact code first, then codes that begin so, then names that contain it. */
export function matchRotations(rotations: readonly RotationView[], typed: string): RotationView[] {
  const text = typed.trim().toLowerCase()
  if (text === '') return [...rotations]
  const rank = ({ code, name }: RotationView): number => {
    const [lowCode, lowName] = [code.toLowerCase(), name.toLowerCase()]
    if (lowCode === text) return 0
    if (lowCode.startsWith(text)) return 1
    if (lowName.startsWith(text)) return 2
    return lowName.includes(text) || lowCode.includes(text) ? 3 : 4
  }
  return rotations
    .map((rotation) => ({ rotation, rank: rank(rotation) }))
    .filter((found) => found.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map((found) => found.rotation)
}
