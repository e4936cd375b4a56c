export { type NewNotice, notify } from './notify.ts'
export { type AnyOneTap, offer, oneTap, type OneTapCall, type OneTapView } from './one-tap/define.ts'
export { settleNotices, unreadCount } from './store.ts'
