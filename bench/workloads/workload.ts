/** Who answers. `envelope` is the same gateway as `graphql`; `bare` and `echo` are the least that a server can do. */
export type SideName = 'echo' | 'bare' | 'graphql' | 'envelope' | 'postgraphile' | 'apollo';

/** What requests are made from. Plain data: it travels to the process that sends them. */
export interface Facts {
  readonly key: string;
  readonly organisationId: number;
  readonly customers: number;
  readonly renewable: number;
  /** What ids that a request makes up begin with, so that no two runs make up the same. */
  readonly prefix: string;
  /** Where a deep page begins, in the words of this side. */
  readonly cursor: string;
}

/** Sends one request to a side and answers what came, parsed. */
export type Ask = (side: Side, number: number, facts: Facts) => Promise<unknown>;

/** How one side is asked for a workload, and how its answers read. */
export interface Side {
  readonly path: string;
  headers(facts: Facts): Record<string, string>;
  /** The n-th request, counted from 0. */
  body(number: number, facts: Facts): string;
  /** Occurs in every good answer and in no refusal. */
  readonly sign: string;
  /** What the answer says, in the words that all sides of the workload share. */
  said(answer: unknown): unknown;
  /** Finds out where a deep page begins. */
  cursor?(ask: Ask, facts: Facts): Promise<string>;
}

export interface Workload {
  readonly name: string;
  /** Starts from restored data each time. */
  readonly writes: boolean;
  /** Whether PostgreSQL's own limit is measured, with the statements of the GraphQL side. */
  readonly recorded: boolean;
  readonly sides: Partial<Record<SideName, Side>>;
  /** Whether it looks at a share of all data, and so takes longer the more there is: its growth says nothing of us. */
  readonly growsWithData?: true;
  /** How many requests the data is good for, where not for any number. */
  available?(facts: Facts): number;
}

interface GraphqlSide<Data> {
  readonly document: string;
  variables(number: number, facts: Facts): object;
  readonly sign: string;
  said(data: Data): unknown;
  cursor?(ask: Ask, facts: Facts): Promise<string>;
}

/** A side that speaks GraphQL. Who has no use for our key ignores it. */
export function graphqlSide<Data>({ document, variables, sign, said, ...rest }: GraphqlSide<Data>): Side {
  // Written once: what differs from request to request are the variables.
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

/** The n-th customer to look at: all over the table, the same for all sides. */
export function anyCustomer(number: number, { customers }: Facts): string {
  return `C-${1 + ((number * 7919) % customers)}`;
}

/** An instant however it was written, without fractions of a second. */
export function instant(text: string): string {
  return Temporal.Instant.from(text).round({ smallestUnit: 'second', roundingMode: 'trunc' }).toString();
}
