import fc from 'fast-check';
import type { World } from '../support/world.ts';
import { beginning, type Request, request } from './arbitraries.ts';
import { Life, type Outcomes } from './life.ts';

const lanes = 8;

/** Leads random lives, some at a time, and throws the shortest one that it finds in which the two worlds differ. */
export async function leadLives(world: World, lives: number): Promise<Outcomes> {
  const outcomes: Outcomes = new Map();
  const firstSeed = Number(process.env['MODEL_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  const led = Array.from({ length: lanes }, (_, lane) => {
    const steps = fc.commands([request.map((taken) => new Step(taken))], { maxCommands: 16, size: 'max' });
    const property = fc.asyncProperty(beginning, fc.noBias(steps), async (begun, taken) => {
      const life = await Life.prepare(world, begun, outcomes);
      await life.lead(begun, () => fc.asyncModelRun(() => ({ model: {}, real: life }), taken));
    });
    return fc.assert(property, { numRuns: Math.ceil(lives / lanes), seed: firstSeed + lane });
  });
  const failed = (await Promise.allSettled(led)).find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
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
