import { GraphQLError } from 'graphql';
import { UnavailableError } from '../../db/errors.ts';
import { errorMessage } from '../../error-messages.ts';
import { actOnBehalfOf } from '../../identity/act-on-behalf-of.ts';
import { DomainError } from '../../shared/domain-error.ts';
import type { UseCaseContext } from '../../shared/use-case-context.ts';
import { decodeGlobalId, largestId } from '../schema/global-id.ts';

/**
 * Returns the request on behalf of the operator in `extensions.onBehalfOf`, given by `id` or `databaseId`. Returns the
 * request unchanged if there is no `onBehalfOf`, or if it names the operator of the header `x-on-behalf-of`.
 *
 * @throws {GraphQLError} if `onBehalfOf` is not an operator's id, differs from the header, or names an operator on
 * whose behalf the actor may not act
 */
export async function emulationOf(useCase: UseCaseContext, extensions: unknown): Promise<UseCaseContext> {
  const named = (extensions as { readonly onBehalfOf?: unknown } | null | undefined)?.onBehalfOf;
  if (named === undefined || named === null) return useCase;
  const operatorId = operatorIn(named);
  if (operatorId === undefined) throw bad('expected the `id` or the `databaseId` of an operator.');
  const { onBehalfOfId } = useCase.actor;
  if (onBehalfOfId === operatorId) return useCase;
  if (onBehalfOfId !== null) throw bad('the header x-on-behalf-of names another operator. Name one, once.');
  try {
    return await actOnBehalfOf(useCase, operatorId);
  } catch (error) {
    if (error instanceof DomainError && !(error instanceof UnavailableError)) throw refused(error);
    throw error;
  }
}

function operatorIn(named: unknown): number | undefined {
  const id = typeof named === 'number' ? String(named) : named;
  if (typeof id !== 'string') return undefined;
  if (/^[1-9]\d{0,9}$/.test(id)) return BigInt(id) <= largestId.other ? Number(id) : undefined;
  try {
    const { typename, id: operatorId } = decodeGlobalId(id);
    return typename === 'Operator' ? Number(operatorId) : undefined;
  } catch {
    return undefined;
  }
}

function bad(expectation: string): GraphQLError {
  return new GraphQLError(`extensions.onBehalfOf: ${expectation}`, {
    extensions: { code: 'BAD_EMULATION', http: { status: 400 } },
  });
}

function refused(error: DomainError): GraphQLError {
  return new GraphQLError(errorMessage(error), { extensions: { code: error.code, http: { status: 403 } } });
}
