import { expect, test } from 'vitest';
import { sendGraphql } from '../support/graphql-door.ts';
import { methodProbes, nobody, onlyOneself, reads, targetOf, verbs } from '../support/isolation/probes.ts';
import { createRelatives } from '../support/isolation/relatives.ts';
import { recordStatements, tableOf } from '../support/statements.ts';
import { percentile, timed } from '../support/timing.ts';
import { createWorld } from '../support/world.ts';

// R19: neither the statements of a request nor the time that it takes tell what is foreign from what does not exist.

const world = await createWorld();
const relatives = await createRelatives(world);
const actor = relatives.self.partner;
const foreign = targetOf(relatives.foreign);

type Ask = (whose: typeof nobody) => Promise<unknown>;

const asksOfReads = Object.entries(reads)
  .filter(([, { isCommon }]) => !isCommon)
  .map(([name, { args, selection }]): [string, Ask] => [
    `Query.${name}`,
    (whose) => sendGraphql(world, actor, `{ found: ${name}${args(whose)} ${selection} }`),
  ]);
const asksOfVerbs = Object.entries(verbs)
  .filter(([, { onlyOneself, refusedFor, before }]) => !onlyOneself && !refusedFor?.foreign && !before)
  .map(([name, { input }]): [string, Ask] => [`Mutation.${name}`, (whose) => actor.mutate(name, { ...input(whose) })]);
const asksOfMethods = Object.entries(methodProbes)
  .filter(([name]) => !onlyOneself.includes(name))
  .map(([name, params]): [string, Ask] => [`envelope.${name}`, (whose) => actor.envelope(name, params(whose.mark))]);
const asks = [...asksOfReads, ...asksOfVerbs, ...asksOfMethods];

/** The statements of a request, but for those of its credential, whose first use in a minute is recorded. */
async function statementsOf(statements: string[], work: () => Promise<unknown>): Promise<string[]> {
  statements.length = 0;
  await work();
  return statements.filter((statement) => tableOf(statement) !== 'ApiKey');
}

test.each(asks)('%s sends the same statements for what is foreign and for what is missing', async (_name, ask) => {
  const statements = recordStatements();

  const ofForeign = await statementsOf(statements, () => ask(foreign));
  const ofMissing = await statementsOf(statements, () => ask(nobody));

  expect(ofForeign).toEqual(ofMissing);
});

test('there are many such requests', () => {
  expect(asks.length).toBeGreaterThan(60);
});

const timedNames = [
  'Query.node',
  'Query.customer',
  'Query.user',
  'Mutation.suspendOrder',
  'Mutation.updateOrganisation',
  'envelope.getCustomer',
];
const rounds = 100;

// An idle machine shows a difference of less than 5 %. Neighbouring requests share whatever else the machine does.
test.each(timedNames)('%s takes as long for what is foreign as for what is missing', async (name) => {
  const ask = asks.find(([found]) => found === name)?.[1] ?? expect.unreachable();
  const milliseconds = { foreign: [] as number[], missing: [] as number[] };
  const askFor = async (kind: keyof typeof milliseconds) => {
    milliseconds[kind].push((await timed(() => ask(kind === 'foreign' ? foreign : nobody))).milliseconds);
  };

  for (let round = 0; round < rounds; round++) {
    const [first, second] = round % 2 === 0 ? (['foreign', 'missing'] as const) : (['missing', 'foreign'] as const);
    await askFor(first);
    await askFor(second);
  }
  const ratio = percentile(milliseconds.foreign, 0.5) / percentile(milliseconds.missing, 0.5);

  expect(ratio).toBeGreaterThan(1 / 1.5);
  expect(ratio).toBeLessThan(1.5);
});
