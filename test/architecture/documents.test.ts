import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { anchorsOf, linksOf, pages } from '../support/documents.ts';

test.each(pages)('the links of %s are valid', (page) => {
  const broken = linksOf(page).filter((link) => !leadsSomewhere(page, link));

  expect(broken).toEqual([]);
});

/** External links are checked by their form only: the tests need no network. */
function leadsSomewhere(page: string, link: string): boolean {
  if (/^[a-z]+:/.test(link)) return URL.canParse(link) && /^https:$|^http:$/.test(new URL(link).protocol);
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : normalize(join(dirname(page), path));
  if (!existsSync(target)) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

test('the README has a limited length', () => {
  const text = readFileSync('README.md', 'utf8');

  expect(text.split('\n').length).toBeLessThanOrEqual(151);
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(11_000);
});

test('every file that a page names in code exists', () => {
  const missing = pages
    .filter((page) => page !== 'CHANGELOG.md')
    .flatMap((page) => {
      const named = readFileSync(page, 'utf8').matchAll(/`((?:src|test|jobs|bench|prisma|docs)\/[\w./-]+\.\w+)`/g);
      return [...named]
        .map(([, file = '']) => `${page}: ${file}`)
        .filter((entry) => !existsSync(entry.split(': ')[1] ?? ''));
    });

  expect(missing).toEqual([]);
});
