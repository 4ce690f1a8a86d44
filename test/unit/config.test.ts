import { dirname, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Config,
  ConfigError,
  configErrorExitCode,
  parseConfig,
  parseConfigWithDatabase,
} from '../../src/config.ts';

const sandboxApiKey = 'abcdefghijklmnopqrstuvwxyz_-0123';

/** The message with which these settings are refused. */
function faultsOf(environment: Record<string, string>): string {
  try {
    parseConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('The settings were accepted');
}

test('without settings the defaults apply, and the database is embedded', () => {
  const { dataDir, ...others } = parseConfig({});

  expect(others).toEqual({
    port: 4000,
    host: '127.0.0.1',
    databaseUrl: undefined,
    sandboxApiKey: undefined,
    publicUrl: undefined,
    logLevel: 'info',
    databasePoolSize: 10,
    graphiql: true,
    rateLimit: { perSecond: 200, burst: 1000 },
    shutdownSeconds: 10,
  });
  const checkout = resolve(dirname(import.meta.filename), '../..');
  expect(relative(checkout, dataDir).startsWith('..')).toBe(true);
});

test('every setting is read from the environment', () => {
  const config = parseConfig({
    PORT: '8080',
    HOST: '0.0.0.0',
    DATABASE_URL: 'postgresql://user:password@host:5432/database',
    DATA_DIR: '/data',
    SANDBOX_API_KEY: sandboxApiKey,
    PUBLIC_URL: 'https://hub.example.com/',
    LOG_LEVEL: 'debug',
    DATABASE_POOL_SIZE: '50',
    GRAPHIQL: 'true',
    RATE_LIMIT_PER_SECOND: '50',
    RATE_LIMIT_BURST: '75',
    SHUTDOWN_SECONDS: '60',
    PATH: '/usr/bin',
  });

  expect(config).toEqual({
    port: 8080,
    host: '0.0.0.0',
    databaseUrl: 'postgresql://user:password@host:5432/database',
    dataDir: '/data',
    sandboxApiKey,
    publicUrl: 'https://hub.example.com',
    logLevel: 'debug',
    databasePoolSize: 50,
    graphiql: true,
    rateLimit: { perSecond: 50, burst: 75 },
    shutdownSeconds: 60,
  });
});

test('an empty setting counts as absent, as in a compose file that passes unset variables', () => {
  const names = ['PORT', 'HOST', 'DATABASE_URL', 'DATA_DIR', 'SANDBOX_API_KEY', 'LOG_LEVEL', 'DATABASE_POOL_SIZE'];
  const others = ['GRAPHIQL', 'RATE_LIMIT_PER_SECOND', 'RATE_LIMIT_BURST', 'SHUTDOWN_SECONDS'];
  const empty = Object.fromEntries([...names, ...others].map((name) => [name, '']));

  expect(parseConfig(empty)).toEqual(parseConfig({}));
});

test('GraphiQL is enabled with the embedded database, and otherwise only by its setting', () => {
  const databaseUrl = { DATABASE_URL: 'postgres://host/database' };

  expect(parseConfig({}).graphiql).toBe(true);
  expect(parseConfig({ GRAPHIQL: 'false' }).graphiql).toBe(false);
  expect(parseConfig(databaseUrl).graphiql).toBe(false);
  expect(parseConfig({ ...databaseUrl, GRAPHIQL: 'true' }).graphiql).toBe(true);
});

test('all faults are reported in one message, without repeating a secret', () => {
  const message = faultsOf({
    PORT: 'http',
    DATABASE_URL: 'mysql://root:hunter2@host/database',
    SANDBOX_API_KEY: 'hunter2-is-too-short',
    LOG_LEVEL: 'loud',
    DATABASE_POOL_SIZE: '0',
    GRAPHIQL: 'yes',
    RATE_LIMIT_PER_SECOND: '0',
    RATE_LIMIT_BURST: '1000001',
    SHUTDOWN_SECONDS: '-1',
  });

  expect(message).toBe(`Tenure can't run with these settings:
  PORT: expected a whole number from 0 to 65535, found "http"
  DATABASE_URL: expected a URL such as postgresql://user:password@host:5432/database
  SANDBOX_API_KEY: expected 32 to 128 characters of A–Z a–z 0–9 _ -
  LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent, found "loud"
  DATABASE_POOL_SIZE: expected a whole number from 3 to 100, found "0"
  GRAPHIQL: expected one of true, false, found "yes"
  RATE_LIMIT_PER_SECOND: expected a whole number from 1 to 1000000, found "0"
  RATE_LIMIT_BURST: expected a whole number from 1 to 1000000, found "1000001"
  SHUTDOWN_SECONDS: expected a whole number from 1 to 600, found "-1"`);
});

test.each([
  ['PORT', '0', '65535'],
  ['DATABASE_POOL_SIZE', '3', '100'],
  ['RATE_LIMIT_PER_SECOND', '1', '1000000'],
  ['RATE_LIMIT_BURST', '1', '1000000'],
  ['SHUTDOWN_SECONDS', '1', '600'],
])('%s may be anything from %s to %s', (name, from, to) => {
  const members: Readonly<Record<string, (config: Config) => number>> = {
    PORT: ({ port }) => port,
    DATABASE_POOL_SIZE: ({ databasePoolSize }) => databasePoolSize,
    RATE_LIMIT_PER_SECOND: ({ rateLimit }) => rateLimit.perSecond,
    RATE_LIMIT_BURST: ({ rateLimit }) => rateLimit.burst,
    SHUTDOWN_SECONDS: ({ shutdownSeconds }) => shutdownSeconds,
  };

  expect(members[name]?.(parseConfig({ [name]: from }))).toBe(Number(from));
  expect(members[name]?.(parseConfig({ [name]: to }))).toBe(Number(to));
  for (const value of [`${Number(to) + 1}`, `${Number(from) - 1}`, '1.5', '1e1', ' 1', '1x', '12345678901234567890']) {
    expect(faultsOf({ [name]: value })).toBe(
      `Tenure can't run with these settings:\n  ${name}: expected a whole number from ${from} to ${to}, found "${value}"`,
    );
  }
});

test.each(['host/database', 'postgresql', 'http://host/database', 'user:password@host'])(
  'DATABASE_URL is refused if it is %s',
  (value) => {
    expect(faultsOf({ DATABASE_URL: value })).toBe(
      "Tenure can't run with these settings:\n  DATABASE_URL: expected a URL such as postgresql://user:password@host:5432/database",
    );
  },
);

test.each([
  ['too short', 'x'.repeat(31)],
  ['too long', 'x'.repeat(129)],
  ['with a sign of another kind', `${'x'.repeat(32)}!`],
  ['with a line break at its end', `${'x'.repeat(32)}\n`],
  ['with letters of another kind', 'é'.repeat(32)],
])('SANDBOX_API_KEY is refused if it is %s, and the message does not repeat it', (_, value) => {
  expect(faultsOf({ SANDBOX_API_KEY: value })).toBe(
    "Tenure can't run with these settings:\n  SANDBOX_API_KEY: expected 32 to 128 characters of A–Z a–z 0–9 _ -",
  );
});

test.each([32, 128])('SANDBOX_API_KEY may have %i characters', (length) => {
  expect(parseConfig({ SANDBOX_API_KEY: 'x'.repeat(length) }).sandboxApiKey).toBe('x'.repeat(length));
});

test('a process that requires DATABASE_URL reports it with all other faults', () => {
  const databaseUrl = 'postgresql://user:password@host:5432/database';

  expect(parseConfigWithDatabase({ DATABASE_URL: databaseUrl })).toEqual(parseConfig({ DATABASE_URL: databaseUrl }));
  expect(() => parseConfigWithDatabase({ PORT: 'http' })).toThrow(
    new ConfigError([
      'PORT: expected a whole number from 0 to 65535, found "http"',
      'DATABASE_URL: expected a URL, found nothing. `npm start` brings a database of its own.',
    ]),
  );
});

test('a relative data directory becomes absolute', () => {
  expect(parseConfig({ DATA_DIR: './data' }).dataDir).toBe(resolve('data'));
  expect(parseConfig({ DATA_DIR: '/srv/tenure/' }).dataDir).toBe(resolve('/srv/tenure'));
});

test('the exit code for invalid settings is 2', () => {
  expect(configErrorExitCode).toBe(2);
});
