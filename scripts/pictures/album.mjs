// docs/pages.md: every page with its three pictures, by feature.
import { cast, visitors } from './pages.mjs'

/** The name of a page's picture in `docs/pictures/<look>/`. */
export const pictureOf = (path) => `${path.replaceAll(/[/:]+/g, '-').replace(/^-/, '') || 'home'}.webp`

export function album(pages) {
  const features = [...new Set(pages.map(({ feature }) => feature))]
  const lines = features.flatMap((feature) => [
    `## ${feature}`,
    '',
    ...pages
      .filter((page) => page.feature === feature)
      .flatMap(({ path, label }) => [
        `**${label}** \`${path}\`, as ${cast[visitors[path]].words} sees it`,
        '',
        ['wide', 'dark', 'phone']
          .map((look) => `<img src="pictures/${look}/${pictureOf(path)}" height="260" alt="${label}, ${look}">`)
          .join(' '),
        '',
      ]),
  ])
  return [
    '# Every page',
    '',
    'Taken from the demo on its fixed day by `npm run pictures`; do not edit. Wide, in the dark, and on a phone.',
    '',
    ...lines,
  ].join('\n')
}
