/** What the browser knows of definitions: their type. Reading and checking them is the server's. */
export type { Definition } from './definition/definition.ts'
