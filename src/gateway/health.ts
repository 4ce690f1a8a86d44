import { type Answer, jsonAnswer } from '../http/door.ts';
import type { Progress } from './progress.ts';

/** What a gateway waits for before it takes requests; empty once it is ready. */
export type Readiness = () => Promise<readonly string[]>;

/** `/live`: 200 as long as requests get somewhere, if only to a refusal. It needs neither a key nor the database. */
export function liveAnswer(progress: Progress): Answer {
  return progress.isStuck() ? jsonAnswer(503, { status: 'stuck' }) : jsonAnswer(200, { status: 'live' });
}

/** `/ready`: 200 once everything is in place, else 503 with the names of what is missing. */
export async function readyAnswer(readiness: Readiness): Promise<Answer> {
  const waitingFor = await readiness();
  return waitingFor.length === 0
    ? jsonAnswer(200, { status: 'ready' })
    : jsonAnswer(503, { status: 'not ready', waitingFor });
}
