import { baseUrl } from './base-url.ts';

export interface BannerFacts {
  readonly host: string;
  readonly port: number;
  /** The data directory of the embedded database, or a description of the database of DATABASE_URL. */
  readonly database: string;
  /** Undefined if SANDBOX_API_KEY is not set and the database is not embedded. */
  readonly sandboxKey: string | undefined;
  readonly graphiql: boolean;
}

/** Returns the text that is printed once the system is ready. It contains the sandbox key, so it is never logged. */
export function banner({ host, port, database, sandboxKey, graphiql }: BannerFacts): string {
  const base = baseUrl(host, port);
  const lines = [
    'Tenure is ready.',
    '',
    `  GraphQL       ${base}/graphql${graphiql ? '   (open it in a browser)' : ''}`,
    `  envelope      ${base}/envelope`,
    `  REST          ${base}/api/v1  ${base}/v1.0`,
    `  descriptions  ${base}/docs   (open it in a browser)`,
    `  health        ${base}/live  ${base}/ready`,
    `  data          ${database}`,
    ...(sandboxKey === undefined
      ? makeAKey
      : [`  sandbox key   ${sandboxKey}`, '', 'Try it:', '', tryIt(base, sandboxKey)]),
    '',
    'Stop it with Ctrl-C.',
  ];
  return `\n${lines.join('\n')}\n\n`;
}

const makeAKey = [
  '',
  'Create an organisation, and then a key for it:',
  '',
  'npm run organisation -- create --name "Gulf Telecom"',
  'npm run key -- create --organisation <id>',
];

function tryIt(base: string, key: string): string {
  const call = {
    method: 'createCustomer',
    params: { id: 'ABC', name: 'ABC Company', admin: { email: 'isa@example.com' } },
  };
  return `curl -X GET ${base}/envelope --header 'x-api-key: ${key}' --header 'Content-Type: application/json' --data '${JSON.stringify(call)}'`;
}
