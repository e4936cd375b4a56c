// JSON Schemas of the solver's problems, made of its TypeScript types: fields and choices from the types, descriptions from their
// comments, limits from their tags (@minimum, @maximum, @minItems). Every number is whole, from 0 unless a tag says otherwise.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { root } from './install.mjs'

const MOST = 10_000_000
const LIMIT_TAGS = ['minimum', 'maximum', 'minItems', 'maxItems']

/** The schema of `type`, declared in one of the files of the solver's source, as JSON text. */
export function schemaText({ type, title, files }) {
  const declared = new Map()
  for (const file of files) {
    const text = readFileSync(join(root, 'solver/src', file), 'utf8')
    for (const node of ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true).statements)
      if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) declared.set(node.name.text, node)
  }
  const definitions = {}
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title,
    description: 'Written from the types of the solver by "npm run reference"; do not edit.',
    ...objectSchema(membersOf(declared.get(type))),
  }
  return `${JSON.stringify({ ...schema, $defs: sorted(definitions) }, null, 2)}\n`

  function membersOf(node) {
    const inherited = (node.heritageClauses ?? []).flatMap(({ types }) =>
      types.flatMap(({ expression }) => membersOf(declared.get(expression.text))),
    )
    return [...inherited, ...node.members]
  }

  function objectSchema(members) {
    const byName = new Map(members.map((member) => [member.name.text, member]))
    return {
      type: 'object',
      required: [...byName].filter(([, { questionToken }]) => !questionToken).map(([name]) => name),
      properties: Object.fromEntries([...byName].map(([name, member]) => [name, propertySchema(member)])),
    }
  }

  function propertySchema(member) {
    const limits = Object.fromEntries(
      ts
        .getJSDocTags(member)
        .filter(({ tagName }) => LIMIT_TAGS.includes(tagName.text))
        .map(({ tagName, comment }) => [tagName.text, Number(comment)]),
    )
    const description = descriptionOf(member)
    return { ...(description ? { description } : {}), ...valueSchema(member.type, limits) }
  }

  function valueSchema(node, limits) {
    const { minimum = 0, maximum = MOST, ...listLimits } = limits
    if (ts.isParenthesizedTypeNode(node)) return valueSchema(node.type, limits)
    if (node.kind === ts.SyntaxKind.StringKeyword) return { type: 'string', minLength: 1 }
    if (node.kind === ts.SyntaxKind.NumberKeyword) return { type: 'integer', minimum, maximum }
    if (node.kind === ts.SyntaxKind.BooleanKeyword) return { type: 'boolean' }
    if (ts.isLiteralTypeNode(node)) return literalSchema(node.literal)
    if (ts.isArrayTypeNode(node))
      return { type: 'array', ...listLimits, items: valueSchema(node.elementType, { minimum, maximum }) }
    if (ts.isTypeLiteralNode(node)) return objectSchema(node.members)
    if (ts.isIntersectionTypeNode(node)) return objectSchema(node.types.flatMap(partsOf))
    if (ts.isUnionTypeNode(node)) return unionSchema(node.types, limits)
    if (ts.isTypeReferenceNode(node)) return referenceSchema(node, limits)
    throw new Error(`There is no schema for ${node.getText()}.`)
  }

  function partsOf(node) {
    if (ts.isParenthesizedTypeNode(node)) return partsOf(node.type)
    return ts.isTypeReferenceNode(node) ? membersOf(declared.get(node.typeName.text)) : node.members
  }

  function unionSchema(types, limits) {
    const choices = types.map((type) => valueSchema(type, limits))
    if (choices.every((choice) => 'const' in choice)) return { enum: choices.map((choice) => choice.const) }
    if (choices.every((choice) => choice.$ref || choice.oneOf))
      return { oneOf: choices.flatMap((choice) => choice.oneOf ?? [choice]) }
    return { anyOf: choices }
  }

  function referenceSchema({ typeName, typeArguments }, limits) {
    const name = typeName.text
    if (name === 'Record') return { type: 'object', additionalProperties: valueSchema(typeArguments[1], limits) }
    const node = declared.get(name)
    if (ts.isTypeAliasDeclaration(node)) {
      return valueSchema(node.type, name === 'Day' ? { minimum: -MOST, maximum: MOST } : limits)
    }
    if (!definitions[name]) {
      // Named first, so that types may name each other in a circle.
      definitions[name] = {}
      const description = descriptionOf(node)
      definitions[name] = { ...(description ? { description } : {}), ...objectSchema(membersOf(node)) }
    }
    return { $ref: `#/$defs/${name}` }
  }
}

function literalSchema(literal) {
  if (literal.kind === ts.SyntaxKind.NullKeyword) return { type: 'null' }
  if (literal.kind === ts.SyntaxKind.TrueKeyword) return { const: true }
  if (literal.kind === ts.SyntaxKind.FalseKeyword) return { const: false }
  return { const: literal.text }
}

function descriptionOf(node) {
  const text = ts
    .getJSDocCommentsAndTags(node)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join(' ')
  return text.replaceAll(/\s+/g, ' ').trim()
}

function sorted(fields) {
  return Object.fromEntries(Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1)))
}
