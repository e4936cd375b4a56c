import { z } from 'zod'
import { id, name } from '../../contract/fields.ts'
import { publicAccess, signedIn } from '../../contract/permission.ts'
import { roles } from '../../contract/roles.ts'
import { route } from '../../contract/route.ts'
import { inviteAccounts, manageRoles } from './policy.ts'

export const email = z.string().trim().toLowerCase().pipe(z.email('This is not an e-mail address.').max(254))
/** Length beats composition rules; 128 bounds the work of hashing. */
export const password = z.string().min(12, 'Use at least 12 characters.').max(128, 'Use at most 128 characters.')
const token = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'This link is not complete.')

export const actorView = z.object({
  institutionId: id,
  accountId: id,
  personId: id,
  name: z.string(),
  grants: z.array(z.object({ role: z.enum(roles), programId: id.nullable() })),
})

export const getSession = route({
  id: 'session.get',
  method: 'get',
  path: '/api/session',
  summary: 'Who is signed in, and where',
  access: publicAccess,
  answer: z.object({
    actor: actorView.nullable(),
    institution: z.object({ name: z.string(), timeZone: z.string(), demo: z.boolean() }).nullable(),
    programs: z.array(z.object({ id, name: z.string(), shortName: z.string() })),
    unread: z.number().int(),
  }),
})

export const signIn = route({
  id: 'session.create',
  method: 'post',
  path: '/api/session',
  summary: 'Sign in with e-mail and password',
  access: publicAccess,
  body: z.object({ email, password: z.string().min(1, 'Give your password.').max(128) }),
  answer: z.object({ actor: actorView }),
})

export const signOut = route({
  id: 'session.delete',
  method: 'delete',
  path: '/api/session',
  summary: 'Sign out',
  access: publicAccess,
  answer: z.object({}),
})

export const changePassword = route({
  id: 'account.password',
  method: 'post',
  path: '/api/account/password',
  summary: 'Change my password; other sessions end',
  access: signedIn,
  body: z.object({ current: z.string().max(128), next: password }),
  answer: z.object({}),
})

/** `isMailed`: the link is also on its way by e-mail. */
export const inviteResult = z.object({ url: z.string(), expiresAt: z.string(), isMailed: z.boolean() })

export const invite = route({
  id: 'accounts.invite',
  method: 'post',
  path: '/api/people/:personId/invitation',
  summary: 'Make a one-time link with which a person sets a password; shown once',
  access: inviteAccounts,
  params: z.object({ personId: id }),
  body: z.object({ email }),
  answer: inviteResult,
  status: 201,
})

/** The one-time link decides what the holder may do: set a password, or also create the first administrator. */
export const getInvitation = route({
  id: 'invitation.get',
  method: 'get',
  path: '/api/invitations/:token',
  summary: 'What a one-time link is for',
  access: publicAccess,
  params: z.object({ token }),
  answer: z.object({ kind: z.enum(['account', 'setup']), name: z.string().nullable(), email: z.string().nullable() }),
})

export const acceptInvitation = route({
  id: 'invitation.accept',
  method: 'post',
  path: '/api/invitations/:token',
  summary: 'Use a one-time link',
  access: publicAccess,
  params: z.object({ token }),
  body: z.object({
    password,
    /** Asked for when the link sets up a new institution. */
    setup: z
      .object({ institutionName: name, timeZone: z.string().min(1).max(60), givenName: name, familyName: name, email })
      .optional(),
  }),
  answer: z.object({ actor: actorView }),
})

export const grantView = z.object({
  id,
  personId: id,
  personName: z.string(),
  email: z.string().nullable(),
  /** Whether the person can sign in. */
  account: z.enum(['none', 'active', 'disabled']),
  role: z.enum(roles),
  programId: id.nullable(),
  programName: z.string().nullable(),
})
export type GrantView = z.infer<typeof grantView>

export const listGrants = route({
  id: 'grants.list',
  method: 'get',
  path: '/api/grants',
  summary: 'Who holds which role',
  access: manageRoles,
  answer: z.object({ grants: z.array(grantView) }),
})

export const grantRole = route({
  id: 'grants.create',
  method: 'post',
  path: '/api/grants',
  summary: 'Grant a role',
  access: manageRoles,
  body: z.object({ personId: id, role: z.enum(roles), programId: id.nullable() }),
  answer: z.object({ id }),
  status: 201,
})

export const revokeRole = route({
  id: 'grants.revoke',
  method: 'delete',
  path: '/api/grants/:grantId',
  summary: 'Revoke a role; it ends with the next request of that person',
  access: manageRoles,
  params: z.object({ grantId: id }),
  answer: z.object({}),
})
