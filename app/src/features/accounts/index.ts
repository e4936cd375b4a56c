export { firstAdministratorLink, renewSetupLink } from './service.ts'
export { actorByToken } from './sign-in.ts'
