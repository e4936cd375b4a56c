export { insertNotices as notify, type NewNotice, unreadCount } from './store.ts'
