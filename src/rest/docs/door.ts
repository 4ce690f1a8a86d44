import { type Answer, jsonAnswer, type PublicDoor, type Refusal, refusalStatus } from '../../http/door.ts';
import { escapeHtml, htmlPage, strictPageAnswer } from '../../http/html.ts';
import type { Dialect } from '../dialect.ts';
import { type Asset, assets } from './assets.ts';

/**
 * Returns the public doors at `/docs`: one page per dialect with its OpenAPI description, and the files of the pages.
 * They work without a network.
 */
export function docsDoors(dialects: readonly [Dialect, ...Dialect[]]): Readonly<Record<string, PublicDoor>> {
  const [first] = dialects;
  const pages = dialects.map((dialect) => [pathOf(dialect), pageDoor(dialects, dialect)] as const);
  const files = Object.entries(assets).map(([path, asset]) => [path, assetDoor(asset)] as const);
  return { '/docs': pageDoor(dialects, first), ...Object.fromEntries([...pages, ...files]) };
}

function pathOf({ name }: Dialect): string {
  return `/docs/${name}`;
}

function pageDoor(dialects: readonly Dialect[], dialect: Dialect): PublicDoor {
  return { name: 'docs', methods, answer: async () => strictPageAnswer(pageOf(dialects, dialect)), refuse };
}

/** Browsers may cache a file for one hour. */
function assetDoor({ contentType, read }: Asset): PublicDoor {
  const headers = { 'content-type': contentType, 'cache-control': 'max-age=3600' };
  return { name: 'docs', methods, answer: async () => ({ status: 200, body: await read(), headers }), refuse };
}

const methods = ['GET', 'HEAD'];

function refuse(refusal: Refusal, requestId: string): Answer {
  const status = refusalStatus[refusal];
  return jsonAnswer(status, { error: 'This page cannot be shown.', code: refusal, requestId });
}

const style = `<link rel="stylesheet" href="/docs/swagger-ui.css">
<style>
body { margin: 0; font-family: system-ui, sans-serif }
nav { padding: .75rem 1.25rem; background: #1b1b1f }
nav a { color: #fff; margin-right: 1.25rem }
nav a[aria-current] { font-weight: bold; text-decoration: none }
noscript { display: block; padding: 1.25rem }
</style>`;

function pageOf(dialects: readonly Dialect[], dialect: Dialect): string {
  const { info, basePath } = dialect;
  const url = `${basePath}/openapi.json`;
  const links = dialects.map((other) => {
    const current = other === dialect ? ' aria-current="page"' : '';
    return `<a href="${pathOf(other)}"${current}>${escapeHtml(other.info.title)}</a>`;
  });
  const body = `<nav aria-label="APIs"><a href="/">Tenure</a>${links.join('')}<a href="${url}">openapi.json</a></nav>
<noscript>This page needs JavaScript. The description itself is at <a href="${url}">${url}</a>.</noscript>
<main id="description" data-url="${url}"></main>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>`;
  return htmlPage(`${info.title} – Tenure`, style, body);
}
