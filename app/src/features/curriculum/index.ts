export { collectRooms } from './rooms.ts'
export { curriculumFacts } from './curriculum-facts.ts'
export type { Amount, TimeUnit } from './definition/amount.ts'
export type { Calendar, Level } from './definition/calendar.ts'
export { type Definition, definitionSchema } from './definition/definition.ts'
export type { Marks } from './definition/marks.ts'
export type { Room, Site } from './definition/place.ts'
export type { OtherRequirement, Requirement, RotationRequirement } from './definition/requirement.ts'
export type { Rotation, RotationGroup } from './definition/rotation.ts'
export { type Section, type SectionId, SECTIONS } from './definition/sections.ts'
export { formatDefinition } from './format.ts'
export { programJsonSchema, programJsonSchemaText } from './json-schema.ts'
export { parseDefinition, type ParseResult } from './parse.ts'
export type { Problem } from './problem.ts'
export { calendarSpec, planRequirements, ruleRequirements } from './requirements.ts'
export { calendarUnit, inYears, unitsPerYear, yearsAtLevels } from './time.ts'
export {
  amountWords,
  boundsWords,
  calendarWords,
  lengthWords,
  listWords,
  rotationName,
  traineesWords,
} from './words.ts'
