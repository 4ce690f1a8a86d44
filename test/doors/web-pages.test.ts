import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { createWorld } from '../support/world.ts';

// The pages for a person at a browser: what this gateway is at `/`, and the descriptions of the REST APIs at `/docs`.

const world = await createWorld();
world.setRealTime(Temporal.Instant.from('2026-11-21T10:00:00Z'));
const run = promisify(execFile);

// As browsers ask for a page.
const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const ask = (path: string, init: RequestInit = {}) =>
  fetch(`${world.url}${path}`, { headers: { accept: browser }, ...init });

/** Everything that a page links to or loads. */
const referencesIn = (page: string) =>
  [...page.matchAll(/\s(?:href|src|data-url|action)="([^"]*)"/g)].map(([, reference = '']) => reference);

const pages = ['/', '/docs', '/docs/hub', '/docs/licensing'];

test.each(pages)('%s is a public page, and everything that it loads is on this gateway', async (path) => {
  const answer = await ask(path);
  const page = await answer.text();

  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">.*<title>[^<]+<\/title>.*<main[ >].*<\/html>\n$/s);
  const references = [...new Set(referencesIn(page))];
  expect(references.length).toBeGreaterThan(3);
  for (const reference of references.filter((found) => found !== 'data:,')) {
    expect(reference).toMatch(/^\/(?!\/)/);
    expect([reference, (await ask(reference)).status]).toEqual([reference, 200]);
  }
});

test.each(pages)('%s may load only from this gateway and runs no inline script', async (path) => {
  const answer = await ask(path);
  const policy = answer.headers.get('content-security-policy') ?? '';

  expect(policy).toContain("default-src 'none'; script-src 'self'; ");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/\*|https?:|\/\//);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.text()).not.toMatch(/<script(?![^>]* src=)|\son\w+=/);
});

const assets = [
  ['/docs/swagger-ui.css', 'text/css; charset=utf-8', 100_000],
  ['/docs/swagger-ui-bundle.js', 'text/javascript; charset=utf-8', 1_000_000],
  ['/docs/start.js', 'text/javascript; charset=utf-8', 100],
] as const;

test.each(assets)(
  '%s comes from the installed package and loads nothing from other sites',
  async (path, type, atLeast) => {
    const answer = await ask(path);
    const text = await answer.text();

    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(answer.headers.get('cache-control')).toBe('max-age=3600');
    expect(text.length).toBeGreaterThan(atLeast);
    const styled = [
      ...text.matchAll(/url\(\s*["']?(?!data:|#)(?:https?:)?\/\/[^)]*/g),
      ...text.matchAll(/@import[^;]*/g),
    ];
    expect(path.endsWith('.css') ? styled.map(([found]) => found) : []).toEqual([]);
  },
);

test('the pages name each API and mark the current one', async () => {
  const shown = async (path: string) => {
    const page = await (await ask(path)).text();
    return [/data-url="([^"]*)"/.exec(page)?.[1], /aria-current="page">([^<]*)</.exec(page)?.[1]];
  };

  expect(await shown('/docs')).toEqual(['/api/v1/openapi.json', 'Hub API']);
  expect(await shown('/docs/hub')).toEqual(['/api/v1/openapi.json', 'Hub API']);
  expect(await shown('/docs/licensing')).toEqual(['/v1.0/openapi.json', 'Licensing API']);
});

test('no external service validates the description', async () => {
  expect(await (await ask('/docs/start.js')).text()).toContain('validatorUrl: null');
});

test('an API client that requests / gets the paths as JSON', async () => {
  for (const accept of ['application/json', '*/*']) {
    const answer = await ask('/', { headers: { accept } });

    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
    expect(await answer.json()).toEqual({
      error: expect.stringMatching(/^This path does not exist\. Try \/graphql, /),
    });
  }
  expect((await ask('/', { method: 'POST', body: '{}' })).status).toBe(404);
});

test('the pages accept only reads', async () => {
  for (const path of ['/docs', '/docs/start.js']) {
    const answer = await ask(path, { method: 'POST', body: '{}' });

    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(await answer.json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED' });
  }
  const head = await ask('/docs', { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('the sandbox tour at / works as described', async () => {
  const page = await (await ask('/')).text();
  const [, tour = ''] = /<pre><code>(.*?)<\/code><\/pre>/s.exec(page) ?? [];
  const { key } = await world.partner();
  const answers = [];
  for (const command of tour.split('\n\n')) {
    const { stdout } = await run('sh', ['-c', command], { env: { ...process.env, BASE: world.url, KEY: key } });
    answers.push(JSON.parse(stdout));
  }

  expect(answers).toMatchObject([
    { remoteId: 'ABC', name: 'ABC Company' },
    { remoteId: 'ORDER-1', licenses: 20, status: 'active' },
    expect.stringMatching(/2026-12-06/),
  ]);
});

test('a gateway without GraphiQL does not link to it', async () => {
  const { url } = await startGateway({ connectionString: world.databaseUrl });
  const page = await (await fetch(url, { headers: { accept: browser } })).text();

  expect(referencesIn(page)).not.toContain('/graphql');
  expect(page).toContain('<code>POST /graphql</code>');
});
