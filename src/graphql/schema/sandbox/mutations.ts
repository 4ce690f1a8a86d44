import {
  type AdvancedTestClock,
  AdvanceTestClockInput,
  advanceTestClock,
} from '../../../sandbox/advance-test-clock.ts';
import { parseInput } from '../../../shared/input.ts';
import { answerAsOf } from '../../execution/context.ts';
import { builder } from '../builder.ts';
import { errorsOf } from '../errors/unions.ts';

const AdvanceTestClock = builder.inputType('AdvanceTestClockInput', {
  description: 'Where to move the clock of your sandbox.',
  fields: (t) => ({
    to: t.field({ type: 'DateTime', required: true, description: 'The new present; not before the old one.' }),
  }),
});

const AdvanceTestClockSuccess = builder.objectRef<AdvancedTestClock>('AdvanceTestClockSuccess').implement({
  description: 'The clock stands where it was to be moved, and everything due up to then has been announced.',
  fields: (t) => ({
    now: t.expose('now', { type: 'DateTime', description: 'Where the clock stands from now on.' }),
    announced: t.exposeInt('announced', { description: 'How many transitions became due on the way.' }),
  }),
});

builder.mutationField('advanceTestClock', (t) =>
  t.field({
    type: AdvanceTestClockSuccess,
    description:
      'Moves the clock of your sandbox forward. It follows real time until it is first moved, and then stands still where it was moved to.',
    errors: { types: errorsOf.advanceTestClock },
    args: { input: t.arg({ type: AdvanceTestClock, required: true, description: 'Where to.' }) },
    resolve: async (_root, { input }, ctx) => {
      const advanced = await advanceTestClock(ctx.useCase, parseInput(AdvanceTestClockInput, input));
      answerAsOf(ctx, advanced.now);
      return advanced;
    },
  }),
);
