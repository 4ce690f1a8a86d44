import { expect, test } from 'vitest';
import { sendRaw } from '../support/raw-http.ts';
import { createWorld } from '../support/world.ts';

// Yoga answers these media types as a stream. We send the whole answer at once, with its length.

const world = await createWorld();
const { key } = await world.partner();

const accepts = ['multipart/mixed', 'multipart/mixed; deferSpec=20220824', 'text/event-stream'];
const documents = ['{ viewer { sandbox: __typename } }', '{ nothing }', 'query ($id: ID!) { node(id: $id) { id } }'];
const cases = accepts.flatMap((accept) => documents.map((query) => ({ accept, query })));

/** RFC 9110, 7.6.1, and what describes the stream of a library. */
const forbidden = ['transfer-encoding', 'keep-alive', 'te', 'trailer', 'upgrade', 'content-encoding'];

test.each(cases)('$accept gets one Content-Length and no header of a stream: $query', async ({ accept, query }) => {
  for (const path of ['/graphql', '/graphql', '/graphql?x=1']) {
    const headers = { 'x-api-key': key, 'content-type': 'application/json', accept };
    const answer = await sendRaw(world.url, { method: 'POST', path, headers, body: JSON.stringify({ query }) });
    const names = answer.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());

    expect(names.filter((name) => forbidden.includes(name))).toEqual([]);
    expect(names.filter((name) => name === 'content-length')).toHaveLength(1);
    expect(names.filter((name) => name === 'connection')).toHaveLength(1);
    expect(answer.headers['connection']).toBe('close');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['content-length']).toBe(String(Buffer.byteLength(answer.body)));
    expect(answer.headers['content-type']).toMatch(
      accept.startsWith('text') ? /^text\/event-stream/ : /^multipart\/mixed/,
    );
    expect(answer.body).toContain(query === documents[0] ? '"data":{"viewer"' : '"errors":[');
  }
});

test.each(accepts)('fetch reads a response to %s', async (accept) => {
  const headers = { 'x-api-key': key, 'content-type': 'application/json', accept };
  const body = JSON.stringify({ query: documents[0] });
  const response = await fetch(`${world.url}/graphql`, { method: 'POST', headers, body });

  expect(response.status).toBe(200);
  expect(await response.text()).toContain('"data":{"viewer"');
});
