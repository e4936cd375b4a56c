import { z } from 'zod'
import { id, version } from '../../../../contract/fields.ts'
import { route } from '../../../../contract/route.ts'
import { editScenarios, readScenarios } from '../policy.ts'

const params = z.object({ scenarioId: id })

export const relaxationsView = z.object({
  relaxations: z.array(z.object({ id, sentence: z.string(), addedBy: z.string(), addedAt: z.string() })),
  version,
})

export const listRelaxations = route({
  id: 'scenarios.relaxations',
  method: 'get',
  path: '/api/scenarios/:scenarioId/relaxations',
  summary: 'Which rules the solver keeps in a weaker form in this draft alone',
  access: readScenarios,
  params,
  answer: relaxationsView,
})

export const takeRemedy = route({
  id: 'scenarios.relaxations.add',
  method: 'post',
  path: '/api/scenarios/:scenarioId/relaxations',
  summary: 'Take one of the ways out that a solver run found, for this draft alone',
  access: editScenarios,
  params,
  body: z.object({ runId: id, index: z.number().int().min(0).max(100), expectedVersion: version }),
  answer: relaxationsView.extend({ sentence: z.string() }),
})

export const removeRelaxation = route({
  id: 'scenarios.relaxations.remove',
  method: 'delete',
  path: '/api/scenarios/:scenarioId/relaxations/:relaxationId',
  summary: 'Keep a rule in full again in this draft',
  access: editScenarios,
  params: params.extend({ relaxationId: id }),
  answer: relaxationsView,
})
