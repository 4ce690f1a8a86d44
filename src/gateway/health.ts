import type { Liveness } from '../health/liveness.ts';
import { type Answer, jsonAnswer } from '../http/door.ts';

/** What a process waits for before it can do its work; empty once it is ready. */
export type Readiness = () => Promise<readonly string[]>;

/** How well a process is. */
export interface Health {
  readonly liveness: Pick<Liveness, 'stalled'>;
  readonly readiness: Readiness;
}

/** Whether a path is one of `/live` and `/ready`. */
export function isHealthPath(path: string): boolean {
  return path === '/live' || path === '/ready';
}

/** The answer to a request for `/live` or `/ready`. It needs no key. */
export async function healthAnswer({ liveness, readiness }: Health, method: string, path: string): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') {
    return jsonAnswer(405, { error: 'This place takes GET.' }, { allow: 'GET, HEAD' });
  }
  return path === '/live' ? liveAnswer(liveness) : readyAnswer(readiness);
}

/** `/live`: 200 as long as the process gets its work done, else 503 with the names of what has stopped. */
export function liveAnswer(liveness: Pick<Liveness, 'stalled'>): Answer {
  const stalled = liveness.stalled();
  return stalled.length === 0 ? jsonAnswer(200, { status: 'live' }) : jsonAnswer(503, { status: 'stuck', stalled });
}

/** `/ready`: 200 once everything is in place, else 503 with the names of what is missing. */
async function readyAnswer(readiness: Readiness): Promise<Answer> {
  const waitingFor = await readiness();
  return waitingFor.length === 0
    ? jsonAnswer(200, { status: 'ready' })
    : jsonAnswer(503, { status: 'not ready', waitingFor });
}
