import { createWorld, type World } from '../support/world.ts';
import { dawn } from './arbitraries.ts';
import { crashTrigger } from './crashes.ts';
import { readingFunctions } from './snapshot.ts';

/** A world that begins at dawn, can be read in the shape of the model, and breaks the requests that ask for it. */
export async function createObservedWorld(): Promise<World> {
  const world = await createWorld();
  world.setRealTime(Temporal.Instant.from(dawn));
  await world.pool.query(`${readingFunctions} ${crashTrigger}`);
  return world;
}
