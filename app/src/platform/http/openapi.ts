import { z } from 'zod'
import { type Access, publicAccess, signedIn } from '../../contract/permission.ts'
import type { AnyRoute } from '../../contract/route.ts'

type Json = Record<string, unknown>

const schemaOf = (shape: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  }) as Json
  return schema
}

const accessWords = (access: Access): string => {
  if (access === publicAccess) return 'Open to anyone.'
  if (access === signedIn) return 'For any signed-in person, about themselves.'
  const roles = Object.entries(access.allow).map(([role, reach]) => `${role} (${reach})`)
  return `Permission \`${access.name}\`: ${roles.join(', ')}.`
}

function parametersOf(route: AnyRoute): Json[] {
  const parts = [
    ['path', route.params],
    ['query', route.query],
  ] as const
  return parts.flatMap(([place, shape]) => {
    if (shape === undefined) return []
    const schema = schemaOf(shape, 'input') as { properties?: Record<string, Json>; required?: string[] }
    return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
      name,
      in: place,
      required: place === 'path' || (schema.required ?? []).includes(name),
      schema: property,
    }))
  })
}

const problems = { $ref: '#/components/responses/Problem' }

function operationOf(route: AnyRoute): Json {
  const kinds = { file: 'application/octet-stream', events: 'text/event-stream' } as const
  const content =
    typeof route.answer === 'string'
      ? { [kinds[route.answer]]: {} }
      : { 'application/json': { schema: schemaOf(route.answer, 'output') } }
  return {
    operationId: route.id,
    summary: route.summary,
    description: accessWords(route.access),
    tags: [route.id.split('.')[0]],
    ...(route.access === publicAccess ? { security: [] } : {}),
    parameters: parametersOf(route),
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content:
              route.bodyKind === 'bytes'
                ? { 'application/octet-stream': {} }
                : { 'application/json': { schema: schemaOf(route.body, 'input') } },
          },
        }
      : {}),
    responses: { [String(route.status ?? 200)]: { description: 'Success', content }, default: problems },
  }
}

/** The OpenAPI 3.1 document of all routes; 3.1 takes JSON Schema 2020-12 as it is. */
export function openApiDocument(routes: readonly AnyRoute[], appVersion: string): Json {
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Gradus',
      version: appVersion,
      description:
        'Everything the application does, it does through this interface. Refusals are RFC 9457 problem documents.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'gradus' } },
      responses: {
        Problem: {
          description: 'A refusal: a sentence for the person who can act',
          content: { 'application/problem+json': { schema: problemSchema } },
        },
      },
    },
  }
}

const problemSchema = schemaOf(
  z.object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    requestId: z.string(),
    problems: z
      .array(
        z.object({
          path: z.string().optional(),
          line: z.number().optional(),
          column: z.number().optional(),
          sentence: z.string(),
        }),
      )
      .optional(),
    current: z.unknown().optional(),
  }),
  'output',
)
