export { curriculaFor, curriculaInForce, type Curriculum, type FollowsVersion } from './curricula.ts'
export {
  allInstitutions,
  type Institution,
  institutionById,
  type ProgramRow,
  programsOf,
  type RoomRow,
  roomsOf,
  type SiteRow,
  sitesOf,
} from './store.ts'
export { todayAt } from './today.ts'
