import type { Liveness } from '../health/liveness.ts';
import { type Answer, jsonAnswer } from '../http/door.ts';

/** Returns what the process is waiting for. An empty list means that it is ready. */
export type Readiness = () => Promise<readonly string[]>;

/** The health checks of a process. */
export interface Health {
  readonly liveness: Pick<Liveness, 'stalled'>;
  readonly readiness: Readiness;
}

export function isHealthPath(path: string): boolean {
  return path === '/live' || path === '/ready';
}

/** Answers `/live` or `/ready`. No key is required. */
export async function healthAnswer({ liveness, readiness }: Health, method: string, path: string): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') {
    return jsonAnswer(405, { error: 'This path accepts only GET.' }, { allow: 'GET, HEAD' });
  }
  return path === '/live' ? liveAnswer(liveness) : readyAnswer(readiness);
}

/** Answers `/live`: 200 if the process makes progress, otherwise 503 with the names of what is stalled. */
export function liveAnswer(liveness: Pick<Liveness, 'stalled'>): Answer {
  const stalled = liveness.stalled();
  return stalled.length === 0 ? jsonAnswer(200, { status: 'live' }) : jsonAnswer(503, { status: 'stuck', stalled });
}

/** Answers `/ready`: 200 if the process is ready, otherwise 503 with the names of what is missing. */
async function readyAnswer(readiness: Readiness): Promise<Answer> {
  const waitingFor = await readiness();
  return waitingFor.length === 0
    ? jsonAnswer(200, { status: 'ready' })
    : jsonAnswer(503, { status: 'not ready', waitingFor });
}
