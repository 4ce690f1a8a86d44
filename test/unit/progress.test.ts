import { expect, test } from 'vitest';
import { liveAnswer } from '../../src/gateway/health.ts';
import { createProgress } from '../../src/gateway/progress.ts';

/** Progress by a clock that stands still until it is moved, by seconds. */
function watched() {
  let now = 5_000;
  const progress = createProgress(() => now);
  const pass = (seconds: number) => {
    now += seconds * 1000;
  };
  return { progress, pass };
}

test('a process that nobody asks anything is live for ever', () => {
  const { progress, pass } = watched();

  pass(1_000_000);
  expect(progress.isStuck()).toBe(false);
  const end = progress.begin();
  pass(60);
  expect(progress.isStuck()).toBe(false);
  end();
  pass(1_000_000);
  expect(progress.isStuck()).toBe(false);
});

test('a process is stuck when requests have waited for more than a minute in which none was answered', () => {
  const { progress, pass } = watched();

  progress.begin();
  pass(30);
  const end = progress.begin();
  pass(30);
  expect(liveAnswer(progress)).toMatchObject({ status: 200, body: '{"status":"live"}' });
  pass(0.001);
  expect(liveAnswer(progress)).toMatchObject({ status: 503, body: '{"status":"stuck"}' });

  end();
  expect(progress.isStuck()).toBe(false);
  pass(60);
  expect(progress.isStuck()).toBe(false);
  pass(1);
  expect(progress.isStuck()).toBe(true);
});

test('a process that answers others is not stuck, however long one request takes', () => {
  const { progress, pass } = watched();
  progress.begin();

  for (let minutes = 0; minutes < 60; minutes++) {
    const end = progress.begin();
    pass(59);
    end();
    expect(progress.isStuck()).toBe(false);
    pass(1);
    expect(progress.isStuck()).toBe(false);
  }
});
