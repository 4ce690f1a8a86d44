// The part of the packages in bench/package.json that the benchmark uses. Types can be checked without these packages.

declare module 'autocannon' {
  interface Request {
    method: string;
    path: string;
    body?: string;
    headers?: Record<string, string>;
    setupRequest?(request: Request): Request;
  }
  /** One connection. */
  interface Client {
    setRequests(requests: readonly Request[]): void;
  }
  interface Options {
    readonly url: string;
    readonly connections: number;
    readonly duration?: number;
    readonly amount?: number;
    readonly timeout: number;
    setupClient(client: Client): void;
    verifyBody(body: string): boolean;
  }
  interface Result {
    readonly '2xx': number;
    readonly non2xx: number;
    readonly errors: number;
    readonly mismatches: number;
    readonly duration: number;
  }
  interface Run {
    stop(): void;
    on(
      event: 'response',
      listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void,
    ): void;
    on(event: 'reqMismatch', listener: (body: string) => void): void;
  }
  // biome-ignore lint/style/noDefaultExport: that is how the package exports it
  export default function autocannon(options: Options, done: (error: Error | null, result: Result) => void): Run;
}

declare module '@apollo/server' {
  export class ApolloServer {
    constructor(options: { typeDefs: string; resolvers: object; introspection: boolean });
  }
}

declare module '@apollo/server/standalone' {
  import type { ApolloServer } from '@apollo/server';

  export function startStandaloneServer(
    server: ApolloServer,
    options: { context: () => Promise<object>; listen: { port: number; host: string } },
  ): Promise<{ url: string }>;
}

declare module 'graphql-parse-resolve-info' {
  import type { GraphQLResolveInfo } from 'graphql';

  export interface ResolveTree {
    readonly name: string;
    readonly args: Readonly<Record<string, unknown>>;
    readonly fieldsByTypeName: Readonly<Record<string, Readonly<Record<string, ResolveTree>>>>;
  }
  export function parseResolveInfo(info: GraphQLResolveInfo): unknown;
}

declare module 'postgraphile' {
  import type { Server } from 'node:http';

  export function postgraphile(preset: object): {
    createServ(adaptor: unknown): { addTo(server: Server): Promise<void> };
  };
}

declare module 'postgraphile/adaptors/pg' {
  export function makePgService(options: object): unknown;
}

declare module 'postgraphile/grafserv/node' {
  export const grafserv: unknown;
}

declare module 'postgraphile/presets/amber' {
  export const PostGraphileAmberPreset: unknown;
}

declare module 'postgraphile/utils' {
  export function makeJSONPgSmartTagsPlugin(tags: object): unknown;
}

declare module 'postgraphile-plugin-connection-filter' {
  export const PostGraphileConnectionFilterPreset: unknown;
}

declare module 'vega' {
  export class View {
    constructor(runtime: unknown, options: { renderer: 'none' });
    toSVG(): Promise<string>;
  }
  export function parse(specification: unknown): unknown;
}

declare module 'vega-lite' {
  export function compile(specification: object): { spec: unknown };
}
