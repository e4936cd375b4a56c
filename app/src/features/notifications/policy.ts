import { permission } from '../../contract/permission.ts'

export const watchDelivery = permission(
  'notifications.delivery',
  'See what became of e-mail and push messages, and send them again',
  {
    administrator: 'institution',
  },
)
