import pg from 'pg';

/** A connection to the database failed. The message names the server and the reason, but no password. */
export class ConnectionFailedError extends Error {
  override readonly name = 'ConnectionFailedError';
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** The message of the server or of the operating system. */
  readonly reason: string;
  /** Whether the server violates the protocol that we need, for example a pooler that refuses a startup parameter. */
  readonly isProtocolFault: boolean;
  /** Whether nothing answered at all, neither the server nor its machine. */
  readonly isUnanswered: boolean;

  constructor({ host, port, database = '' }: pg.Client, cause: unknown, lateReason?: string) {
    const reason = lateReason ?? reasonOf(cause);
    super(`The database "${database}" at ${host}:${port} can't be used: ${reason}.`, { cause });
    this.host = host;
    this.port = port;
    this.database = database;
    this.reason = reason;
    const code = (cause as { readonly code?: unknown } | null)?.code;
    this.isProtocolFault = code === '08P01';
    this.isUnanswered = code === 'EHOSTUNREACH' || (lateReason !== undefined && code === undefined);
  }
}

/** Receives the result of each connection attempt. */
export interface ConnectionListener {
  failed(failure: ConnectionFailedError): void;
  succeeded(): void;
}

/** Returns the connection failure in the cause chain of an error, or undefined if there is none. */
export function connectionFailureIn(error: unknown): ConnectionFailedError | undefined {
  if (error instanceof ConnectionFailedError) return error;
  return error instanceof Error && error.cause !== undefined ? connectionFailureIn(error.cause) : undefined;
}

type Connected = Parameters<pg.Client['connect']>[0];

/**
 * Returns a client class whose `connect` fails with `ConnectionFailedError` and reports each result to the listener.
 */
export function createClientClass(listener?: ConnectionListener): typeof pg.Client {
  return class extends pg.Client {
    readonly #timeoutMs: number;

    constructor(config?: pg.ClientConfig) {
      super(config);
      this.#timeoutMs = config?.connectionTimeoutMillis ?? Number.POSITIVE_INFINITY;
    }

    override connect(): Promise<pg.Client>;
    override connect(callback: Connected): void;
    override connect(callback?: Connected): Promise<pg.Client> | undefined {
      if (callback === undefined) {
        return new Promise((resolve, reject) => {
          this.connect((error: Error | null) => (error ? reject(error) : resolve(this)));
        });
      }
      const startedAt = performance.now();
      super.connect((cause: Error | null) => {
        if (!cause) {
          listener?.succeeded();
          (callback as (nothing: null, client: pg.Client) => void)(null, this);
          return;
        }
        // When the pool aborts a slow connection attempt, the error looks as if the server had closed the connection.
        const isLate = performance.now() - startedAt > this.#timeoutMs - 100;
        const failure = new ConnectionFailedError(this, cause, isLate ? noAnswer(this.#timeoutMs) : undefined);
        listener?.failed(failure);
        (callback as (error: Error) => void)(failure);
      });
      return undefined;
    }
  };
}

function noAnswer(timeoutMs: number): string {
  return `it did not answer within ${timeoutMs / 1000} s`;
}

/** Joins the reasons of all addresses of a host name. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
