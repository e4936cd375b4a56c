export { type Html, html, linkTo } from './html.ts'
export { type Institution, type PublicPage, STYLESHEET } from './page.ts'
export { type ProgramEntry, renderProgramIndex, renderProgramPage, type VersionLink } from './render.ts'
export { publicStylesheet } from './stylesheet.ts'
