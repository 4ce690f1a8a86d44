import { onConnection } from '../db/transactions/transaction.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findViewer, type NamedOperator, type ViewerRow } from './viewer-repository.ts';

export type { NamedOperator };

/** The caller of a request. */
export interface DescribedViewer {
  /** The holder of the credential: a key, or an operator. */
  readonly real: Pick<ViewerRow, 'organisation' | 'apiKey' | 'operator'>;
  /** The operator on whose behalf the request acts. Null if there is none. */
  readonly onBehalfOf: NamedOperator | null;
  /** The operator as which the request acts: the emulated or the real one. Null for a key. */
  readonly operator: NamedOperator | null;
}

/**
 * Returns the names of the caller and of the operator on whose behalf it acts. It reads only these, because the real
 * caller is above the scope of an emulated request. Contract: hub B2.
 */
export async function describeViewer({ pool, actor }: UseCaseContext): Promise<DescribedViewer> {
  const { onBehalfOf, ...real } = await onConnection(pool, (tx) => findViewer(tx, actor));
  return { real, onBehalfOf, operator: onBehalfOf ?? real.operator };
}
