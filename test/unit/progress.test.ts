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

test('a process that nobody asks anything is live for ever', () => {
  const { progress, detector, pass } = watched();

  pass(10_000);
  expect(detector.stalled()).toEqual([]);
  progress.begin(whole())('ANSWERED');
  pass(10_000);
  expect(detector.stalled()).toEqual([]);
});

test('a process is stuck when requests have waited for twenty seconds in which none was answered', () => {
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

test('a process that answers others is not stuck, however long one request takes', () => {
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

test('a request that waits for a statement of thirty seconds does not make its process look stuck', () => {
  const { progress, detector, database, pass } = watched();
  progress.begin(whole());

  database.isWorking = true;
  pass(30);
  expect(detector.stalled()).toEqual([]);
  database.isWorking = false;
  pass(19);
  expect(detector.stalled()).toEqual([]);
});

test('a request that its caller is still sending does not wait for this process', () => {
  const { progress, detector, pass } = watched();
  const slow = { complete: false };
  progress.begin(slow);

  pass(10_000);
  expect(detector.stalled()).toEqual([]);
  slow.complete = true;
  pass(20);
  expect(detector.stalled()).toEqual(['requests']);
});

test('requests that are turned away, because others take up all the room, are no progress', () => {
  const { progress, detector, pass } = watched();
  progress.begin(whole());

  for (let second = 0; second < 20; second++) {
    const end = progress.begin(whole());
    pass(1);
    end('TURNED_AWAY');
  }

  expect(detector.stalled()).toEqual(['requests']);
});
