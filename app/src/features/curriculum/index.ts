export { curriculumFacts } from './curriculum-facts.ts'
export type { Amount, TimeUnit } from './definition/amount.ts'
export type { Calendar, Level } from './definition/calendar.ts'
export type { Definition } from './definition/definition.ts'
export type { Marks } from './definition/marks.ts'
export type { Room, Site } from './definition/place.ts'
export type { OtherRequirement, Requirement, RotationRequirement } from './definition/requirement.ts'
export type { Rotation, RotationGroup } from './definition/rotation.ts'
export { type Section, type SectionId, SECTIONS } from './definition/sections.ts'
export { type DefinitionChange, diffDefinitions } from './diff.ts'
export { editText, plainData } from './edit-text.ts'
export {
  type DefinitionFile,
  diffFiles,
  type FileReport,
  validateFiles,
  validationLines,
} from './files.ts'
export { suggestion } from './did-you-mean.ts'
export { programJsonSchemaText } from './json-schema.ts'
export { parseDefinition, type ParseResult } from './parse.ts'
export type { Problem } from './problem.ts'
export { calendarSpec, planRequirements } from './requirements.ts'
export { shippedDefinitions, shippedFiles } from './shipped.ts'
export { inYears, unitsPerYear, yearsAtLevels } from './time.ts'
export {
  amountWords,
  boundsWords,
  calendarWords,
  lengthWords,
  listWords,
  rotationName,
  traineesWords,
} from './words.ts'
