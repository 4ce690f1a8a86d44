import { z } from 'zod';
import { expected, InvalidInputError } from '../shared/input.ts';
import type { Permission } from '../shared/permission.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';

/** What an operation answers, and the headers that go with it, if there are any. */
type Answered<Body, Headers> = { readonly body: Body } & (Record<string, never> extends Headers
  ? { readonly headers?: never }
  : { readonly headers: Headers });

/** An operation, as it is described to callers. */
interface Description {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the path of the dialect, with the names of its parameters in braces. */
  readonly path: `/${string}`;
  /** The name of the operation in clients that are generated from the description. */
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** The permissions without which nothing is done. */
  readonly takes: readonly Permission[];
  /** Whether its answer shows where organisations stand: then it is given again where something moves meanwhile. */
  readonly dependsOnTree?: boolean;
  /** 200 unless said otherwise. */
  readonly status?: 200 | 201;
}

/** An operation of this API: what it takes, what it answers, and the use case that it calls. */
interface Operation<
  Path extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
  Headers extends z.ZodObject,
> extends Description {
  readonly parameters?: Path;
  readonly query?: Query;
  readonly body?: Body;
  readonly answer: Answer;
  readonly headers?: Headers;
  call(
    ctx: UseCaseContext,
    request: {
      readonly parameters: z.output<Path>;
      readonly query: z.output<Query>;
      readonly body: z.output<Body>;
    },
  ): Promise<Answered<z.output<Answer>, z.output<Headers>>>;
}

/** What was sent to a route, before anybody has looked at it. */
export interface Sent {
  readonly parameters: Readonly<Record<string, string>>;
  /** Every parameter of the query with all its values. */
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly body: unknown;
}

/** An operation whose types don't matter any more: to be found, described and called. */
export interface Route extends Description {
  readonly parameters: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodType | undefined;
  readonly answer: z.ZodType;
  readonly headers: z.ZodObject;
  /**
   * Checks the permissions, understands what was sent, and calls the use case.
   *
   * @throws {InvalidInputError} naming every parameter and member that is wrong
   */
  run(
    ctx: UseCaseContext,
    sent: Sent,
  ): Promise<{ readonly body: unknown; readonly headers?: Readonly<Record<string, unknown>> }>;
}

const Nothing = z.object({});

/** A route from an operation. Parameters and members that it does not know are ignored. */
export function route<
  Answer extends z.ZodType,
  Path extends z.ZodObject = typeof Nothing,
  Query extends z.ZodObject = typeof Nothing,
  Body extends z.ZodType = z.ZodUndefined,
  Headers extends z.ZodObject = typeof Nothing,
>(operation: Operation<Path, Query, Body, Answer, Headers>): Route {
  const { parameters = Nothing, query = Nothing, body, headers = Nothing } = operation;
  const Sent = z.object({ parameters, query, body: body ?? z.undefined() });
  return {
    ...operation,
    parameters,
    query,
    body,
    headers,
    async run(ctx, sent) {
      for (const permission of operation.takes) orThrow(checkPermission(ctx.actor, permission));
      const parsed = Sent.safeParse(sent, expected('an object'));
      if (!parsed.success) throw new InvalidInputError(issuesIn(parsed.error));
      return operation.call(ctx, parsed.data as Parameters<typeof operation.call>[1]);
    },
  };
}

/** What is wrong, by the name of the parameter or member: where that stands is known to who sent it. */
function issuesIn({ issues }: z.ZodError): InvalidInputError['issues'] {
  return issues.map(({ path: [, ...path], message }) => ({
    path: path.map((member) => (typeof member === 'number' ? member : String(member))),
    message,
  }));
}
