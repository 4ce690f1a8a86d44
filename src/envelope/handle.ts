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

/** The names of all methods. */
export const methodNames: readonly string[] = [...methods.keys()];

/**
 * Calls a method as the actor of `ctx` and answers the bare entity, or true. Also the GraphQL mutation `envelope`.
 *
 * @throws {InvalidInputError} when there is no such method, or its parameters can't be understood
 */
export async function callMethod(ctx: UseCaseContext, name: string, params: unknown): Promise<unknown> {
  return methodCalled(name, params).call(ctx);
}

/** What an envelope asks for. */
interface Asked {
  /** The name of the method. */
  readonly name: string;
  /** Whether it can change anything. */
  readonly writes: boolean;
  /** Does it, and answers the bare entity, or true. */
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
 * The call that an envelope, `{"method", "params"}`, asks for. Anything else in it is ignored.
 *
 * @throws {InvalidInputError} when the body is no such envelope
 */
export function callIn(body: string): Asked {
  const { method, params } = envelopeIn(body);
  if (typeof method !== 'string') throw invalid('method', `expected the name of a method, found ${kindOf(method)}`);
  return methodCalled(method, params);
}

const envelopeForm = '{"method":"…","params":{…}} as JSON';

function envelopeIn(body: string): Record<string, unknown> {
  if (body.length === 0) {
    throw invalid(
      'body',
      `expected ${envelopeForm}, found nothing; where a GET can not carry a body, send it with POST`,
    );
  }
  const envelope = parseJson(body);
  if (!isObject(envelope)) throw invalid('body', `expected ${envelopeForm}, found ${kindOf(envelope)}`);
  return envelope;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw invalid('body', `expected ${envelopeForm}, found something that is no JSON`);
  }
}

function invalid(member: string, message: string): InvalidInputError {
  return new InvalidInputError([{ path: [member], message } satisfies InputIssue]);
}
