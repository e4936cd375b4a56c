import type { TablerIcon } from '@tabler/icons-react'
import type { ComponentType } from 'react'
import type { Access } from '../contract/permission.ts'
import type { Role } from '../contract/roles.ts'

/** The parts of the rail, in their order. */
export const railGroups = ['me', 'program', 'institution'] as const
export type RailGroup = (typeof railGroups)[number]

/**
 * One page, as a feature's `web/index.ts` lists it. Nothing of the page itself is loaded until it is opened, so that file may import
 * types, policies and icons, but no component.
 */
export interface FeaturePage {
  /** `/people/:personId`; parameters are read with `usePathParams`. */
  readonly path: string
  readonly label: string
  readonly icon?: TablerIcon
  readonly component: () => Promise<ComponentType>
  readonly access: Access
  /** Its place in the rail. `roles` narrows it further than `access` does; `phone` gives it a place in the bottom bar (lowest four). */
  readonly rail?: {
    readonly group: RailGroup
    readonly order: number
    readonly roles?: readonly Role[]
    readonly phone?: number
  }
  /** Things to do that the search offers by name; `to` is an address of the application. */
  readonly actions?: readonly { readonly label: string; readonly to: string; readonly access: Access }[]
}
export type FeaturePages = readonly FeaturePage[]
