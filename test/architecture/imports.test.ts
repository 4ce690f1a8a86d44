import { createRequire } from 'node:module';
import { cruise, type IReporterOutput, type IViolation } from 'dependency-cruiser';
import { expect, test } from 'vitest';

const { forbidden, options } = createRequire(import.meta.url)('../../.config/dependency-cruiser.cjs');

async function cruiseWith(rules: unknown[], ...paths: string[]) {
  const { output } = (await cruise(paths, {
    ...options,
    ruleSet: { forbidden: rules },
    validate: true,
    outputType: 'json',
  })) as IReporterOutput;
  return JSON.parse(output as string) as { summary: { violations: IViolation[]; totalCruised: number } };
}

test('nobody imports what it may not, and all of our modules were looked at', async () => {
  const { summary } = await cruiseWith(forbidden, 'src', 'jobs');

  expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  expect(summary.totalCruised).toBeGreaterThan(200);
});

test('the rules are read: one that forbids what we do finds it', async () => {
  const absurd = {
    name: 'absurd',
    severity: 'error',
    from: { path: '^src/orders/plans' },
    to: { path: '^src/orders/errors' },
  };

  const { summary } = await cruiseWith([absurd], 'src/orders');

  expect(summary.violations.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
    'src/subscriptions/plans.ts -> src/subscriptions/errors.ts',
  ]);
});
