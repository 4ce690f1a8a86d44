import { resolve } from 'node:path';
import { z } from 'zod';
import { defaultDataDir } from './shared/default-data-dir.ts';

/** The settings of a process. The README explains each of them. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Undefined means the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** The directory of the embedded PostgreSQL. */
  readonly dataDir: string;
  readonly sandboxApiKey: string | undefined;
  /** The public origin of the gateway behind a proxy. */
  readonly publicUrl: string | undefined;
  readonly logLevel: string;
  /** Undefined means JSON, except for `npm start` at a terminal. */
  readonly logFormat: 'json' | 'pretty' | undefined;
  /** The port for `/live` and `/ready` of a worker. Without it, a stalled worker exits instead. */
  readonly workerPort: number | undefined;
  /** The largest number of database connections per process. */
  readonly databasePoolSize: number;
  /** Whether browsers get GraphiQL at `/graphql`. */
  readonly graphiql: boolean;
  /**
   * The rate limit of a credential: the sustained number of requests per second, and the number at once after a pause.
   */
  readonly rateLimit: { readonly perSecond: number; readonly burst: number };
  /** The number of seconds in which a stopping process finishes its requests and jobs. */
  readonly shutdownSeconds: number;
}

/** The settings of a process that requires `DATABASE_URL`. */
export interface ConfigWithDatabase extends Config {
  readonly databaseUrl: string;
}

/** The settings are invalid. Each fault names the setting and says what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(faults: readonly string[]) {
    super(["Tenure can't run with these settings:", ...faults].join('\n').replaceAll('\n', '\n  '));
  }
}

/** The exit code for invalid settings. A restart would not help. */
export const configErrorExitCode = 2;

const postgresUrl = z
  .string({ error: 'expected a URL, found nothing. `npm start` brings a database of its own.' })
  .refine(isPostgresUrl, { error: 'expected a URL such as postgresql://user:password@host:5432/database' });

const Environment = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: postgresUrl.optional(),
  DATA_DIR: z.string().optional(),
  SANDBOX_API_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{32,128}$/, { error: 'expected 32 to 128 characters of A–Z a–z 0–9 _ -' })
    .optional(),
  PUBLIC_URL: z
    .string()
    .refine(isOrigin, { error: 'expected an http or https origin such as https://hub.example.com, without a path' })
    .transform((url) => new URL(url).origin)
    .optional(),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  LOG_FORMAT: oneOf(['json', 'pretty']).optional(),
  WORKER_PORT: wholeNumber(0, 65_535).optional(),
  DATABASE_POOL_SIZE: wholeNumber(3, 100).default(10),
  GRAPHIQL: oneOf(['true', 'false']).optional(),
  RATE_LIMIT_PER_SECOND: wholeNumber(1, 1_000_000).default(200),
  RATE_LIMIT_BURST: wholeNumber(1, 1_000_000).default(1000),
  SHUTDOWN_SECONDS: wholeNumber(1, 600).default(10),
});

const EnvironmentWithDatabase = Environment.extend({ DATABASE_URL: postgresUrl });

/**
 * Parses the settings in an environment. An empty setting counts as absent.
 *
 * @throws {ConfigError} with all faults
 */
export function parseConfig(environment: NodeJS.ProcessEnv): Config {
  return configOf(parsed(Environment, environment));
}

/**
 * Parses the settings of a process that requires `DATABASE_URL`.
 *
 * @throws {ConfigError} with all faults
 */
export function parseConfigWithDatabase(environment: NodeJS.ProcessEnv): ConfigWithDatabase {
  const settings = parsed(EnvironmentWithDatabase, environment);
  return { ...configOf(settings), databaseUrl: settings.DATABASE_URL };
}

function parsed<Schema extends z.ZodType>(schema: Schema, environment: NodeJS.ProcessEnv): z.output<Schema> {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const { success, data, error } = schema.safeParse(present);
  if (success) return data;
  throw new ConfigError(error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
}

function configOf(settings: z.output<typeof Environment>): Config {
  return {
    port: settings.PORT,
    host: settings.HOST,
    databaseUrl: settings.DATABASE_URL,
    // The programs of PostgreSQL have other working directories, so the path must be absolute.
    dataDir: resolve(settings.DATA_DIR ?? defaultDataDir()),
    sandboxApiKey: settings.SANDBOX_API_KEY,
    publicUrl: settings.PUBLIC_URL,
    logLevel: settings.LOG_LEVEL,
    logFormat: settings.LOG_FORMAT,
    workerPort: settings.WORKER_PORT,
    databasePoolSize: settings.DATABASE_POOL_SIZE,
    graphiql: settings.GRAPHIQL === undefined ? settings.DATABASE_URL === undefined : settings.GRAPHIQL === 'true',
    rateLimit: { perSecond: settings.RATE_LIMIT_PER_SECOND, burst: settings.RATE_LIMIT_BURST },
    shutdownSeconds: settings.SHUTDOWN_SECONDS,
  };
}

function wholeNumber(from: number, to: number) {
  const error = ({ input }: { input: unknown }) => `expected a whole number from ${from} to ${to}, found "${input}"`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .refine((value) => value >= from && value <= to, { error });
}

function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: ({ input }) => `expected one of ${values.join(', ')}, found "${input}"` });
}

function isOrigin(value: string): boolean {
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) return false;
  const { origin, href } = new URL(value);
  return href === `${origin}/`;
}

function isPostgresUrl(value: string): boolean {
  return URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol);
}
