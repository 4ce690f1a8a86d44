import { z } from 'zod';
import { defaultDataDir } from './supervisor/default-data-dir.ts';

/** How a process is set up. The README explains every setting. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** Where the embedded PostgreSQL keeps its data. */
  readonly dataDir: string;
  readonly sandboxApiKey: string | undefined;
  readonly logLevel: string;
  /** How many connections to the database this process keeps at the most. */
  readonly databasePoolSize: number;
  /** Whether a browser at `/graphql` is shown GraphiQL. */
  readonly graphiql: boolean;
  /** How long a stopping process lets requests and jobs finish, in seconds. */
  readonly shutdownSeconds: number;
}

/** A process can't run as it is set up; the message says what to change. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** The exit code of a process that can't run as it is set up: starting it again would not help. */
export const configErrorExitCode = 2;

const Environment = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, { error: 'expected a URL such as postgresql://user:password@host:5432/database' })
    .optional(),
  DATA_DIR: z.string().optional(),
  SANDBOX_API_KEY: z
    .string()
    .regex(/^[A-Za-z0-9_-]{32,128}$/, { error: 'expected 32 to 128 characters of A–Z a–z 0–9 _ -' })
    .optional(),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DATABASE_POOL_SIZE: wholeNumber(1, 100).default(10),
  GRAPHIQL: oneOf(['true', 'false']).optional(),
  SHUTDOWN_SECONDS: wholeNumber(1, 600).default(10),
});

/**
 * The settings in an environment. An empty setting counts as absent.
 *
 * @throws {ConfigError} listing every fault at once
 */
export function parseConfig(environment: NodeJS.ProcessEnv): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(present);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`Tenure can't run with these settings:\n${faults.join('\n')}`);
  }
  const { data } = parsed;
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    dataDir: data.DATA_DIR ?? defaultDataDir(),
    sandboxApiKey: data.SANDBOX_API_KEY,
    logLevel: data.LOG_LEVEL,
    databasePoolSize: data.DATABASE_POOL_SIZE,
    graphiql: data.GRAPHIQL === undefined ? data.DATABASE_URL === undefined : data.GRAPHIQL === 'true',
    shutdownSeconds: data.SHUTDOWN_SECONDS,
  };
}

/**
 * The database of a process that can't bring its own.
 *
 * @throws {ConfigError} when none is set
 */
export function requireDatabaseUrl(config: Config): string {
  if (config.databaseUrl !== undefined) return config.databaseUrl;
  throw new ConfigError(
    "Tenure can't run with these settings:\n  DATABASE_URL: expected a URL, found nothing. `npm start` brings a database of its own.",
  );
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

function isPostgresUrl(value: string): boolean {
  return URL.canParse(value) && /^postgres(ql)?:$/.test(new URL(value).protocol);
}
