export { curriculaFor, curriculaInForce, type Curriculum, type FollowsVersion } from './curricula.ts'
export { importDefinition } from './import-definition.ts'
export { rotationTints } from './tints.ts'
export {
  allInstitutions,
  type Institution,
  institutionById,
  type ProgramRow,
  programsOf,
  type RoomRow,
  roomsOf,
  sitesOf,
} from './store.ts'
export { todayAt, todayOf } from './today.ts'
export { programIdsWithin } from './within.ts'
