/** A server and its API. `envelope` is the same gateway as `graphql`. `bare` and `echo` are the smallest possible servers. */
export type SideName = 'echo' | 'bare' | 'graphql' | 'envelope' | 'postgraphile' | 'apollo';

/** The values from which the requests of one partner are built. Plain data, because it is sent to another process. */
export interface Facts {
  readonly key: string;
  readonly organisationId: number;
  readonly customers: number;
  readonly renewable: number;
  /** The prefix of new remote ids. No two runs on the same data use the same prefix. */
  readonly prefix: string;
  /** The cursor before a deep page, in the format of this side. */
  readonly cursor: string;
}

/** Sends one request to a side and returns the parsed answer. */
export type Ask = (side: Side, number: number, facts: Facts) => Promise<unknown>;

/** The requests of a workload to one side, and how to read the answers. */
export interface Side {
  readonly path: string;
  headers(facts: Facts): Record<string, string>;
  /** The n-th request, counted from 0. */
  body(number: number, facts: Facts): string;
  /** A text that is in every success and in no error. */
  readonly sign: string;
  /** The content of the answer, in a form that is the same for all sides. */
  said(answer: unknown): unknown;
  /** Finds the cursor before a deep page. */
  cursor?(ask: Ask, facts: Facts): Promise<string>;
}

export interface Workload {
  readonly name: string;
  /** Whether requests write. Each measurement then starts with restored data. */
  readonly writes: boolean;
  /** Whether pgbench runs the statements of the GraphQL side. */
  readonly recorded: boolean;
  readonly sides: Partial<Record<SideName, Side>>;
  /** Whether the work of a request grows with the data by definition. */
  readonly growsWithData?: true;
  /** The number of requests of one partner that the data allows, where it is limited. */
  available?(facts: Facts): number;
}

interface GraphqlSide<Data> {
  readonly document: string;
  variables(number: number, facts: Facts): object;
  readonly sign: string;
  said(data: Data): unknown;
  cursor?(ask: Ask, facts: Facts): Promise<string>;
}

/** Returns a side with a GraphQL API. Peers ignore the API key. */
export function graphqlSide<Data>({ document, variables, sign, said, ...rest }: GraphqlSide<Data>): Side {
  // Only the variables differ from request to request.
  const head = `{"query":${JSON.stringify(document.replaceAll(/\s+/g, ' ').trim())},"variables":`;
  return {
    ...rest,
    path: '/graphql',
    headers: ({ key }) => ({ 'content-type': 'application/json', accept: 'application/json', 'x-api-key': key }),
    body: (number, facts) => `${head}${JSON.stringify(variables(number, facts))}}`,
    sign,
    said: (answer) => said((answer as { data: Data }).data),
  };
}

interface EnvelopeSide<Result> {
  readonly method: string;
  params(number: number, facts: Facts): object;
  readonly sign: string;
  said(result: Result): unknown;
}

export function envelopeSide<Result>({ method, params, sign, said }: EnvelopeSide<Result>): Side {
  return {
    path: '/envelope',
    headers: ({ key }) => ({ 'content-type': 'application/json', 'x-api-key': key }),
    body: (number, facts) => JSON.stringify({ method, params: params(number, facts) }),
    sign,
    said: (answer) => said(answer as Result),
  };
}

/** Returns the customer of the n-th request. Requests are spread over all customers of the partner. */
export function anyCustomer(number: number, { customers }: Facts): string {
  return `C-${1 + ((number * 7919) % customers)}`;
}

/** Converts an instant to one format, without fractions of a second. */
export function instant(text: string): string {
  return Temporal.Instant.from(text).round({ smallestUnit: 'second', roundingMode: 'trunc' }).toString();
}
