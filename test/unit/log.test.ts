import { expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';

/** What a log writes, as its reader takes it. */
function logged(facts: object): Record<string, unknown> {
  let line = '';
  const log = createLog('info', 'test', {
    write: (text: string) => {
      line += text;
    },
  });
  log.error(facts, 'something failed');
  return JSON.parse(line);
}

test('an error is logged without the database details, and so are its causes', () => {
  const detail = 'Key (email)=(isa@example.com) already exists.';
  const refused = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail,
    where: detail,
    client: { detail },
  });
  const wrapped = Object.assign(new Error('The write failed', { cause: refused }), { detail });

  for (const name of ['err', 'error', 'fatalError']) {
    const { [name]: said, ...line } = logged({ [name]: wrapped });
    expect(JSON.stringify([said, line])).not.toContain('isa@example.com');
    expect(said).toEqual({
      type: 'Error',
      message: 'The write failed',
      stack: wrapped.stack,
      cause: { type: 'Error', code: '23505', message: 'duplicate key', stack: refused.stack },
    });
  }
});

test.each([
  'key',
  'credential',
  'secret',
  'clientSecret',
  'client_secret',
  'token',
  'access_token',
  'password',
  'passwordHash',
  'email',
  'phone',
  'displayName',
  'authorization',
  'x-api-key',
  'cookie',
  'idempotency-key',
  'x-on-behalf-of',
  'connectionString',
  'parameters',
])('secret and personal members are not logged at any depth: %s', (name) => {
  const said = {
    [name]: 'canary',
    headers: { [name]: 'canary' },
    request: { all: [{ headers: { [name]: ['canary'] } }] },
  };

  const line = logged(said);

  expect(JSON.stringify(line)).not.toContain('canary');
  expect(line).toMatchObject({
    [name]: '[redacted]',
    headers: { [name]: '[redacted]' },
    request: { all: [{ headers: { [name]: '[redacted]' } }] },
  });
});

test('cyclic objects are logged up to a limited depth', () => {
  const circle: Record<string, unknown> = { password: 'canary' };
  circle['again'] = circle;

  const line = JSON.stringify(logged({ circle }));

  expect(line).toContain('[too deep]');
  expect(line).not.toContain('canary');
});
