import { parentPort, workerData } from 'node:worker_threads';
import { graphql } from 'graphql';
import { schema } from '../../src/graphql/schema.ts';

// A thread that executes one operation against the schema and says what came of it. Nobody stands behind the verbs: it is
// for operations that get no further than being understood.

const contextValue = { callEnvelope: async () => ({}) };
const { data, errors } = await graphql({ schema, source: workerData, contextValue });
parentPort?.postMessage({ data, errors: errors?.map(({ message }) => ({ message })) });
