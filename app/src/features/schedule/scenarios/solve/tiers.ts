/** What matters, most important first: the solver never gives up something of an earlier tier for a later one. */
export const tierNames = ['Coverage', 'Shape of the year', 'Preferences', 'Changes of site']

export const tier = { coverage: 0, shape: 1, preferences: 2, sites: 3 } as const
