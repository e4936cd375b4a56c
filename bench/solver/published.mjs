// What others reached on the published instances. Facts about third parties' data, with their sources; the data are not part of Gradus.

/** Where the public originals are. */
export const originals = {
  nrp: 'T. Curtois and R. Qu, Computational results on new staff scheduling benchmark instances, 2014 (schedulingbenchmarks.org/nrp)',
  mss: 'B. Akbarzadeh and B. Maenhout, A decomposition-based heuristic procedure for the medical student scheduling problem, 2021; scores by E. Zanazzo, S. Ceschia, A. Dovier and A. Schaerf, 2024',
}

/**
 * Points of shift schedules; fewer are better. `best` is the best known; `isProven` when it is known to be the least; `isSure` false when
 * it could not be read again in its source. `chain`: one hour of ejection chains, `gurobi`: one hour of Gurobi 5.6.3, both of 2014 on one
 * core of a 3.16 GHz Core 2 Duo, null where none was found.
 */
const nrp = [
  [607, true, true, 607, 607],
  [828, true, true, 837, 828],
  [1001, true, true, 1003, 1001],
  [1716, true, true, 1718, 1716],
  [1143, true, true, 1358, 1143],
  [1950, true, true, 2258, 1950],
  [1056, true, true, 1269, 1056],
  [1300, false, false, 2260, 1323],
  [439, true, true, 463, 439],
  [4631, true, true, 4797, 4631],
  [3443, true, true, 3661, 3443],
  [4040, true, true, 5211, 4040],
  [1348, false, false, 3037, 3109],
  [1278, false, true, 1847, 1280],
  [3829, false, false, 5935, 4964],
  [3225, false, true, 4048, 3233],
  [5746, true, true, 7835, 5851],
  [4459, false, false, 6404, 4760],
  [3149, false, false, 5531, 5420],
  [4769, false, false, 9750, null],
  [21133, false, false, 36688, null],
  [30241, false, false, 516686, null],
  [17428, false, false, 54384, null],
  [42463, false, false, 156858, null],
].map(([best, isProven, isSure, chain, gurobi]) => ({ best, isProven, isSure, chain, gurobi }))

/** Scores of placements; more are better. */
const mss = {
  I40_12_1: 4127,
  I40_12_4: 2857,
  I80_12_2: 7206,
  I80_12_4: 8039,
  I80_24_1: 16448,
  I80_24_2: 15759,
  I160_12_1: 17742,
  I240_12_4: 21112,
  I320_12_2: 29868,
}

/** What is published about a file of a kind, by its name without ending; null for files nobody reported. */
export function publishedOf(kind, name) {
  if (kind === 'mss') return name in mss ? { best: mss[name], isProven: false, isSure: true } : null
  const number = /^Instance(\d+)$/.exec(name)?.[1]
  return number === undefined ? null : (nrp[Number(number) - 1] ?? null)
}

/** Names of the nrp set that nobody's folder may lack silently. */
export const wholeSet = { nrp: nrp.map((_, index) => `Instance${index + 1}`), mss: Object.keys(mss) }
