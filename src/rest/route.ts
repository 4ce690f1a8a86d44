import { z } from 'zod';
import { expected, InvalidInputError } from '../shared/input.ts';
import type { Permission } from '../shared/permission.ts';
import { checkPermission } from '../shared/permission-checks.ts';
import { orThrow } from '../shared/result.ts';
import type { UseCaseContext } from '../shared/use-case-context.ts';

/** The body of a response, and its headers if the operation has any. */
type Answered<Body, Headers> = { readonly body: Body } & (Record<string, never> extends Headers
  ? { readonly headers?: never }
  : { readonly headers: Headers });

/** The description of an operation for callers. */
interface Description {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** The path below the prefix of the dialect, with parameter names in braces. */
  readonly path: `/${string}`;
  /** The name of the operation in generated clients. */
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  /** The required permissions. */
  readonly takes: readonly Permission[];
  /**
   * Whether the response shows positions in the organisation tree. Such a response is made again if an organisation is
   * moved meanwhile.
   */
  readonly dependsOnTree?: boolean;
  /** The default is 200. */
  readonly status?: 200 | 201;
}

/** An operation: its inputs, its response, and the use case that it calls. */
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

/** The unvalidated inputs of a request. */
export interface Sent {
  readonly parameters: Readonly<Record<string, string>>;
  /** All values of each query parameter. */
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly body: unknown;
}

/** An operation without its type parameters. */
export interface Route extends Description {
  readonly parameters: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodType | undefined;
  readonly answer: z.ZodType;
  readonly headers: z.ZodObject;
  /**
   * Checks the permissions, validates the inputs, and calls the use case.
   *
   * @throws {PermissionDeniedError} if a permission is missing
   * @throws {InvalidInputError} with every invalid parameter and member
   */
  run(
    ctx: UseCaseContext,
    sent: Sent,
  ): Promise<{ readonly body: unknown; readonly headers?: Readonly<Record<string, unknown>> }>;
}

const Nothing = z.object({});

/** Returns the route of an operation. Unknown parameters and members are ignored. */
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

/** Returns the issues by name, without the part of the request that holds the parameter or member. */
function issuesIn({ issues }: z.ZodError): InvalidInputError['issues'] {
  return issues.map(({ path: [, ...path], message }) => ({
    path: path.map((member) => (typeof member === 'number' ? member : String(member))),
    message,
  }));
}
