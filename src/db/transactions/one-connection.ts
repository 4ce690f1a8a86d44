import type { PoolClient } from 'pg';
import type { OpenTransaction, PartKind } from '../../shared/connections.ts';
import { DomainError } from '../../shared/domain-error.ts';
import { fromDatabaseError } from '../database-error.ts';
import { ConflictError, UnavailableError } from '../errors.ts';

const rollBackPart = 'ROLLBACK TO SAVEPOINT part; RELEASE SAVEPOINT part';

/** The connection of an open transaction. It runs one part at a time. */
export class OneConnection implements OpenTransaction {
  readonly #client: PoolClient;
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  #failures: unknown[] = [];
  #hasBegun = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** Whether any part started that may write. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  runPart<Value>(kind: PartKind, work: (client: PoolClient) => Promise<Value>): Promise<Value> {
    if (this.#isClosed) return Promise.reject(new Error('This transaction has ended'));
    if (kind === 'READ_WRITE') this.#hasBegun = true;
    const end = kind === 'READ_WRITE' ? 'RELEASE SAVEPOINT part' : rollBackPart;
    const done = this.#last.then(() => this.#inSavepoint(work, end));
    this.#last = done.catch(() => undefined);
    return done;
  }

  fail(error: unknown): void {
    const failure = fromDatabaseError(error);
    if (!isRefusal(failure)) this.#failures.push(failure);
  }

  /**
   * Waits for running parts, such as the remaining reads of a failed selection, and refuses new ones. Throws the first
   * failure that must roll back the transaction.
   */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#last;
    if (this.#failures.length > 0) throw this.#failures[0];
  }

  async #inSavepoint<Value>(work: (client: PoolClient) => Promise<Value>, end: string): Promise<Value> {
    await this.#client.query('SAVEPOINT part');
    try {
      const value = await work(this.#client);
      await this.#client.query(end);
      return value;
    } catch (error) {
      await this.#client.query(rollBackPart);
      throw error;
    }
  }
}

function isRefusal(failure: unknown): boolean {
  return (
    failure instanceof DomainError && !(failure instanceof ConflictError) && !(failure instanceof UnavailableError)
  );
}
