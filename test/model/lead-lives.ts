import fc from 'fast-check';
import type { World } from '../support/world.ts';
import { beginning, type Request, request } from './arbitraries.ts';
import { Life, type Outcomes } from './life.ts';

const lanes = 8;

/** A life that was led to its end. */
export interface LedLife {
  readonly seed: number;
  readonly outcomes: Outcomes;
}

/**
 * Leads the random lives of these seeds, some at a time.
 *
 * @throws {Error} with the shortest life found in which the two worlds differ, and its seed
 */
export async function leadLives(world: World, seeds: readonly number[]): Promise<LedLife[]> {
  const led: LedLife[] = [];
  let next = 0;
  let hasFailed = false;
  const leadNext = async () => {
    while (next < seeds.length && !hasFailed) {
      const seed = seeds[next++] ?? 0;
      await leadLife(world, seed).then(
        (outcomes) => led.push({ seed, outcomes }),
        (error) => {
          hasFailed = true;
          throw error;
        },
      );
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, leadNext));
  const failed = ended.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return led;
}

async function leadLife(world: World, seed: number): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  const steps = fc.commands([request.map((taken) => new Step(taken))], { maxCommands: 16, size: 'max' });
  const property = fc.asyncProperty(beginning, fc.noBias(steps), async (begun, taken) => {
    const life = await Life.prepare(world, begun, outcomes);
    await life.lead(begun, () => fc.asyncModelRun(() => ({ model: {}, real: life }), taken));
  });
  await fc.assert(property, { numRuns: 1, seed });
  return outcomes;
}

/** A request as fast-check wants it; how it prints is how a counter-example reads. */
class Step implements fc.AsyncCommand<object, Life> {
  readonly #request: Request;

  constructor(request: Request) {
    this.#request = request;
  }

  check(): boolean {
    return true;
  }

  async run(_model: object, life: Life): Promise<void> {
    await life.take(this.#request);
  }

  toString(): string {
    const { entrance, wishes, preview, crash } = this.#request;
    const wished = wishes.map(({ verb, ...members }) => `${verb} ${JSON.stringify(members)}`).join(' or ');
    const around = [preview === 'NONE' ? '' : ` previewed ${preview}`, crash === 'NONE' ? '' : ` first ${crash}`];
    return `\n  ${entrance} ${wished}${around.join('')}`;
  }
}
