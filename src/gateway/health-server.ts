import { createServer, type Server } from 'node:http';
import { jsonAnswer } from '../http/door.ts';
import { requestIdOf } from '../http/request-id.ts';
import { send } from '../http/send.ts';
import { targetOf } from '../http/target.ts';
import { type Health, healthAnswer, isHealthPath } from './health.ts';

/** Returns a server for `/live` and `/ready`, for a process that serves nothing else. */
export function createHealthServer(health: Health): Server {
  return createServer({ requestTimeout: 10_000 }, async (req, res) => {
    const { path } = targetOf(req);
    const answer = isHealthPath(path)
      ? await healthAnswer(health, req.method ?? 'GET', path).catch(() => jsonAnswer(500, { error: 'UNEXPECTED' }))
      : jsonAnswer(404, { error: 'This path does not exist. Try /live, /ready.' });
    send(res, answer, requestIdOf(req));
  });
}
