import pg from 'pg';

/** A connection to the database could not be made. The message names the server and its reason, and no password. */
export class ConnectionFailedError extends Error {
  override readonly name = 'ConnectionFailedError';
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Why, in the words of the server or of the operating system. */
  readonly reason: string;
  /** Whether what answered does not speak the protocol as we need it, such as a pooler that refuses a startup parameter. */
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

/** Receives the outcome of each attempt to connect. */
export interface ConnectionListener {
  failed(failure: ConnectionFailedError): void;
  succeeded(): void;
}

/** The failure to connect that an error is or was caused by; undefined where it is something else. */
export function connectionFailureIn(error: unknown): ConnectionFailedError | undefined {
  if (error instanceof ConnectionFailedError) return error;
  return error instanceof Error && error.cause !== undefined ? connectionFailureIn(error.cause) : undefined;
}

type Connected = Parameters<pg.Client['connect']>[0];

/** A client whose `connect` fails with `ConnectionFailedError`, and reports the outcome to the listener. */
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
        // The pool cuts off a connection that takes too long, which looks as if the server had.
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

/** Where a name has several addresses, each of them has its own reason. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
