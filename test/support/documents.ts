import { globSync, readFileSync } from 'node:fs';

/** The paths of all documentation pages. */
export const pages: readonly string[] = [
  'README.md',
  'CHANGELOG.md',
  '.github/CONTRIBUTING.md',
  'bench/README.md',
  ...globSync('docs/**/*.md').sort(),
  ...globSync('src/**/README.md').sort(),
];

/**
 * Returns the shell blocks of a page that a reader runs, in order. Blocks of other kinds, such as `console`, are only
 * shown.
 */
export function shellBlocksOf(page: string): string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
}

/** Returns the targets of all links and images of a page, without those in code. */
export function linksOf(page: string): string[] {
  const prose = readFileSync(page, 'utf8')
    .replaceAll(/^```.*?^```$/gms, '')
    .replaceAll(/`[^`\n]*`/g, 'code');
  return [...prose.matchAll(/\]\(([^)\s]+)\)|<(https?:[^>\s]+)>/g)].map(([, link, bare]) => link ?? bare ?? '');
}

/** Returns the anchors of the headings of a page, as GitHub generates them. */
export function anchorsOf(page: string): string[] {
  const headings = readFileSync(page, 'utf8').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
