import { isObject } from '../http/content.ts';
import { type InputIssue, InvalidInputError, kindOf } from '../shared/input.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';
import { customerMethods } from './customers.ts';
import type { Method } from './method.ts';
import { orderMethods } from './orders.ts';
import { sandboxMethods } from './sandbox.ts';
import { userMethods } from './users.ts';

const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({ ...customerMethods, ...orderMethods, ...userMethods, ...sandboxMethods }),
);

export const methodNames: readonly string[] = [...methods.keys()];

/**
 * Calls a method as the actor of `ctx`. Returns the bare entity, or true. The GraphQL mutation `envelope` uses it too.
 *
 * @throws {InvalidInputError} if the method does not exist or its parameters are invalid
 */
export async function callMethod(ctx: UseCaseContext, name: string, params: unknown): Promise<unknown> {
  return methodCalled(name, params).call(ctx);
}

/** A parsed envelope. */
interface Asked {
  /** The name of the method. */
  readonly name: string;
  /** Whether the method can change anything. */
  readonly writes: boolean;
  /** Calls the method. Returns the bare entity, or true. */
  call(ctx: UseCaseContext): Promise<unknown>;
}

function methodCalled(name: string, params: unknown): Asked {
  const method = methods.get(name);
  if (method === undefined)
    throw invalid('method', `expected one of ${methodNames.join(', ')}, found "${name.slice(0, 100)}"`);
  if (!isObject(params)) throw invalid('params', `expected an object, found ${kindOf(params)}`);
  return { name, writes: method.writes, call: (ctx) => method.call(ctx, params) };
}

/**
 * Parses an envelope, `{"method", "params"}`. Other members are ignored.
 *
 * @throws {InvalidInputError} if the body is not an envelope
 */
export function callIn(body: string): Asked {
  const { method, params } = envelopeIn(body);
  if (typeof method !== 'string') throw invalid('method', `expected the name of a method, found ${kindOf(method)}`);
  return methodCalled(method, params);
}

const envelopeForm = '{"method":"…","params":{…}} as JSON';

function envelopeIn(body: string): Record<string, unknown> {
  if (body.length === 0) {
    throw invalid('body', `expected ${envelopeForm}, found nothing; if a GET cannot carry a body, send it with POST`);
  }
  const envelope = parseJson(body);
  if (!isObject(envelope)) throw invalid('body', `expected ${envelopeForm}, found ${kindOf(envelope)}`);
  return envelope;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalid('body', `expected ${envelopeForm}, found something that is not JSON`);
  }
}

function invalid(member: string, message: string): InvalidInputError {
  return new InvalidInputError([{ path: [member], message } satisfies InputIssue]);
}
