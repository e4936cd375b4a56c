import { permission } from '../../contract/permission.ts'

export const manageRoles = permission('accounts.roles.manage', 'Grant and revoke roles, close sessions', {
  administrator: 'institution',
})

export const inviteAccounts = permission('accounts.invite', 'Give a person a one-time sign-in link', {
  administrator: 'institution',
  coordinator: 'program',
})
