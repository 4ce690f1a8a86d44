import {
  type AdvancedTestClock,
  AdvanceTestClockInput,
  advanceTestClock,
} from '../../../sandbox/advance-test-clock.ts';
import { sandboxVerbErrors } from '../../../sandbox/verb-errors.ts';
import { parseInput } from '../../../shared/input.ts';
import { answerAsOf } from '../../execution/context.ts';
import { builder } from '../builder.ts';

const AdvanceTestClock = builder.inputType('AdvanceTestClockInput', {
  description: 'Input of the `advanceTestClock` mutation.',
  fields: (t) => ({
    to: t.field({
      type: 'DateTime',
      required: true,
      description: 'The new date and time of the test clock. It must not be earlier than the current one.',
    }),
  }),
});

const AdvanceTestClockSuccess = builder.objectRef<AdvancedTestClock>('AdvanceTestClockSuccess').implement({
  description: 'The test clock was advanced, and all transitions that became due were recorded as events.',
  fields: (t) => ({
    now: t.expose('now', { type: 'DateTime', description: 'The current date and time (UTC) of the test clock.' }),
    announced: t.exposeInt('announced', { description: 'The number of transitions that became due.' }),
  }),
});

builder.mutationField('advanceTestClock', (t) =>
  t.field({
    type: AdvanceTestClockSuccess,
    description:
      'Advances the test clock of your sandbox. A test clock follows real time until it is first advanced. After that it changes only when it is advanced again.',
    errors: { types: sandboxVerbErrors.advanceTestClock },
    args: {
      input: t.arg({ type: AdvanceTestClock, required: true, description: 'The new date and time of the test clock.' }),
    },
    resolve: async (_root, { input }, ctx) => {
      const advanced = await advanceTestClock(ctx.useCase, parseInput(AdvanceTestClockInput, input));
      answerAsOf(ctx, advanced.now);
      return advanced;
    },
  }),
);
