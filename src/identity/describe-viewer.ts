import { onConnection } from '../db/transactions/transaction.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { findViewer, type NamedOperator, type ViewerRow } from './viewer-repository.ts';

export type { NamedOperator };

/** Who is calling. */
export interface DescribedViewer {
  /** Who holds the credential: a key of an organisation, or an operator of one. */
  readonly real: Pick<ViewerRow, 'organisation' | 'apiKey' | 'operator'>;
  /** The operator on whose behalf the request acts; null for who acts in its own name. */
  readonly onBehalfOf: NamedOperator | null;
  /** The operator as whom the request acts: the emulated or the real one; null for a key. */
  readonly operator: NamedOperator | null;
}

/**
 * Who is calling, by name. It tells only of the caller itself, and of the operator for whom it acts: while it does, it
 * stands above what it can see, and no read through the actor's scope would find it. Contract: hub B2.
 */
export async function describeViewer({ pool, actor }: UseCaseContext): Promise<DescribedViewer> {
  const { onBehalfOf, ...real } = await onConnection(pool, (tx) => findViewer(tx, actor));
  return { real, onBehalfOf, operator: onBehalfOf ?? real.operator };
}
