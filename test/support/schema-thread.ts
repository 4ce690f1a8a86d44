import { parentPort, workerData } from 'node:worker_threads';
import type { ReadingPool } from '../../src/db/reading/reading-pool.ts';
import { graphqlDoor } from '../../src/graphql/door.ts';
import type { Call } from '../../src/http/door.ts';
import { createLog } from '../../src/log.ts';

// A thread that sends one operation to the GraphQL door and reports the response. Verbs and reads do not work: it is
// only for operations that fail before their execution.

const readingPool = {} as ReadingPool;
const log = createLog('silent', 'test');
const door = graphqlDoor({ readingPool, callEnvelope: async () => ({}), log, graphiql: false });
const { body } = await door.answer({
  method: 'POST',
  path: '/graphql',
  query: '',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ query: workerData }),
  useCase: { actor: { organisationIds: [], permissions: new Set() } } as unknown as Call['useCase'],
  idempotencyKeys: [],
  record: { requestId: 'test' },
});
parentPort?.postMessage(JSON.parse(body));
