export { firstAdministratorLink, renewSetupLink } from './service.ts'
export { actorByToken, actorOfPerson } from './sign-in.ts'
