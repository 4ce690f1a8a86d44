import { expect, test } from 'vitest';
import { liveAnswer } from '../../src/gateway/health.ts';
import { createProgress } from '../../src/gateway/progress.ts';
import { StallDetector } from '../../src/health/stall-detector.ts';

/** A request of which everything has arrived. */
const whole = () => ({ complete: true });

/** The requests of a process whose database works or not, and a second that passes. */
function watched() {
  const database = { isWorking: false };
  const progress = createProgress(() => database.isWorking);
  const detector = new StallDetector([progress]);
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second++) detector.tick();
  };
  return { progress, detector, database, pass };
}

test('a process without requests stays live', () => {
  const { progress, detector, pass } = watched();

  pass(10_000);
  expect(detector.stalled()).toEqual([]);
  progress.begin(whole())('ANSWERED');
  pass(10_000);
  expect(detector.stalled()).toEqual([]);
});

test('a process is stalled if requests have waited for twenty seconds without any response', () => {
  const { progress, detector, pass } = watched();

  const end = progress.begin(whole());
  progress.begin(whole());
  pass(19);
  expect(liveAnswer(detector)).toMatchObject({ status: 200, body: '{"status":"live"}' });
  pass(1);
  expect(liveAnswer(detector)).toMatchObject({ status: 503, body: '{"status":"stuck","stalled":["requests"]}' });

  end('ANSWERED');
  pass(1);
  expect(detector.stalled()).toEqual([]);
  pass(19);
  expect(detector.stalled()).toEqual([]);
  pass(1);
  expect(detector.stalled()).toEqual(['requests']);
});

test('a process that answers other requests is not stalled, however long one request takes', () => {
  const { progress, detector, pass } = watched();
  progress.begin(whole());

  for (let count = 0; count < 100; count++) {
    const end = progress.begin(whole());
    pass(19);
    end('ANSWERED');
    pass(1);
    expect(detector.stalled()).toEqual([]);
  }
});

test('a request that waits for a statement of thirty seconds does not make its process look stalled', () => {
  const { progress, detector, database, pass } = watched();
  progress.begin(whole());

  database.isWorking = true;
  pass(30);
  expect(detector.stalled()).toEqual([]);
  database.isWorking = false;
  pass(19);
  expect(detector.stalled()).toEqual([]);
});

test('a request that is still arriving does not count as waiting', () => {
  const { progress, detector, pass } = watched();
  const slow = { complete: false };
  progress.begin(slow);

  pass(10_000);
  expect(detector.stalled()).toEqual([]);
  slow.complete = true;
  pass(20);
  expect(detector.stalled()).toEqual(['requests']);
});

test('requests refused for lack of capacity are not progress', () => {
  const { progress, detector, pass } = watched();
  progress.begin(whole());

  for (let second = 0; second < 20; second++) {
    const end = progress.begin(whole());
    pass(1);
    end('OVERLOADED');
  }

  expect(detector.stalled()).toEqual(['requests']);
});
