import { baseUrl } from './base-url.ts';

export interface BannerFacts {
  readonly host: string;
  readonly port: number;
  /** Where the embedded database keeps its data; undefined with a database of the operator's own. */
  readonly dataDir: string | undefined;
  readonly sandboxKey: string | undefined;
  readonly graphiql: boolean;
}

/** What a person wants to know once the system is up. It holds the sandbox's key and is no part of the log. */
export function banner({ host, port, dataDir, sandboxKey, graphiql }: BannerFacts): string {
  const base = baseUrl(host, port);
  const lines = [
    'Tenure is ready.',
    '',
    `  GraphQL       ${base}/graphql${graphiql ? '   (open it in a browser)' : ''}`,
    `  envelope      ${base}/envelope`,
    `  REST          ${base}/api/v1/openapi.json   (describes it)`,
    `                ${base}/v1.0/openapi.json   (and the licensing dialect)`,
    `  health        ${base}/live  ${base}/ready`,
    `  data          ${dataDir ?? 'the database at DATABASE_URL'}`,
    ...(sandboxKey === undefined
      ? makeAKey
      : [`  sandbox key   ${sandboxKey}`, '', 'Try it:', '', tryIt(base, sandboxKey)]),
    '',
    'Stop it with Ctrl-C.',
  ];
  return `\n${lines.join('\n')}\n\n`;
}

const makeAKey = ['', 'Make an organisation and a key: npm run organisation -- create --name …'];

function tryIt(base: string, key: string): string {
  const call = {
    method: 'createCustomer',
    params: { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } },
  };
  return `curl -X GET ${base}/envelope --header 'x-api-key: ${key}' --header 'Content-Type: application/json' --data '${JSON.stringify(call)}'`;
}
